/**
 * Whose turn it is in a round, and what is remembered between rounds: one row for all outlets, so that an outlet that is not
 * due costs neither a call nor a row. Pure but for `openRounds`.
 *
 * The turns are written before the outlets are asked as well as after it: a round that dies in between must not ask anyone
 * again within the polite floor.
 */
import { dayOf, type Thrift } from '../documents/usage.ts';
import { FREE_PLAN_A_DAY, POLL_INTERVAL_MIN_MS } from '../limits.ts';
import { isDue } from './schedule.ts';

/** Times are ms since the epoch. */
export interface Turn {
  /** When the outlet was last asked. */
  readonly polled: number;
  /** When it is due if the day is not short. */
  readonly due: number;
  /** The shortest time in which its feed was replaced whole, ms; undefined: it has not been. */
  readonly turnoverMs: number | undefined;
}

export interface Rounds {
  /** UTC day that `thrift` is about. The next day starts afresh. */
  readonly day: number;
  readonly thrift: Thrift;
  /** By outlet. */
  readonly turns: Readonly<Record<string, Turn>>;
  /** Rows that were written on the day for each outlet: by its object, and by the index for its articles. */
  readonly written: Readonly<Record<string, number>>;
}

export const NO_ROUNDS: Rounds = { day: 0, thrift: 0, turns: {}, written: {} };

export interface RoundStore {
  load(): Rounds;
  /** Throws when storage does, as it does once the plan's rows of the day are used up. */
  save(rounds: Rounds): void;
}

/** Longest wait that a short day alone causes. A day's end ends it sooner. */
const THRIFTY_WAIT_MAX_MS = 4 * 60 * 60_000;
/** The cron's interval. */
const ROUND_MS = 10 * 60_000;

function thriftAt({ day, thrift }: Rounds, now: number): Thrift {
  return day === dayOf(now) ? thrift : 0;
}

/** Equal shares of the day's rows, past which an outlet is not asked again while the day is short. */
const SHARES_MAX = 3;

/**
 * How sparing the day is with one outlet of `listed`. On a short day those wait that have used more than the others on average. The others
 * wait a step less, and not at all where the cause is an outlet past its share: that one is not asked ('over'), and what is left is for others.
 */
export function thriftFor(rounds: Rounds, outlet: string, listed: number, now: number): Thrift | 'over' {
  const thrift = thriftAt(rounds, now);
  if (thrift === 0) return 0;
  const most = (SHARES_MAX * FREE_PLAN_A_DAY.rowsWritten) / listed;
  const own = rounds.written[outlet] ?? 0;
  if (own > most) return 'over';
  const all = Object.values(rounds.written);
  if (thrift === 3 || own >= all.reduce((sum, rows) => sum + rows, 0) / listed) return thrift;
  return thrift === 1 || all.some((rows) => rows > most) ? 0 : 1;
}

/** Adds what a round wrote; a new day begins at nothing. */
export function addWritten(
  { day, written }: Rounds,
  now: number,
  more: readonly (readonly [outlet: string, rows: number])[],
): Rounds['written'] {
  const before = day === dayOf(now) ? written : {};
  return { ...before, ...Object.fromEntries(more.map(([outlet, rows]) => [outlet, (before[outlet] ?? 0) + rows])) };
}

/** When the outlet is asked again on a day as short as `thrift`, ms since the epoch; Infinity: not on this day. */
export function turnDue({ polled, due, turnoverMs }: Turn, thrift: Thrift): number {
  if (thrift === 0) return due;
  const slow = thrift === 3 ? Number.POSITIVE_INFINITY : Math.min((due - polled) * 2 ** thrift, THRIFTY_WAIT_MAX_MS);
  return Math.max(due, polled + Math.min(slow, windowWait(turnoverMs)));
}

/** `turn` is undefined for an outlet that was never asked. */
export function isTurn(turn: Turn | undefined, thrift: Thrift, now: number): boolean {
  if (turn === undefined) return thrift < 3;
  // A clock was wrong then or is wrong now.
  if (turn.polled > now || (turn.due > now && isDue(turn.due, now))) return true;
  return turnDue(turn, thrift) <= now;
}

/**
 * Whose turn it is while nothing can be written and so nothing is remembered: by the clock alone, an outlet whose feed is
 * replaced before the day is over, twice in that time. Its new items are kept elsewhere until they can be filed.
 */
export function isTurnUnwritten(turn: Turn | undefined, now: number): boolean {
  if (turn?.turnoverMs === undefined) return false;
  const wait = Math.max(2 * ROUND_MS, Math.floor(windowWait(turn.turnoverMs) / ROUND_MS) * ROUND_MS);
  return Math.floor(now / wait) !== Math.floor((now - ROUND_MS) / wait);
}

/** Half of the time in which the feed is replaced, so that it is read twice in it. */
function windowWait(turnoverMs: number | undefined): number {
  return Math.max(POLL_INTERVAL_MIN_MS, (turnoverMs ?? Number.POSITIVE_INFINITY) / 2);
}

/** The turn of an outlet that is being asked: if no answer comes, it is asked again after the polite floor. */
export function claimed(turn: Turn | undefined, now: number): Turn {
  return { polled: now, due: now + POLL_INTERVAL_MIN_MS, turnoverMs: turn?.turnoverMs };
}

export function openRounds({ sql }: Pick<DurableObjectStorage, 'sql'>): RoundStore {
  sql.exec('CREATE TABLE IF NOT EXISTS rounds (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL)');
  return {
    load() {
      const [row] = sql.exec<{ record: string }>('SELECT record FROM rounds').toArray();
      return row === undefined ? NO_ROUNDS : { ...NO_ROUNDS, ...(JSON.parse(row.record) as Partial<Rounds>) };
    },
    save(rounds) {
      sql.exec(
        'INSERT INTO rounds (one, record) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET record = excluded.record',
        JSON.stringify(rounds),
      );
    },
  };
}
