/** Addresses of the front feed's pages, in every format. */
import type { FeedAddress } from './channel.ts';
import { FEED_FORMATS, type RenderFormat } from './formats.ts';

interface FrontPageQuery {
  /** Minimum of publishers a story has; 1 = all stories. */
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

export function updatesAddress(origin: string, format: RenderFormat): FeedAddress {
  return singlePage(origin, `/updates.${FEED_FORMATS[format].suffix}`);
}

/** Addresses of a feed with one page. `path` begins with a slash. */
export function singlePage(origin: string, path: string): FeedAddress {
  return { origin, self: origin + path, current: origin + path, next: undefined };
}
