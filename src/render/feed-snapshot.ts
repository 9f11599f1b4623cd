/** A document as KV holds it with its feeds: the feeds, rendered when it changes, then the document itself. */
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { FORMATS, type RenderFormat } from './formats.ts';
import { fillBytes, insertPlaceholder, needsNoEscaping } from './origin-placeholder.ts';
import { renderedBy } from './render.ts';
import { partAt, readSealed, type SealedMetadata, type SealedValue, sealParts } from './sealed-value.ts';

interface Dated {
  /** ms since the epoch. */
  readonly changed: number;
}

export interface FeedSnapshot<D extends Dated> extends Dated {
  readonly document: () => D;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (format: RenderFormat, origin: string) => string | Uint8Array;
}

/** Renders one feed of a document. */
export type FeedOf<D> = (format: RenderFormat, document: D, origin: string, by: Localized) => string;

/** undefined when other code wrote it or it was edited. */
export function readFeedMetadata(metadata: unknown): SealedMetadata | undefined {
  return readSealed(metadata, FORMATS.length + 1);
}

/** `key`: that it is stored under in KV. `digest`: SHA-256 of the document's JSON, hex. No document contains its own digest, so a stand-in origin is made of it. */
export function encodeFeeds<D extends Dated>(
  key: string,
  document: D,
  digest: string,
  by: Localized,
  feedOf: FeedOf<D>,
): SealedValue {
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const feeds = FORMATS.map((format) => insertPlaceholder(feedOf(format, document, standIn, by), standIn));
  const about = { digest, changed: document.changed, rendering: renderedBy(by.site) };
  return sealParts(key, [...feeds, JSON.stringify(document)], about);
}

/** Feeds that another version rendered are rendered again. */
export function decodeFeeds<D extends Dated>(
  value: Uint8Array,
  metadata: SealedMetadata,
  feedOf: FeedOf<D>,
  by: Localized = DEFAULT_LOCALIZED,
): FeedSnapshot<D> {
  const document = () => JSON.parse(new TextDecoder().decode(partAt(value, metadata, FORMATS.length))) as D;
  const isUsable = (origin: string) => metadata.rendering === renderedBy(by.site) && needsNoEscaping(origin);
  return {
    changed: metadata.changed,
    document,
    feed: (format, origin) =>
      isUsable(origin)
        ? fillBytes(partAt(value, metadata, FORMATS.indexOf(format)), origin)
        : feedOf(format, document(), origin, by),
  };
}
