/** The days as KV holds them: the daily feeds, rendered when a day is published, then the document itself. */
import type { DailyDocument } from '../documents/daily.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { FEED_FORMATS, FORMATS, type RenderFormat } from './formats.ts';
import { singlePage } from './front-address.ts';
import { fillBytes, insertPlaceholder, needsNoEscaping } from './origin-placeholder.ts';
import { renderDaily, renderedBy } from './render.ts';
import { partAt, readSealed, type SealedMetadata, type SealedValue, sealParts } from './sealed-value.ts';

export interface DailySnapshot {
  /** ms since the epoch. */
  readonly changed: number;
  readonly document: () => DailyDocument;
  /** `origin`: scheme and host of the address that was asked for. */
  readonly feed: (format: RenderFormat, origin: string) => string | Uint8Array;
}

/** undefined when other code wrote it or it was edited. */
export function readDailyMetadata(metadata: unknown): SealedMetadata | undefined {
  return readSealed(metadata, FORMATS.length + 1);
}

/** `digest`: SHA-256 of the document's JSON, hex. */
export function encodeDaily(document: DailyDocument, digest: string, by: Localized): SealedValue {
  const standIn = `https://${digest.slice(0, 32)}.invalid`;
  const feeds = FORMATS.map((format) => insertPlaceholder(dailyFeed(format, document, standIn, by), standIn));
  const about = { digest, changed: document.changed, rendering: renderedBy(by.site) };
  return sealParts([...feeds, JSON.stringify(document)], about);
}

export function decodeDaily(
  value: Uint8Array,
  metadata: SealedMetadata,
  by: Localized = DEFAULT_LOCALIZED,
): DailySnapshot {
  const document = () => JSON.parse(new TextDecoder().decode(partAt(value, metadata, FORMATS.length))) as DailyDocument;
  const isUsable = (origin: string) => metadata.rendering === renderedBy(by.site) && needsNoEscaping(origin);
  return {
    changed: metadata.changed,
    document,
    feed: (format, origin) =>
      isUsable(origin)
        ? fillBytes(partAt(value, metadata, FORMATS.indexOf(format)), origin)
        : dailyFeed(format, document(), origin, by),
  };
}

function dailyFeed(format: RenderFormat, document: DailyDocument, origin: string, by: Localized): string {
  const address = { ...singlePage(origin, `/daily.${FEED_FORMATS[format].suffix}`), hub: by.site.hub };
  return renderDaily(format, document, address, by);
}
