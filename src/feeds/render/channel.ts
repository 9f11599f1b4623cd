/** A feed before it has a format: what stands above its items, and where it and its neighbours are. */
import type { Entry } from './entry.ts';

/** Where a feed stands; all absolute. */
export interface FeedAddress {
  /** Scheme and host of this deployment, no slash at the end. */
  readonly origin: string;
  /** This very document. */
  readonly self: string;
  /** The newest page of the same feed: what a reader subscribes to. Equal to `self` on that page. */
  readonly current: string;
  /** The next older page; undefined on the last. */
  readonly next: string | undefined;
}

export interface Channel {
  readonly title: string;
  readonly description: string;
  /** The page for people. */
  readonly home: string;
  readonly address: FeedAddress;
  /** When these bytes last changed, ms since the epoch. */
  readonly changed: number;
  readonly entries: readonly Entry[];
}

/** RFC 5005: `next` for readers that page, `prev-archive` for those that archive, `current` on all but the newest page. */
export function pagingLinks({ self, current, next }: FeedAddress): { readonly href: string; readonly rel: string }[] {
  const links = [{ href: self, rel: 'self' }];
  if (next) links.push({ href: next, rel: 'next' }, { href: next, rel: 'prev-archive' });
  if (current !== self) links.push({ href: current, rel: 'current' });
  return links;
}
