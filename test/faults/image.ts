/** A database as text: the SQL of its tables, then a line per row. */
const OWN = `name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`;

export function dumpDatabase(sql: SqlStorage): string {
  const made = sql
    .exec<{ sql: string }>(`SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND ${OWN} ORDER BY rowid`)
    .toArray();
  const rows = tablesOf(sql).flatMap((table) =>
    [...sql.exec(`SELECT * FROM ${table}`).raw()].map((row) => JSON.stringify([table, ...row.map(encode)])),
  );
  return `${[...made.map((m) => JSON.stringify(m.sql)), ...rows].join('\n')}\n`;
}

export function loadDatabase(sql: SqlStorage, text: string): void {
  dropDatabase(sql);
  for (const line of text.trim().split('\n')) {
    const value = JSON.parse(line) as string | [string, ...unknown[]];
    if (typeof value === 'string') {
      sql.exec(value);
      continue;
    }
    const [table, ...row] = value;
    sql.exec(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`, ...row.map(decode));
  }
}

export function dropDatabase(sql: SqlStorage): void {
  for (const table of tablesOf(sql)) sql.exec(`DROP TABLE ${table}`);
}

function tablesOf(sql: SqlStorage): readonly string[] {
  return sql
    .exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND ${OWN} ORDER BY rowid`)
    .toArray()
    .map((row) => row.name);
}

function encode(value: SqlStorageValue): unknown {
  return value instanceof ArrayBuffer ? { b: new Uint8Array(value).toBase64() } : value;
}

function decode(value: unknown): SqlStorageValue {
  return typeof value === 'object' && value !== null
    ? Uint8Array.fromBase64((value as { b: string }).b).buffer
    : (value as SqlStorageValue);
}
