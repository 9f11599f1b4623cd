/**
 * The limits that an operator plans by: how long things are kept, how much is read, shown and written. Each has its unit in
 * its name and the reason for its number beside it. Every other limit stands beside its one user.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A story lives as long as its news cycle; later articles on the matter are another story. */
export const STORY_WINDOW_MS = 4 * DAY_MS;
/** Articles leave the index after this: a day longer than the window, so that articles of late feeds still find their story. */
export const ARTICLE_RETENTION_MS = STORY_WINDOW_MS + DAY_MS;
/** How long an article stays when its story goes on. */
export const LONG_STORY_RETENTION_MS = 10 * DAY_MS;

/** One feed's bytes. The largest real Arabic feeds (100 full-text items) are near 1.5 MB. */
export const FEED_BYTES_MAX = 8 * 1024 * 1024;
/** Items read of one feed, newest first as the feed lists them: past this it is an archive, not news. */
export const FEED_ITEMS_MAX = 500;

/** Polite floor between two requests to one outlet. */
export const POLL_INTERVAL_MIN_MS = 15 * MINUTE_MS;
/** Longest wait that TTL, Cache-Control or Retry-After may ask for, so that no outlet falls silent for ever. */
export const POLL_INTERVAL_MAX_MS = DAY_MS;

/** Items of one outlet filed in one batch: keeps `file` well within one request's CPU. The rest follows in the next batch. */
export const BATCH_ARTICLES_MAX = 50;
/** Articles of one outlet filed in 24 hours unless the operator's list says otherwise (`itemsPerDay`): some 4,000 of the plan's 100,000 rows. */
export const ITEMS_PER_DAY_DEFAULT = 300;
/** Items of one outlet recorded in 24 hours. The busiest real ones bring 100 an hour; a feed with more mints new guids. */
export const ITEMS_PER_DAY_MAX = 2_500;
/** How long an item is remembered after it left the feed, so that it does not return as new. */
export const SEEN_RETENTION_MS = 30 * DAY_MS;

/** Text kept per article, in UTF-16 units: enough to find shared passages. */
export const TITLE_CHARS_MAX = 300;
export const SUMMARY_CHARS_MAX = 1_000;
export const TEXT_CHARS_MAX = 20_000;
/** Text that readers are shown of one article: a few sentences, always linked to the outlet. UTF-16 units. */
export const EXCERPT_CHARS_MAX = 420;

/** Related stories linked from one story. */
export const RELATED_MAX = 6;

/** Stories on the front: the newest of all, of those with two publishers, and with three, so that the first page of `?publishers=N` is read from it. */
export const FRONT_STORIES_MAX = 120;
export const FRONT_CARRIED_STORIES_MAX = 80;
export const FRONT_WIDELY_CARRIED_STORIES_MAX = 60;
/** Items of the feed of updates: two hours of 25 outlets with 100 articles a day each. They are a fourth of the front's 2.7 MB in KV. */
export const UPDATES_MAX = 200;

/**
 * Of the places on the front, in a feed and among the updates, one publisher holds at most this share with stories that it tells alone; with
 * fewer publishers than that leaves room for, an equal part. One reading of one feed must not put everybody else off the page.
 */
export const PUBLISHER_SHARE = 0.25;

/** Stories of a day, the outlets that are named of each, and the days that are kept: a page of 45 kB, and 0.5 MB in KV. */
export const DAY_STORIES_MAX = 15;
/** Stories recorded of a day, for slices of it: some 70 kB. */
export const DAY_STORIES_RECORDED_MAX = 100;
export const DAY_OUTLETS_MAX = 20;
export const DAYS_KEPT_MAX = 31;
/** Days in the daily feeds: whoever asks once in two weeks misses none. */
export const FEED_DAYS_MAX = 14;
/** Hour at which a day is published unless the operator says otherwise. */
export const DAILY_HOUR_DEFAULT = 6;

/** How long KV keeps a story's document after its last change, in seconds. After that the index answers for its id. */
export const STORY_DOCUMENT_TTL_S = 60 * 24 * 3_600;

/** Items of one page of a feed, about 120 kB. The index renders it: in the Worker it took half of the free plan's 10 ms CPU. */
export const FEED_PAGE_ITEMS_MAX = 60;
/** Stories of one page for people, at most; fewer where they are heavy. */
export const PAGE_STORIES_MAX = 30;
/** Stories of one API answer, and how many when the request does not say. */
export const API_PAGE_STORIES_MAX = 200;
export const API_PAGE_STORIES_DEFAULT = 50;
/** Bytes of a request to an admin route: an OPML file of 2,000 outlets is near 600 KB. */
export const ADMIN_BODY_BYTES_MAX = 1024 * 1024;
/** Outlets of one list. A round calls each, and the plan allows one invocation 1,000 calls to other objects. */
export const OUTLETS_MAX = 500;
/** How long caches may serve a feed or page without asking, and how much longer while they revalidate or we are failing. */
export const FEED_FRESH_S = 300;
export const PAGE_FRESH_S = 60;
export const STALE_WHILE_REVALIDATE_S = 600;
export const STALE_IF_ERROR_S = 86_400;

/** What Cloudflare's free plan allows an account a day. Past it SQL fails until 00:00 UTC (developers.cloudflare.com/durable-objects/platform/pricing, November 2026). */
export const FREE_PLAN_A_DAY = { rowsWritten: 100_000, rowsRead: 5_000_000, objectRequests: 100_000 } as const;
/** Share of the day's rows read that readers' queries past the front may take. Filing, the front and stories have the rest. */
export const QUERY_ROWS_SHARE = 0.2;
/** KV writes a day unless the operator says otherwise: the free plan has 1,000, and corrections and a republish need some. */
export const KV_WRITES_A_DAY = 800;
/** The same on the paid plan, which includes a million a month. */
export const PAID_KV_WRITES_A_DAY = 30_000;
