/** Counts the rows that an object's storage reads and writes, as the platform bills them. */
import type { Rows } from './documents/usage.ts';

interface Metered {
  /** The same storage, counted. */
  readonly storage: DurableObjectStorage;
  /** The rows since the last call. */
  take(): Rows;
}

/** Cursors kept until they are done, which almost all of them are when `exec` returns. */
const CURSORS_MAX = 500;

export function meter(real: DurableObjectStorage): Metered {
  let cursors: Rows[] = [];
  let rowsRead = 0;
  let rowsWritten = 0;
  /** A cursor that is not done yet is counted as far as it has come. */
  const settle = () => {
    for (const cursor of cursors) {
      rowsRead += cursor.rowsRead;
      rowsWritten += cursor.rowsWritten;
    }
    cursors = [];
  };
  const sql = overlaid(real.sql, {
    exec(query: string, ...values: SqlStorageValue[]) {
      if (cursors.length >= CURSORS_MAX) settle();
      const cursor = real.sql.exec(query, ...values);
      cursors.push(cursor);
      return cursor;
    },
  });
  const alarm =
    (method: 'setAlarm' | 'deleteAlarm') =>
    (...args: unknown[]) => {
      rowsWritten++;
      return (real[method] as (...a: unknown[]) => unknown).apply(real, args);
    };
  const storage = overlaid(real, { sql, setAlarm: alarm('setAlarm'), deleteAlarm: alarm('deleteAlarm') });
  return {
    storage,
    take() {
      settle();
      const taken = { rowsRead, rowsWritten };
      rowsRead = 0;
      rowsWritten = 0;
      return taken;
    },
  };
}

/** `target` with some members replaced; the other methods keep their `this`. */
function overlaid<T extends object>(target: T, members: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && Object.hasOwn(members, name)) return members[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
