import type { WrittenFront } from './freshness.ts';

/** The plan's resources that an invocation, or a day of them, used. */
export interface Counts {
  kvReads: number;
  kvWrites: number;
  /** RPC calls and alarms of Durable Objects. Each is billed as a request. */
  objectRequests: number;
  rowsRead: number;
  /** Rows of tables and indexes. Deletes and alarms count. */
  rowsWritten: number;
  /** Requests to the network. */
  external: number;
}

export function noCounts(): Counts {
  return { kvReads: 0, kvWrites: 0, objectRequests: 0, rowsRead: 0, rowsWritten: 0, external: 0 };
}

export function addCounts(sum: Counts, more: Counts): void {
  for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += more[key];
}

/** Rows read and written, by statement: who executed it, a colon, its SQL on one line. */
export type StatementRows = Record<string, { read: number; written: number }>;

export type InvocationKind = 'round' | 'tick' | 'index';

/** A finished invocation. */
export interface Invocation {
  readonly kind: InvocationKind;
  /** The method's name. */
  readonly name: string;
  /** CPU of the process from begin to end, ms, without nested invocations and the cost of measuring. */
  readonly cpuMs: number | undefined;
  readonly external: number;
  /** Calls to objects and KV. */
  readonly internal: number;
}

/** The entry point's report after each round. */
export interface RoundLedger {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly invocations: readonly Invocation[];
  readonly statements: StatementRows;
  /** Articles that were new to the index, and the batches that they came in. */
  readonly filed: number;
  readonly batches: number;
  readonly failed: readonly string[];
  readonly fronts: readonly WrittenFront[];
  /** Articles put into KV because they could not be recorded. */
  readonly kept: number;
  /** Some statement was refused for want of rows. */
  readonly refused: boolean;
}

/** What the readers' requests used. */
export interface Reading {
  readonly requests: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly counts: Counts;
}

export function noReading(): Reading {
  return { requests: 0, statuses: {}, counts: noCounts() };
}
