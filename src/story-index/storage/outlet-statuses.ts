/**
 * What the outlets' last readings came to. A round reports dozens at once, so they are packed: each row holds a quarter of the
 * outlets. One row for all would exceed a line of a backup if 500 outlets had much to say.
 */
import type { OutletStatus } from '../../documents/outlet.ts';
import { hashText } from '../../text/hash.ts';

const PARTS = 4;

interface Part extends Record<string, SqlStorageValue> {
  part: number;
  /** JSON: OutletStatus[]. */
  statuses: string;
}

/** By outlet. */
export function outletStatuses(sql: SqlStorage): ReadonlyMap<string, OutletStatus> {
  return new Map(readParts(sql).flatMap(({ statuses }) => byOutlet(statuses)));
}

/** The part whose row holds the status of `outlet`. */
export function statusPart(outlet: string): number {
  return hashText(outlet) % PARTS;
}

/** Writes only rows that differ. */
export function recordStatuses(storage: DurableObjectStorage, statuses: readonly OutletStatus[]): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    const before = new Map(readParts(sql).map((row) => [row.part, row.statuses]));
    for (const [part, reported] of Map.groupBy(statuses, ({ outlet }) => statusPart(outlet))) {
      const stored = before.get(part) ?? '[]';
      const all = new Map([...byOutlet(stored), ...reported.map((status) => [status.outlet, status] as const)]);
      const now = JSON.stringify([...all.values()]);
      if (now === stored) continue;
      sql.exec(
        `INSERT INTO outlet_status (part, statuses) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET statuses = excluded.statuses`,
        part,
        now,
      );
    }
  });
}

function readParts(sql: SqlStorage): Part[] {
  return sql.exec<Part>('SELECT part, statuses FROM outlet_status').toArray();
}

function byOutlet(statuses: string): (readonly [string, OutletStatus])[] {
  return (JSON.parse(statuses) as OutletStatus[]).map((status) => [status.outlet, status] as const);
}
