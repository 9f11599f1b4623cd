/** Answers to readers' queries, kept so that one question asked again reads no rows: in memory, and those that stand for long in a row each. */
import QuickLRU from 'quick-lru';
import { dayFraction } from '../../documents/usage.ts';
import { QUERIES_SPENT } from '../api.ts';
import type { AnswerStore } from '../storage/answer-rows.ts';

/** Answers kept, at most twice as many: some 100 kB each. A slice has one for its page, one for its feeds, and three for its updates. */
const ANSWERS_CACHED = 64;
/** How long an answer stands at least while readers' queries are ahead of the day. Feed readers ask once an hour. */
const HELD_MS = 60 * 60_000;
const HELD_MAX_MS = 24 * HELD_MS;
/** Share of the day's query rows that may be read before any time has passed. */
const QUERIES_AT_ONCE = 0.1;

interface Moment {
  /** ms since the epoch. */
  readonly now: number;
  /** Rows that SQLite has changed since it was opened. */
  readonly written: number;
  /** Share of the day's query rows that has been read; 1 and more: all. */
  readonly spent: number;
}

interface QueryAnswers {
  /**
   * An answer is used again until something is written; while queries are ahead of the day for longer, whatever is written. Throws
   * QUERIES_SPENT for what was not asked before when they have read their share of the day.
   */
  answer<T extends object | string>(key: string, at: Moment, ask: () => T): T;
  /** After what must be seen at once: a takedown, a correction, another list. */
  forget(): void;
}

interface Kept {
  readonly answer: object | string;
  readonly written: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly isStored: boolean;
}

export function createQueryAnswers(store: AnswerStore): QueryAnswers {
  const kept = new QuickLRU<string, Kept>({ maxSize: ANSWERS_CACHED });
  /** An answer that is held, from the store if memory has lost it. What is used again is stored: who asks once costs no row. */
  const held = (key: string, known: Kept | undefined, now: number, spent: number): Kept['answer'] | undefined => {
    const found = known ?? store.read(key);
    if (!found || !isHeld(found.at, now, spent)) return undefined;
    if (!known?.isStored) {
      if (known) store.write(key, known);
      kept.set(key, { ...found, written: known?.written ?? NEVER, isStored: true });
    }
    return found.answer;
  };
  return {
    answer<T extends object | string>(key: string, { now, written, spent }: Moment, ask: () => T): T {
      const known = kept.get(key);
      if (known?.written === written) return known.answer as T;
      const again = heldMs(now, spent) > 0 ? held(key, known, now, spent) : undefined;
      if (again !== undefined) return again as T;
      if (spent >= 1) throw new Error(QUERIES_SPENT);
      const answer = ask();
      kept.set(key, { answer, written, at: now, isStored: false });
      return answer;
    },
    forget() {
      kept.clear();
      store.clear();
    },
  };
}

const NEVER = -1;

/** An answer of the future was given by a wrong clock. */
function isHeld(at: number, now: number, spent: number): boolean {
  return at <= now && now - at < heldMs(now, spent);
}

/**
 * 0 while queries are not ahead of the UTC day. The less of their share is left for the rest of the day, the longer, so that twenty feeds
 * which are asked for all day never use it up.
 */
function heldMs(now: number, spent: number): number {
  const gone = dayFraction(now);
  if (spent <= QUERIES_AT_ONCE + (1 - QUERIES_AT_ONCE) * gone) return 0;
  const left = (1 - spent) / (1 - gone);
  return left > 0 ? Math.min(HELD_MAX_MS, HELD_MS / Math.min(1, left)) : HELD_MAX_MS;
}
