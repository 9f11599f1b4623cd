/** The days as KV holds them: with the daily feeds, rendered when a day is published. */
import type { DailyDocument } from '../documents/daily.ts';
import type { Localized } from '../localization/localization.ts';
import { decodeFeeds, encodeFeeds, type FeedOf, type FeedSnapshot } from './feed-snapshot.ts';
import { FEED_FORMATS } from './formats.ts';
import { singlePage } from './front-address.ts';
import { renderDaily } from './render.ts';
import type { SealedMetadata, SealedValue } from './sealed-value.ts';

export type DailySnapshot = FeedSnapshot<DailyDocument>;

/** `digest`: SHA-256 of the document's JSON, hex. */
export function encodeDaily(document: DailyDocument, digest: string, by: Localized): SealedValue {
  return encodeFeeds('daily', document, digest, by, dailyFeed);
}

export function decodeDaily(value: Uint8Array, metadata: SealedMetadata, by?: Localized): DailySnapshot {
  return decodeFeeds(value, metadata, dailyFeed, by);
}

const dailyFeed: FeedOf<DailyDocument> = (format, document, origin, by) => {
  const address = { ...singlePage(origin, `/daily.${FEED_FORMATS[format].suffix}`), hub: by.site.hub };
  return renderDaily(format, document, address, by);
};
