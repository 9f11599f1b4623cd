/** A watch as KV holds it: with its feeds, rendered when its stories change. */
import { type WatchDocument, watchPath } from '../documents/watch.ts';
import type { Localized } from '../localization/localization.ts';
import { decodeFeeds, encodeFeeds, type FeedOf, type FeedSnapshot } from './feed-snapshot.ts';
import { FEED_FORMATS } from './formats.ts';
import { singlePage } from './front-address.ts';
import { renderFront } from './render.ts';
import type { SealedMetadata, SealedValue } from './sealed-value.ts';

export type WatchSnapshot = FeedSnapshot<WatchDocument>;

/** That a watch is stored under in KV. */
export function watchKey(name: string): string {
  return `watch/${name}`;
}

/** `digest`: SHA-256 of the document's JSON, hex. */
export function encodeWatch(document: WatchDocument, digest: string, by: Localized): SealedValue {
  return encodeFeeds(watchKey(document.name), document, digest, by, watchFeed);
}

export function decodeWatch(value: Uint8Array, metadata: SealedMetadata, by?: Localized): WatchSnapshot {
  return decodeFeeds(value, metadata, watchFeed, by);
}

const watchFeed: FeedOf<WatchDocument> = (format, document, origin, by) => {
  const path = watchPath(document.name);
  return renderFront(format, document, singlePage(origin, `${path}/feed.${FEED_FORMATS[format].suffix}`), by, path);
};
