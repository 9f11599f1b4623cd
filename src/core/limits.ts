/**
 * Every limit of the project: value, unit in the name, and the reason for the number.
 * It stands in core because everything may import core and core imports nothing else.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A story lives as long as its news cycle; later articles on the matter are another story. */
export const STORY_WINDOW_MS = 4 * DAY_MS;
/** Articles leave the index after this; a day longer than the window, so that late feeds still meet theirs. */
export const ARTICLE_RETENTION_MS = STORY_WINDOW_MS + DAY_MS;

/** One feed's bytes. The largest real Arabic feeds (100 full-text items) are near 1.5 MB. */
export const FEED_BYTES_MAX = 8 * 1024 * 1024;
/** Items read of one feed, newest first as the feed lists them: past this it is an archive, not news. */
export const FEED_ITEMS_MAX = 500;
/** Wall time for one feed, redirects included. Also what bounds how long a slow-loris holds its own Outlet. */
export const FETCH_TIMEOUT_MS = 25_000;
export const REDIRECTS_MAX = 5;

/** Polite floor between two requests to one outlet. */
export const POLL_INTERVAL_MIN_MS = 15 * MINUTE_MS;
/** Ceiling for what TTL, Cache-Control or Retry-After may ask for, so that no outlet falls silent for ever. */
export const POLL_INTERVAL_MAX_MS = DAY_MS;
/** First wait after a failure; doubles with each further one, up to the ceiling above. */
export const BACKOFF_FIRST_MS = 15 * MINUTE_MS;

/** Items of one outlet filed in one batch: keeps `file` well inside one request's CPU; the rest follows in the next batch. */
export const BATCH_ARTICLES_MAX = 50;

/** Text kept per article, in UTF-16 units. Enough to mark shared passages; the outlets' text is theirs. */
export const TITLE_CHARS_MAX = 300;
export const SUMMARY_CHARS_MAX = 1_000;
export const BODY_CHARS_MAX = 20_000;
/** What readers are shown of one article: a few sentences, always linked to the outlet. */
export const EXCERPT_CHARS_MAX = 420;
