/** Addresses of the front feed's pages, in every format. */
import { type Slice, sliceQuery } from '../documents/slice.ts';
import type { FeedAddress } from './channel.ts';
import { FEED_FORMATS, type RenderFormat } from './formats.ts';

interface FrontPageQuery {
  readonly slice: Slice;
  /** undefined: the newest page. */
  readonly cursor: string | undefined;
  /** The cursor of the next older page; undefined on the last. */
  readonly next: string | undefined;
}

export function frontAddress(
  origin: string,
  format: RenderFormat,
  { slice, cursor, next }: FrontPageQuery,
): FeedAddress {
  const path = `${origin}/feed.${FEED_FORMATS[format].suffix}`;
  const at = (page: string | undefined) => path + sliceQuery(slice, [], page === undefined ? [] : [['cursor', page]]);
  return { origin, self: at(cursor), current: at(undefined), next: next === undefined ? undefined : at(next) };
}

export function updatesAddress(origin: string, format: RenderFormat, slice: Slice): FeedAddress {
  return singlePage(origin, `/updates.${FEED_FORMATS[format].suffix}${sliceQuery(slice)}`);
}

/** Addresses of a feed with one page. `path` begins with a slash. */
export function singlePage(origin: string, path: string): FeedAddress {
  return { origin, self: origin + path, current: origin + path, next: undefined };
}
