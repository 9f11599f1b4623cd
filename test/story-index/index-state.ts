/**
 * States of a StoryIndex that none of its calls produces: a forced decision, a lost row, rows of other code, a fault in filing.
 * Tests set them through these functions, so that SQL over the index's tables stands in one file.
 */

/** The number of the story with this id. Throws when there is none. */
export function storyNumber(sql: SqlStorage, id: string): number {
  return sql.exec<{ number: number }>('SELECT number FROM story WHERE id = ?', id).one().number;
}

export function articleNumber(sql: SqlStorage, id: string): number {
  return sql.exec<{ number: number }>('SELECT number FROM article WHERE id = ?', id).one().number;
}

/** The number of the story that an article stands in; undefined when the article is not filed. */
export function storyOf(sql: SqlStorage, article: number): number | undefined {
  return sql.exec<{ story: number }>('SELECT story FROM article WHERE number = ?', article).toArray()[0]?.story;
}

export function titleOf(sql: SqlStorage, article: string): string {
  return sql.exec<{ title: string }>('SELECT title FROM article WHERE id = ?', article).one().title;
}

/** As code that told publishers otherwise leaves an article. */
export function setPublisher(sql: SqlStorage, article: string, publisher: string): void {
  sql.exec('UPDATE article SET publisher = ? WHERE id = ?', publisher, article);
}

/** Stories waiting to be written to KV. */
export function outboxSize(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n;
}

/** The documents in KV were made by other code, or with another list of outlets. */
export function madeByOtherCode(sql: SqlStorage): void {
  sql.exec(`UPDATE meta SET value = 'other code' WHERE key = 'documents_by'`);
}

/** KV holds other bytes for this story than the index would write, and the index knows their digest. */
export function publishedOtherBytes(sql: SqlStorage, story: string): void {
  sql.exec(`UPDATE story SET digest = 'other bytes', kv_digest = 'other bytes' WHERE id = ?`, story);
}

/** As an editor's split leaves two stories. */
export function keepApart(sql: SqlStorage, one: number, other: number): void {
  sql.exec('INSERT INTO apart (story, other) VALUES (?, ?)', Math.min(one, other), Math.max(one, other));
}

/** As an editor's correction leaves an article. */
export function pin(sql: SqlStorage, article: number, story: number): void {
  sql.exec('UPDATE article SET story = ?, pinned = 1 WHERE number = ?', story, article);
}

/** Every story is carried by `publishers`, whatever its articles say. */
export function carryAll(sql: SqlStorage, publishers: number): void {
  sql.exec('UPDATE story SET publishers = ?', publishers);
}

/** A story without articles, carried by two; `updated` in ms. */
export function addEmptyStory(sql: SqlStorage, number: number, id: string, updated: number): void {
  sql.exec(
    `INSERT INTO story (number, id, title, published, updated, lead, lead_reason, publishers)
     VALUES (?, ?, 'title', 0, ?, 0, 'first', 2)`,
    number,
    id,
    updated,
  );
}

/** An article of which only its keys matter. */
export function addKeys(sql: SqlStorage, number: number, keys: Uint32Array): void {
  sql.exec(
    `INSERT INTO article (number, id, story, outlet, publisher, url, page, title, summary, published, seen, keys, profile, passages, shared, joined, unmerged)
     VALUES (?, ?, 1, '', '', '', '', '', '', 0, 0, ?, x'', '[]', '[]', 0, 0)`,
    number,
    String(number),
    keys.slice().buffer,
  );
}

/** Articles up to this number leave the index, and nothing else does. */
export function dropArticles(sql: SqlStorage, upTo: number): void {
  sql.exec('DELETE FROM article WHERE number <= ?', upTo);
}

/** How many articles count as joins of a publisher. */
export function joins(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM article WHERE joined = 1').one().n;
}

/** Its row is gone, as if by itself. */
export function loseArticle(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM article WHERE id = ?', id);
}

export function emptyPostings(sql: SqlStorage): void {
  for (const table of ['article', 'segment']) sql.exec(`DELETE FROM ${table}`);
}

