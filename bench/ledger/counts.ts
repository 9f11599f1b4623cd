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

export type InvocationKind = 'round' | 'tick' | 'index';

/** A finished invocation. */
export interface Invocation {
  readonly kind: InvocationKind;
  /** The method's name. */
  readonly name: string;
  /** CPU of the process from begin to end, ms, without nested invocations and the cost of measuring. */
  readonly cpuMs: number | undefined;
  readonly external: number;
}

/** The entry point's report after each round. */
export interface RoundLedger {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly invocations: readonly Invocation[];
  /** Bytes of all databases. */
  readonly filed: number;
  readonly failed: readonly string[];
}
