/**
 * The StoryIndex database as numbered migrations. A migration that has shipped is never edited; a later one changes its
 * result. Durable Objects refuse `BEGIN` and `PRAGMA user_version`, so the version is a row and each migration runs in a
 * `transactionSync`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- One row per setting of the index itself: see meta.ts.
  CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

  -- What every batch changes, in one row, so that a batch writes one.
  CREATE TABLE filing (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    next        INTEGER NOT NULL DEFAULT 1, -- the next number for an article or a story: both take theirs here
    articles    INTEGER NOT NULL DEFAULT 0, -- in the index now
    stories     INTEGER NOT NULL DEFAULT 0, -- ever founded
    last_filed  INTEGER,                    -- ms, first sight of the newest article of the last batch
    front_dirty INTEGER NOT NULL DEFAULT 0, -- counts up at each change that the front may show; 0: none since it was written
    sketch      BLOB                        -- document-frequency sketch, 128 KiB; NULL: of no articles
  );

  -- An id that was served once always answers, if only with a redirect: past its time a story is packed into past_story.
  CREATE TABLE story (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    title       TEXT NOT NULL,
    published   INTEGER NOT NULL,          -- ms, frozen
    updated     INTEGER NOT NULL,          -- ms, moves when a publisher joins, or the lead changes or is corrected
    lead        INTEGER NOT NULL,          -- article.number
    lead_reason TEXT NOT NULL,
    publishers  INTEGER NOT NULL,
    merged_into INTEGER,                   -- story.number; its own articles have moved there
    changed     INTEGER NOT NULL DEFAULT 0,-- ms, when the document's bytes last changed
    digest      TEXT,                      -- of the document those bytes are, without \`changed\`
    kv_digest   TEXT                       -- of what KV is known to hold; NULL: nothing; '': something, unknown what
  );

  -- Stories with several publishers are few among thousands with one, and the front needs only them.
  CREATE INDEX story_carried ON story (published) WHERE publishers > 1 AND merged_into IS NULL;
  CREATE INDEX story_newest ON story (published) WHERE merged_into IS NULL;
  -- Most stories are never updated after they were published, and have no row here.
  CREATE INDEX story_updated ON story (updated) WHERE updated > published AND merged_into IS NULL;

  -- Merging asks which stories redirect to the one that goes. Stories are kept for ever: a scan would read them all.
  CREATE INDEX story_merged_into ON story (merged_into) WHERE merged_into IS NOT NULL;

  -- Ids of stories that are past, packed by a hash of the id: see past-stories.ts. Kept for ever.
  CREATE TABLE past_story (
    bucket  INTEGER NOT NULL,
    part    INTEGER NOT NULL,              -- 0, 1, …: a row that is full is followed by the next
    stories TEXT NOT NULL,                 -- a line feed, then a line each: id, space, id of the story it was merged into or nothing
    PRIMARY KEY (bucket, part)
  ) WITHOUT ROWID;

  -- Numbers rise with arrival, so pruning walks up from the lowest and needs no index on time.
  CREATE TABLE article (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    story      INTEGER NOT NULL,
    outlet     TEXT NOT NULL,
    publisher  TEXT NOT NULL,
    url        TEXT NOT NULL,
    page       TEXT NOT NULL,              -- as filed; articles of one publisher on one page are one: article-rows.ts
    title      TEXT NOT NULL,
    summary    TEXT NOT NULL,
    author     TEXT,
    image      TEXT,
    image_file TEXT,                       -- JSON of ImageFile; NULL: its feed says nothing of the file
    categories TEXT,                       -- JSON array of strings, as its outlet names them; NULL: none
    published  INTEGER NOT NULL,           -- ms, as the outlet claims it
    not_before INTEGER,                    -- ms, the reading of the whole feed that did not list it; NULL: none
    seen       INTEGER NOT NULL,
    keys       BLOB NOT NULL,              -- uint32 little-endian: the postings it is filed under
    profile    BLOB NOT NULL,
    passages   TEXT NOT NULL,              -- JSON array of strings; long, so it stands behind what is read more often
    similarity REAL,
    look_alikes REAL NOT NULL DEFAULT 0,   -- how much its publisher's own articles were like it when it came: look-alikes.ts
    nearest    TEXT,                       -- JSON {article, words}: why it is where it is
    shared     TEXT NOT NULL,              -- JSON, a SharedEdge each
    related    TEXT NOT NULL DEFAULT '[]', -- JSON, numbers of stories whose articles were found near it
    added      TEXT,                       -- JSON (number | null)[]: passages that an edit brought, see edit-article.ts
    edited     INTEGER,                    -- ms, when its outlet was last seen to correct title or opening
    report     INTEGER NOT NULL DEFAULT 0, -- 1: it is a report, or once was; 0: a flash
    joined     INTEGER NOT NULL,           -- 1: when filed, it founded a story or brought a publisher to one
    unmerged   INTEGER NOT NULL,
    pinned     INTEGER NOT NULL DEFAULT 0,
    moved      INTEGER NOT NULL DEFAULT 0,
    behind     INTEGER NOT NULL DEFAULT 0  -- 1: it came to its story after another listing of its page, which is shown
  );
  CREATE INDEX article_story ON article (story);

  -- The inverted file, packed: see postings.ts. Articles after the last segment are found by their own rows.
  CREATE TABLE segment (
    last   INTEGER PRIMARY KEY,            -- article.number of its newest
    merged INTEGER NOT NULL,               -- 1: made of several
    pairs  BLOB NOT NULL                   -- little-endian: all keys as uint32, ascending, then the article (uint32) and the publisher (uint16) of each
  );

  -- Which articles have a word, packed: see search-postings.ts. Derived, like \`segment\`, and no part of a backup.
  CREATE TABLE search_segment (
    shard    INTEGER NOT NULL,
    segment  INTEGER NOT NULL,             -- article.number of its newest; below 0: articles packed again after an edit
    newest   INTEGER NOT NULL,
    postings BLOB NOT NULL,                -- uint32: count of articles, their numbers, terms ascending; then a byte for the place of each term's article
    PRIMARY KEY (shard, segment)
  ) WITHOUT ROWID;
  -- Articles edited since they were packed.
  CREATE TABLE search_edited (article INTEGER PRIMARY KEY);

  -- Tells what followed \`other\`: an article of \`story\` was found near it. Only of stories that several publishers carry or
  -- KV holds: for the others, \`article.related\` alone says what they are near.
  CREATE TABLE related (other INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (other, story)) WITHOUT ROWID;

  -- Pairs of stories an editor keeps apart, smaller number first.
  CREATE TABLE apart (story INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (story, other)) WITHOUT ROWID;

  -- Stories whose document must be written to KV; \`version\` tells a change made while a write was under way.
  CREATE TABLE outbox (
    story   INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    causes  TEXT                           -- JSON, the publishers whose articles changed it; NULL: an editor or the index did
  );

  -- The quarantine: articles that could not be filed; \`sent\` is the whole article as JSON, its profile in base64.
  CREATE TABLE aside (
    article TEXT PRIMARY KEY,
    outlet  TEXT NOT NULL,
    seen    INTEGER NOT NULL,
    tried   INTEGER NOT NULL,              -- ms
    reason  TEXT NOT NULL,
    sent    TEXT NOT NULL
  ) WITHOUT ROWID;

  -- Articles that the operator took down, until they are restored: see takedown.ts. Never shown.
  CREATE TABLE taken_down (
    article   TEXT PRIMARY KEY,
    outlet    TEXT NOT NULL,
    publisher TEXT NOT NULL,
    page      TEXT NOT NULL,
    story     INTEGER NOT NULL,              -- the story it stood in; 0: it was in quarantine
    at        INTEGER NOT NULL,              -- ms
    reason    TEXT NOT NULL,
    kept      TEXT NOT NULL                  -- JSON: its row, and the edges of others that pointed at it
  ) WITHOUT ROWID;

  -- The days that were published, each as it stood: see publish-daily.ts.
  CREATE TABLE day (
    date    TEXT PRIMARY KEY,              -- in the operator's zone of that time
    since   INTEGER NOT NULL,              -- ms
    at      INTEGER NOT NULL,              -- ms, when it was due: the date of its item
    stories TEXT NOT NULL                  -- JSON, a DayStory each
  ) WITHOUT ROWID;

  -- Slices to which the operator gave an address: see watch-rows.ts. They belong to the deployment and are no part of a backup.
  CREATE TABLE watch (
    name      TEXT PRIMARY KEY,
    slice     TEXT NOT NULL,               -- JSON, a Slice
    created   INTEGER NOT NULL,            -- ms
    filled    INTEGER,                     -- article.number after its first fill; NULL: not filled yet
    stories   TEXT NOT NULL DEFAULT '[]',  -- JSON, numbers of the stories that its document shows
    dirty     INTEGER NOT NULL DEFAULT 1,  -- 0: KV holds what it must; 1: it must be written; 2: it changed once more
    digest    TEXT NOT NULL DEFAULT '',
    changed   INTEGER NOT NULL DEFAULT 0,  -- ms, when its stories last changed
    paced_to  INTEGER NOT NULL DEFAULT 0,  -- ms, the time that its writes to KV have used up: publish-watches.ts
    kv_digest TEXT                         -- of what KV is known to hold; NULL: nothing; '': something, unknown what
  ) WITHOUT ROWID;
  -- Where the alerts of a watch go. Address and secret leave this table only in requests to the receiver.
  CREATE TABLE receiver (
    watch      TEXT PRIMARY KEY,
    url        TEXT NOT NULL,
    format     TEXT NOT NULL,
    enters     INTEGER NOT NULL,           -- 1: a story that enters the watch is told
    publishers INTEGER,                    -- a story that so many publishers carry is told; NULL: none is
    secret     TEXT NOT NULL,
    chat       TEXT,
    origin     TEXT NOT NULL,
    failures   INTEGER NOT NULL DEFAULT 0, -- in a row
    failed_at  INTEGER NOT NULL DEFAULT 0, -- ms
    retry_at   INTEGER NOT NULL DEFAULT 0, -- ms, by its Retry-After
    detail     TEXT NOT NULL DEFAULT '',   -- why
    delivered  INTEGER,                    -- ms
    ended      INTEGER                     -- ms, when it answered 410
  ) WITHOUT ROWID;
  -- The outbox of alerts. A row stays when it is settled, so that a story is told once for each reason.
  CREATE TABLE alert (
    watch  TEXT NOT NULL,
    story  TEXT NOT NULL,                  -- story.id
    reason TEXT NOT NULL,
    id     TEXT NOT NULL,                  -- the webhook-id, the same in every delivery
    made   INTEGER NOT NULL,               -- ms
    state  TEXT NOT NULL,                  -- waiting, delivered, given-up
    PRIMARY KEY (watch, story, reason)
  ) WITHOUT ROWID;
  CREATE INDEX alert_waiting ON alert (watch, made) WHERE state = 'waiting';
  -- How many were made lately is asked for each story that comes.
  CREATE INDEX alert_made ON alert (watch, made);

  -- Answers to readers' queries that are used again: see answer-rows.ts. No part of a backup.
  CREATE TABLE answer (key TEXT PRIMARY KEY, at INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;

  -- The operator's list once there is one; \`listed\` 0 = removed, kept for the names of its articles.
  CREATE TABLE outlet (id TEXT PRIMARY KEY, position INTEGER NOT NULL, listed INTEGER NOT NULL, settings TEXT NOT NULL) WITHOUT ROWID;
  -- What the outlets' last readings came to, a quarter of the outlets in each row: see outlet-statuses.ts.
  CREATE TABLE outlet_status (part INTEGER PRIMARY KEY, statuses TEXT NOT NULL);
  `,
];

/** Brings the database to the newest schema. Throws when newer code wrote it. */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[] = MIGRATIONS): void {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const version = sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray()[0]?.version ?? 0;
  if (version > migrations.length) {
    throw new Error(
      `The index was written by schema ${version}; this code knows ${migrations.length}. Deploy the newer code.`,
    );
  }
  for (const [step, statements] of migrations.entries()) {
    if (step < version) continue;
    storage.transactionSync(() => {
      sql.exec(statements);
      sql.exec('DELETE FROM schema_version');
      sql.exec('INSERT INTO schema_version (version) VALUES (?)', step + 1);
    });
  }
}
