/** A feed, independent of format: its head, its entries, and the addresses of it and its other pages. */
import type { Entry } from './entry.ts';

/** Absolute addresses of a feed. */
export interface FeedAddress {
  /** Scheme and host of this deployment, no slash at the end. */
  readonly origin: string;
  /** This document. */
  readonly self: string;
  /** The newest page of the same feed, which people subscribe to. Equal to `self` on that page. */
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
  /** Addresses of the site's picture: at most 144 pixels wide, which RSS asks for, and large. */
  readonly image: { readonly small: string; readonly large: string };
  readonly entries: readonly Entry[];
}

/** Links of RFC 5005: `next` for paging, `prev-archive` for archiving, `current` on all but the newest page. */
export function pagingLinks({ self, current, next }: FeedAddress): { readonly href: string; readonly rel: string }[] {
  const links = [{ href: self, rel: 'self' }];
  if (next) links.push({ href: next, rel: 'next' }, { href: next, rel: 'prev-archive' });
  if (current !== self) links.push({ href: current, rel: 'current' });
  return links;
}
