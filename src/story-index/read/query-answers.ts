/** Answers to readers' queries, kept in memory so that one question asked again reads no rows. */
import QuickLRU from 'quick-lru';
import { QUERIES_SPENT } from '../api.ts';

/** Answers kept, at most twice as many: some 100 kB each. */
const ANSWERS_CACHED = 24;
/** How long an answer stands while readers' queries are ahead of the day. Feed readers ask once an hour. */
const HELD_MS = 60 * 60_000;
/** Share of the day's query rows that may be read before any time has passed. */
const QUERIES_AT_ONCE = 0.1;
const DAY_MS = 24 * 60 * 60_000;

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
   * An answer is used again until something is written; while queries are ahead of the day, for HELD_MS whatever is written. Throws
   * QUERIES_SPENT when they have read their share of the day.
   */
  answer<T extends object | string>(key: string, at: Moment, ask: () => T): T;
}

export function createQueryAnswers(): QueryAnswers {
  const kept = new QuickLRU<
    string,
    { readonly answer: object | string; readonly written: number; readonly at: number }
  >({ maxSize: ANSWERS_CACHED });
  return {
    answer<T extends object | string>(key: string, { now, written, spent }: Moment, ask: () => T): T {
      const known = kept.get(key);
      const isHeld = known && spent > paceOf(now) && now - known.at < HELD_MS;
      if (known && (known.written === written || isHeld)) return known.answer as T;
      if (spent >= 1) throw new Error(QUERIES_SPENT);
      const answer = ask();
      kept.set(key, { answer, written, at: now });
      return answer;
    },
  };
}

/** The share of the day's query rows that may be read by now (ms) without getting ahead of the UTC day. */
function paceOf(now: number): number {
  return QUERIES_AT_ONCE + (1 - QUERIES_AT_ONCE) * ((now % DAY_MS) / DAY_MS);
}
