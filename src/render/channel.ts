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
  /** The WebSub hub that is told of its changes; undefined: none is. */
  readonly hub?: string | undefined;
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

/** Links of the feed's own `type`, and of its hub (WebSub). RFC 5005: `next` for paging, `prev-archive` for archiving, `current` on all but the newest page. */
export function channelLinks(
  { self, current, next, hub }: FeedAddress,
  type: string,
): { readonly href: string; readonly rel: string; readonly type?: string }[] {
  const links = [{ href: self, rel: 'self' }];
  if (next) links.push({ href: next, rel: 'next' }, { href: next, rel: 'prev-archive' });
  if (current !== self) links.push({ href: current, rel: 'current' });
  return [...links.map((link) => ({ ...link, type })), ...(hub ? [{ href: hub, rel: 'hub' }] : [])];
}
