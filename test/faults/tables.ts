/** Fits the databases of a whole world into the one database of a test's object, so that a thousand schedules can share it. */

/** An outlet's SQL, its three tables renamed after it: index and outlets each have a table `outlet`. */
export function withOwnTables(storage: DurableObjectStorage, name: string): DurableObjectStorage {
  const rename = (query: string) =>
    query.replace(/\b(TABLE|EXISTS|FROM|INTO|UPDATE)\s+(outlet|seen|migration)\b/g, `$1 ${name}_$2`);
  const sql = { exec: (query: string, ...values: unknown[]) => storage.sql.exec(rename(query), ...values) };
  return {
    sql,
    transactionSync: (run: () => unknown) => storage.transactionSync(run),
  } as unknown as DurableObjectStorage;
}

/** Deletes all rows of all tables except those that record migrations. */
export function emptyTables(sql: SqlStorage): void {
  const tables = sql
    .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`)
    .toArray();
  for (const { name } of tables) {
    if (!/^sqlite_|migration$|^schema_version$/.test(name)) sql.exec(`DELETE FROM ${name}`);
  }
}
