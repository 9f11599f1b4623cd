/** What an invocation, or a day of them, used of what the plan counts. */
export interface Counts {
  kvReads: number;
  kvWrites: number;
  /** RPC calls and alarms of Durable Objects: each is billed as a request. */
  objectRequests: number;
  rowsRead: number;
  /** Rows of tables and of their indexes, deletes and alarms set included. */
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

export type InvocationKind = 'round' | 'tick' | 'index';

/** One invocation that is over. */
export interface Invocation {
  readonly kind: InvocationKind;
  /** Name of the method. */
  readonly name: string;
  /** CPU of the whole process between its beginning and its end, less that of what it called and of the measuring; ms. */
  readonly cpuMs: number | undefined;
  readonly external: number;
}

/** What the entry point tells after each round. */
export interface RoundLedger {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly invocations: readonly Invocation[];
  /** Bytes of all databases. */
  readonly filed: number;
  readonly failed: readonly string[];
}
