/** Where the pages of the front feed stand, in every format. */
import type { FeedAddress } from './channel.ts';
import { FEED_FORMATS, type RenderFormat } from './formats.ts';

/** The cursor of the page after the newest, which is made from the front document; every later cursor is the index's own. */
export const AFTER_FRONT = 'older';

export interface FrontPageQuery {
  /** Only stories of at least that many publishers; 1 = all. */
  readonly outlets: number;
  /** undefined: the newest page. */
  readonly cursor: string | undefined;
  /** The cursor of the next older page; undefined on the last. */
  readonly next: string | undefined;
}

export function frontAddress(
  origin: string,
  format: RenderFormat,
  { outlets, cursor, next }: FrontPageQuery,
): FeedAddress {
  const at = (page: string | undefined) => {
    const url = new URL(`/feed.${FEED_FORMATS[format].suffix}`, origin);
    if (outlets > 1) url.searchParams.set('outlets', String(outlets));
    if (page !== undefined) url.searchParams.set('cursor', page);
    return url.href;
  };
  return { origin, self: at(cursor), current: at(undefined), next: next === undefined ? undefined : at(next) };
}

/** Of a feed that has one page only. `path` begins with a slash. */
export function singlePage(origin: string, path: string): FeedAddress {
  return { origin, self: origin + path, current: origin + path, next: undefined };
}
