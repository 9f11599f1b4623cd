/** Placeholder shapes of an article's fingerprints; the text engine fills them in. */
export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  /** Clean text by paragraphs; [] when the feed gives only title and summary. */
  readonly paragraphs: readonly string[];
}

/** Numbers (and a few key words) only: what is compared. Never the text itself. */
export interface Profile {
  /** One per passage, in order. */
  readonly passages: readonly unknown[];
}

export interface Fingerprinted {
  readonly profile: Profile;
  /** The passages as the outlet wrote them, boilerplate cut: `passages[i]` is what `profile.passages[i]` fingerprints. */
  readonly passages: readonly string[];
}