/** Makes every fingerprint look encoded by another version. */
export function encodeFingerprintsAs(sql: SqlStorage, version: number): void {
  const rows = sql.exec<{ number: number; profile: ArrayBuffer }>('SELECT number, profile FROM article').toArray();
  for (const { number, profile } of rows) {
    const bytes = new Uint8Array(profile);
    bytes[0] = version;
    sql.exec('UPDATE article SET profile = ? WHERE number = ?', bytes.buffer, number);
  }
}

/** Filing this one article throws `why`, as a fault in the engine would, until `mend`. */
export function breakFilingOf(sql: SqlStorage, article: string, why: string): void {
  sql.exec(`CREATE TRIGGER broken_article BEFORE INSERT ON article WHEN NEW.id = '${article}'
    BEGIN SELECT RAISE(ABORT, '${why}'); END`);
}

/** Storage takes nothing from this outlet, not even into the quarantine, until `mend`. */
export function breakStorageFor(sql: SqlStorage, outlet: string, why: string): void {
  for (const table of ['article', 'aside']) {
    sql.exec(`CREATE TRIGGER broken_${table} BEFORE INSERT ON ${table} WHEN NEW.outlet = '${outlet}'
      BEGIN SELECT RAISE(ABORT, '${why}'); END`);
  }
}

export function mend(sql: SqlStorage): void {
  for (const table of ['article', 'aside']) sql.exec(`DROP TRIGGER IF EXISTS broken_${table}`);
}

/** Copies the only story and its article until there are `stories` of them, a minute apart, the copies older and not updated. */
export function multiply(sql: SqlStorage, stories: number): void {
  for (const table of ['story', 'article']) {
    const columns = sql
      .exec<{ name: string }>(`PRAGMA table_info(${table})`)
      .toArray()
      .map(({ name }) => name);
    const copied: Readonly<Record<string, string>> = {
      number: `number + 10 * i`,
      id: `id || '-' || i`,
      story: 'story + 10 * i',
      lead: 'lead + 10 * i',
      page: `page || '-' || i`,
      published: 'published - 60000 * i',
      updated: 'updated - 60000 * i',
    };
    sql.exec(
      `WITH RECURSIVE copy (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copy WHERE i + 1 < ?)
       INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((name) => copied[name] ?? name).join(', ')} FROM ${table}, copy WHERE ${table}.id = 'first'`,
      stories,
    );
  }
}

/**
 * Stories of the sixty days before the first article, which have lost their articles but for the oldest, whose last one is there still. A fifth were
 * carried by two.
 */
export function addOlderStories(sql: SqlStorage, stories: number, newest: number): void {
  sql.exec(
    `WITH RECURSIVE past (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM past WHERE i < ?1)
     INSERT INTO story (number, id, title, published, updated, lead, lead_reason, publishers)
       SELECT -i, 'older-' || i, 'title', ?2 - 5e9 * i / ?1, ?2 - 5e9 * i / ?1 + i % 2, 0, 'first', 1 + (i % 5 = 0) FROM past`,
    stories,
    newest,
  );
  sql.exec('UPDATE article SET story = ? WHERE number = (SELECT max(number) FROM article)', -stories);
}

/** As if decided so: these articles tell the story that the first of them founded. */
export function tellOneStory(sql: SqlStorage, articles: readonly string[]): void {
  const [first = ''] = articles;
  const story = storyNumber(sql, first);
  const ids = JSON.stringify(articles);
  sql.exec(
    'UPDATE story SET merged_into = ? WHERE number <> ? AND id IN (SELECT value FROM json_each(?))',
    story,
    story,
    ids,
  );
  sql.exec('UPDATE article SET story = ? WHERE id IN (SELECT value FROM json_each(?))', story, ids);
  sql.exec(
    `UPDATE story SET publishers = (SELECT count(DISTINCT publisher) FROM article WHERE story = ?1), lead_reason = 'first' WHERE number = ?1`,
    story,
  );
}
