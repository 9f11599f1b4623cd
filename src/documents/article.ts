/** One article as an Outlet hands it to StoryIndex: what is shown, what is compared, when and by whom. */

/**
 * The fields that an article takes unchanged from its feed's item: stored, kept in documents, shown by the API. To add one,
 * name it here; types and tests then point to the parsers, a migration, DOCUMENT_VERSION and the API's schema.
 */
export const ITEM_DETAILS = [
  'author',
  /** An http(s) address. */
  'image',
] as const;

export type ItemDetail = (typeof ITEM_DETAILS)[number];
/** Plain text; undefined where the item has none. */
export type ItemDetails = { readonly [Name in ItemDetail]: string | undefined };

/** What a feed says of a picture's file; undefined where it does not say. */
export interface ImageFile {
  /** A media type of images, in lower case. */
  readonly type: string | undefined;
  /** Pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly bytes: number | undefined;
}

/** An item that has none of them. */
export const NO_DETAILS: ItemDetails = itemDetails({} as Record<ItemDetail, undefined>);

/** Only the details of `of`, with undefined where SQL says null. */
export function itemDetails(of: { readonly [Name in ItemDetail]: string | null | undefined }): ItemDetails {
  return Object.fromEntries(ITEM_DETAILS.map((name) => [name, of[name] ?? undefined])) as ItemDetails;
}

export interface Article extends ItemDetails {
  /** Stable for ever: made from the outlet's id and the item's identity. 13 characters, [0-9a-z]. */
  readonly id: string;
  readonly outlet: string;
  /** From feeds/publisher.ts: outlets of one publisher share it. */
  readonly publisher: string;
  readonly url: string;
  /** The page behind `url`, one name for all its addresses (feeds/page-key.ts); the article's id where it has no page of its own. */
  readonly page: string;
  readonly title: string;
  readonly summary: string;
  /** Clean text cut into the passages that `fingerprint` covers, in order. Passages are what articles can share. */
  readonly passages: readonly string[];
  /** From `encodeFingerprint`. Made in the Outlet, so that StoryIndex only compares. */
  readonly fingerprint: Uint8Array;
  /** True when its outlet opted out of merging; it then stands alone. */
  readonly unmerged: boolean;
  /** As its outlet names them, cleaned and bounded. */
  readonly categories: readonly string[];
  /** Of `image`; undefined where the feed says nothing of it. */
  readonly imageFile: ImageFile | undefined;
  /** ms since the epoch; the feed's date where it is believable, never later than `seen`. */
  readonly published: number;
  /**
   * When we last read its outlet's whole feed without it, ms since the epoch: it was published later, whatever date it claims. undefined:
   * there was no such reading, and only the claim speaks.
   */
  readonly notBefore: number | undefined;
  /** When we first saw it, ms since the epoch. */
  readonly seen: number;
  /** When we saw this version of it, ms since the epoch; undefined for the first version. */
  readonly edited: number | undefined;
}

/** The time that decides who was first, ms: the date an article claims, or the reading that did not list it where that is later. */
export function earliest(of: { readonly published: number; readonly notBefore: number | null | undefined }): number {
  return Math.max(of.published, of.notBefore ?? of.published);
}
