/** What the objects have used of the day, and how sparing the day has become. Days are UTC days, as the platform counts them. */

export interface Rows {
  readonly rowsRead: number;
  /** Rows of tables and indexes, deleted ones and alarms included. */
  readonly rowsWritten: number;
}

export interface Usage extends Rows {
  /** Calls of objects and alarms. */
  readonly objectRequests: number;
  readonly kvWrites: number;
  /** Of the rows read: for readers' queries that neither a cache nor KV answers. */
  readonly queryRows: number;
}

export const NO_USAGE: Usage = { rowsRead: 0, rowsWritten: 0, objectRequests: 0, kvWrites: 0, queryRows: 0 };

export function addUsage(one: Usage, more: Partial<Usage>): Usage {
  return {
    rowsRead: one.rowsRead + (more.rowsRead ?? 0),
    rowsWritten: one.rowsWritten + (more.rowsWritten ?? 0),
    objectRequests: one.objectRequests + (more.objectRequests ?? 0),
    kvWrites: one.kvWrites + (more.kvWrites ?? 0),
    queryRows: one.queryRows + (more.queryRows ?? 0),
  };
}

/**
 * How sparing a day is. 0: not at all. 1: outlets are asked half as often. 2: a quarter as often, and old articles are deleted
 * later. 3: only outlets whose items would leave their feed unread are asked. What has been read is filed in all of them.
 */
export type Thrift = 0 | 1 | 2 | 3;

const DAY_MS = 86_400_000;

/** UTC days since the epoch. */
export function dayOf(now: number): number {
  return Math.floor(now / DAY_MS);
}

/** How much of the UTC day is over, 0 ≤ f < 1. */
export function dayFraction(now: number): number {
  return now / DAY_MS - dayOf(now);
}
