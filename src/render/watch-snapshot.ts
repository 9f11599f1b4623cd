/** A watch as KV holds it: its feeds, rendered when its stories change, then the document itself. */
import { type WatchDocument, watchPath } from '../documents/watch.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { FEED_FORMATS, FORMATS, type RenderFormat } from './formats.ts';
import { singlePage } from './front-address.ts';
import { fillBytes, insertPlaceholder, needsNoEscaping } from './origin-placeholder.ts';
import { renderedBy, renderFront } from './render.ts';
import { partAt, readSealed, type SealedMetadata, type SealedValue, sealParts } from './sealed-value.ts';

export interface WatchSnapshot {
  /** ms since the epoch. */
  readonly changed: number;
  readonly document: () => WatchDocument;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (format: RenderFormat, origin: string) => string | Uint8Array;
}

/** undefined when other code wrote it or it was edited. */
export function readWatchMetadata(metadata: unknown): SealedMetadata | undefined {
  return readSealed(metadata, FORMATS.length + 1);
}

/** `digest`: SHA-256 of the document's JSON, hex. */
export function encodeWatch(document: WatchDocument, digest: string, by: Localized): SealedValue {
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const feeds = FORMATS.map((format) => insertPlaceholder(watchFeed(format, document, standIn, by), standIn));
  const about = { digest, changed: document.changed, rendering: renderedBy(by.site) };
  return sealParts([...feeds, JSON.stringify(document)], about);
}

export function decodeWatch(
  value: Uint8Array,
  metadata: SealedMetadata,
  by: Localized = DEFAULT_LOCALIZED,
): WatchSnapshot {
  const document = () => JSON.parse(new TextDecoder().decode(partAt(value, metadata, FORMATS.length))) as WatchDocument;
  const isUsable = (origin: string) => metadata.rendering === renderedBy(by.site) && needsNoEscaping(origin);
  return {
    changed: metadata.changed,
    document,
    feed: (format, origin) =>
      isUsable(origin)
        ? fillBytes(partAt(value, metadata, FORMATS.indexOf(format)), origin)
        : watchFeed(format, document(), origin, by),
  };
}

function watchFeed(format: RenderFormat, document: WatchDocument, origin: string, by: Localized): string {
  const path = watchPath(document.name);
  return renderFront(format, document, singlePage(origin, `${path}/feed.${FEED_FORMATS[format].suffix}`), by, path);
}
