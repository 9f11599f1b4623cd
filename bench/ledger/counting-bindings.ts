/**
 * Bindings and storage that count their calls. They pass everything through, except alarms, which wait for the
 * simulated clock.
 */
import type { Counts, StatementRows } from './counts.ts';

type AnyFunction = (...args: never[]) => unknown;

/** `target` with some of its members replaced; methods keep their `this`. */
function overlaid<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && name in members) return members[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as AnyFunction).bind(target as never) : value;
    },
  });
}

/** `called` is told of each call. */
export function countingKv(kv: KVNamespace, counts: Counts, called: () => void = () => {}): KVNamespace {
  const read =
    (method: 'get' | 'getWithMetadata') =>
    (...args: unknown[]) => {
      called();
      counts.kvReads += Array.isArray(args[0]) ? args[0].length : 1;
      return (kv[method] as (...a: unknown[]) => unknown)(...args);
    };
  const write =
    (method: 'put' | 'delete') =>
    (...args: unknown[]) => {
      called();
      counts.kvWrites++;
      return (kv[method] as (...a: unknown[]) => unknown)(...args);
    };
  return overlaid(kv, {
    get: read('get'),
    getWithMetadata: read('getWithMetadata'),
    put: write('put'),
    delete: write('delete'),
  });
}

export interface CountingStorage {
  readonly storage: DurableObjectStorage;
  /**
   * Adds the rows that statements read and wrote since the last call. Cursors report them only when done, and only to
   * their own object.
   */
  settle(): void;
  /** Removes the alarm and returns its time, ms; null when none is set. */
  takeAlarm(): number | null;
}

/**
 * Adds to `statements` under `who` what each statement read and wrote. `spend` is told of rows written and answers whether
 * more may be: if not, writing statements fail as on the platform.
 */
export function countingStorage(
  real: DurableObjectStorage,
  counts: Counts,
  who: string,
  statements: StatementRows,
  spend: (rows: number) => boolean = () => true,
): CountingStorage {
  let cursors: {
    readonly query: string;
    readonly cursor: { readonly rowsRead: number; readonly rowsWritten: number };
  }[] = [];
  let alarm: number | null = null;
  const sql = overlaid(real.sql, {
    exec(query: string, ...values: SqlStorageValue[]) {
      if (!spend(0) && /^\s*(INSERT|UPDATE|DELETE)/i.test(query)) {
        throw new Error('Exceeded allowed rows written in Durable Objects free tier.');
      }
      const cursor = real.sql.exec(query, ...values);
      cursors.push({ query, cursor });
      return cursor;
    },
  });
  const storage = overlaid(real, {
    sql,
    getAlarm: async () => alarm,
    setAlarm: async (at: number | Date) => {
      counts.rowsWritten++;
      rowsOf(statements, who, 'UPDATE alarm').written++;
      alarm = Number(at);
    },
    deleteAlarm: async () => {
      if (alarm !== null) {
        counts.rowsWritten++;
        rowsOf(statements, who, 'UPDATE alarm').written++;
      }
      alarm = null;
    },
  });
  return {
    storage,
    settle() {
      for (const { query, cursor } of cursors) {
        const { rowsRead, rowsWritten } = cursor;
        counts.rowsRead += rowsRead;
        counts.rowsWritten += rowsWritten;
        spend(rowsWritten);
        const rows = rowsOf(statements, who, query);
        rows.read += rowsRead;
        rows.written += rowsWritten;
      }
      cursors = [];
    },
    takeAlarm() {
      const at = alarm;
      alarm = null;
      return at;
    },
  };
}

function rowsOf(statements: StatementRows, who: string, query: string): StatementRows[string] {
  const name = `${who}: ${query.replace(/\s+/g, ' ').trim()}`;
  statements[name] ??= { read: 0, written: 0 };
  return statements[name];
}

/** Counts every RPC call and passes it through `around`, which may time or delay it. */
export function countingStub<T extends object>(
  stub: T,
  counts: Counts,
  around: <R>(method: string, call: () => Promise<R>) => Promise<R>,
): T {
  return new Proxy(stub, {
    get(_, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...args: unknown[]) => {
        counts.objectRequests++;
        return around(
          name,
          () => (stub as Record<string, (...a: unknown[]) => Promise<unknown>>)[name]?.(...args) as Promise<never>,
        );
      };
    },
  });
}
