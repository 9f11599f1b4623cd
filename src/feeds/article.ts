/** One article as an Outlet hands it to StoryIndex: what is shown, what is compared, when and by whom. */
export interface Article {
  /** Stable for ever: made from the outlet's id and the item's identity. 13 characters, [0-9a-z]. */
  readonly id: string;
  readonly outlet: string;
  /** Registrable domain of the outlet's site (tldts): several outlets of one house count as one publisher. */
  readonly publisher: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** Clean text cut into the passages that `profile` fingerprints, in order; what can be marked as shared. */
  readonly passages: readonly string[];
  /** `encodeProfile` of core: made in the Outlet, so that StoryIndex only compares. */
  readonly profile: Uint8Array;
  /** Its outlet opted out of merging: it stands alone. */
  readonly unmerged: boolean;
  readonly author: string | undefined;
  readonly image: string | undefined;
  /** ms since the epoch; the feed's date where it is believable, never later than `seen`. */
  readonly published: number;
  /** When we first saw it, ms since the epoch. */
  readonly seen: number;
}
