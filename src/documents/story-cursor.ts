/**
 * The order of stories, and cursors into it. Stories are listed by first publication, the newest first, and by id where that
 * is equal. Both never change, so a cursor keeps its meaning when stories arrive between two pages.
 */

export interface StoryPosition {
  /** ms since the epoch. */
  readonly published: number;
  readonly id: string;
}

export function newestFirst(a: StoryPosition, b: StoryPosition): number {
  return b.published - a.published || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

const CURSOR = /^(-?[0-9a-z]{1,11})\.([0-9a-z]{1,32}(?:-[0-9a-z]{1,11})?)$/;
/** The largest time of a Date, ms. */
const TIME_MAX = 8.64e15;

/** The cursor of the page that begins after this story. */
export function encodeCursor({ published, id }: StoryPosition): string {
  return `${published.toString(36)}.${id}`;
}

/** undefined when `encodeCursor` cannot have made it. */
export function decodeCursor(cursor: string): StoryPosition | undefined {
  const [, time = '', id = ''] = CURSOR.exec(cursor) ?? [];
  const published = Number.parseInt(time, 36);
  return Math.abs(published) <= TIME_MAX && published.toString(36) === time ? { published, id } : undefined;
}
