/**
 * Stories that are past: none of their articles is left, and KV holds no document of them. Their ids must answer for ever, so of each story its
 * id stays, and the id of the story that it was merged into. They are packed by a hash of the id, so that a year of them costs few rows, in a
 * backup and in a restore too.
 */
import { hashText } from '../../text/hash.ts';

/** A look-up reads one bucket, and packing a day writes all of them at most. */
export const PAST_BUCKETS = 256;
/** A bucket goes on in a new row at this size, in UTF-16 units: some 4,000 stories. A row must fit a line of a backup. */
export const PAST_ROW_CHARS_MAX = 64 * 1024;

export interface PastStory {
  readonly id: string;
  /** The id of the story that it was merged into, which is past too; '' when it was merged into none. */
  readonly movedTo: string;
}

interface PastRow extends Record<string, SqlStorageValue> {
  part: number;
  stories: string;
}

export function pastBucket(id: string): number {
  return hashText(id) % PAST_BUCKETS;
}

/** What a row of stories says, in its order. Ids hold neither spaces nor line feeds. */
export function readPast(stories: string): readonly PastStory[] {
  return stories
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', movedTo = ''] = line.split(' ');
      return { id, movedTo };
    });
}

/** undefined when no past story has this id. */
export function pastStory(sql: SqlStorage, id: string): PastStory | undefined {
  const rows = sql.exec<PastRow>('SELECT part, stories FROM past_story WHERE bucket = ?', pastBucket(id)).toArray();
  for (const { stories } of rows) {
    const at = stories.indexOf(`\n${id} `);
    if (at >= 0) return readPast(stories.slice(at, stories.indexOf('\n', at + 1)))[0];
  }
  return undefined;
}

/** True of every id that a story has or once had. */
export function isStoryId(sql: SqlStorage, id: string): boolean {
  const kept = sql.exec('SELECT 1 FROM story WHERE id = ?', id).toArray().length > 0;
  return kept || pastStory(sql, id) !== undefined;
}

/** Packs the ids of these stories. The caller deletes their own rows. */
export function packPast(sql: SqlStorage, stories: readonly PastStory[]): void {
  for (const [bucket, added] of Map.groupBy(stories, ({ id }) => pastBucket(id))) {
    const newest = sql
      .exec<PastRow>('SELECT part, stories FROM past_story WHERE bucket = ? ORDER BY part DESC LIMIT 1', bucket)
      .toArray()[0];
    let part = newest?.part ?? 0;
    let text = newest?.stories ?? '\n';
    const write = () =>
      sql.exec('INSERT OR REPLACE INTO past_story (bucket, part, stories) VALUES (?, ?, ?)', bucket, part, text);
    for (const { id, movedTo } of added) {
      const line = `${id} ${movedTo}\n`;
      if (text.length + line.length > PAST_ROW_CHARS_MAX) {
        write();
        part++;
        text = '\n';
      }
      text += line;
    }
    write();
  }
}
