/** From rows of articles to what documents say of them. Pure. */

import type { OutletSettings } from '../../documents/outlet.ts';
import { EXCERPT_CHARS_MAX } from '../../limits.ts';
import type { ArticleRow } from '../storage/article-columns.ts';
import { type Carrier, clip, type SharedEdge } from './shared-passages.ts';

export type KnownOutlets = ReadonlyMap<string, OutletSettings>;

/**
 * One house often lists one article in several feeds: the same address of the same publisher is shown once. By number of each
 * of `rows`: who is shown for it, itself or the first of its repeats.
 */
export function shownFor<R extends Pick<ArticleRow, 'number' | 'publisher' | 'url'>>(
  rows: readonly R[],
): ReadonlyMap<number, R> {
  const firsts = new Map<string, R>();
  return new Map(
    rows.map((row) => {
      const key = `${row.publisher} ${row.url}`;
      const first = firsts.get(key) ?? row;
      firsts.set(key, first);
      return [row.number, first];
    }),
  );
}

/** Which article it is, whose, and when: what every document says of it. */
export function identity(
  row: Pick<ArticleRow, 'id' | 'outlet' | 'publisher' | 'title' | 'url' | 'published' | 'seen'>,
  outlets: KnownOutlets,
) {
  const outlet = outlets.get(row.outlet);
  return {
    id: row.id,
    outlet: { id: row.outlet, name: outlet?.name ?? row.publisher, home: outlet?.home, feed: outlet?.feed ?? '' },
    publisher: row.publisher,
    title: row.title,
    url: row.url,
    published: row.published,
    seen: row.seen,
  };
}

/** The outlet's own summary where it wrote one, else the first sentences of its text. */
export function excerpt(row: ArticleRow): string {
  const text = (JSON.parse(row.passages) as string[]).join(' ');
  return clip(text.length > row.summary.length ? text : row.summary, EXCERPT_CHARS_MAX);
}

/** Shares nothing with its own repeats: they are the article itself. `shown` as `shownFor` gives it. */
export function carrier(row: ArticleRow, shown: ReadonlyMap<number, ArticleRow>): Carrier {
  const shared = JSON.parse(row.shared) as SharedEdge[];
  return {
    number: row.number,
    id: row.id,
    published: row.published,
    passages: JSON.parse(row.passages) as string[],
    shared: shared.filter(([, other]) => (shown.get(other)?.number ?? other) === other),
  };
}
