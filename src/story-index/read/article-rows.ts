/** Turns rows of articles into the parts of documents. Pure. */

import { earliest, type ImageFile } from '../../documents/article.ts';
import type { OutletSettings } from '../../documents/outlet.ts';
import { EXCERPT_CHARS_MAX } from '../../limits.ts';
import { clip } from '../../text/clip.ts';
import type { ArticleRow } from '../storage/article-columns.ts';
import { type Carrier, passageEarliest, type SharedEdge } from './shared-passages.ts';

export type KnownOutlets = ReadonlyMap<string, OutletSettings>;

/**
 * The row that is shown for each row, by number. A publisher often lists one article in several feeds, so rows of one
 * publisher on one page are repeats, and the first of them is shown for all: the first of this story, so that no story that joins it
 * brings a feed reader the same article under another guid.
 */
export function shownFor<R extends Pick<ArticleRow, 'number' | 'publisher' | 'page' | 'behind'>>(
  rows: readonly R[],
): ReadonlyMap<number, R> {
  const keyOf = ({ publisher, page }: R) => `${publisher} ${page}`;
  const firsts = new Map<string, R>();
  for (const row of rows) {
    const first = firsts.get(keyOf(row));
    if (first === undefined || first.behind > row.behind) firsts.set(keyOf(row), row);
  }
  return new Map(rows.map((row) => [row.number, firsts.get(keyOf(row)) ?? row]));
}

/** The fields that every document gives of an article: which article it is, whose, and when. */
export function identity(
  row: Pick<ArticleRow, 'id' | 'outlet' | 'publisher' | 'title' | 'url' | 'published' | 'not_before' | 'seen'>,
  outlets: KnownOutlets,
) {
  const outlet = outlets.get(row.outlet);
  return {
    id: row.id,
    outlet: {
      id: row.outlet,
      name: outlet?.name ?? row.publisher,
      home: outlet?.home,
      feed: outlet?.feed ?? '',
      country: outlet?.group,
    },
    publisher: row.publisher,
    title: row.title,
    url: row.url,
    published: row.published,
    notBefore: row.not_before ?? undefined,
    seen: row.seen,
  };
}

export function imageFileOf({ image_file: file }: Pick<ArticleRow, 'image_file'>): ImageFile | undefined {
  return file === null ? undefined : (JSON.parse(file) as ImageFile);
}

/** The first sentences of the text, or the outlet's summary where that is longer. */
export function excerpt(row: ArticleRow): string {
  const text = (JSON.parse(row.passages) as string[]).join(' ');
  return clip(text.length > row.summary.length ? text : row.summary, EXCERPT_CHARS_MAX);
}

/** The article as a carrier of passages. Edges to its repeats are left out: they are the same article. `shown` is from `shownFor`. */
export function carrier(row: ArticleRow, shown: ReadonlyMap<number, ArticleRow>): Carrier {
  const shared = JSON.parse(row.shared) as SharedEdge[];
  const passages = JSON.parse(row.passages) as string[];
  const since = earliest({ published: row.published, notBefore: row.not_before });
  return {
    number: row.number,
    id: row.id,
    passages,
    earliest: passages.map((_, i) => passageEarliest(since, row.added, i)),
    shared: shared.filter(([, other]) => (shown.get(other)?.number ?? other) === other),
  };
}
