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
/** What is kept of a story that goes on and on: its last ten days. */
export const LONG_STORY_RETENTION_MS = 10 * DAY_MS;
/** How often the index looks for what is past its retention: each look reads a row per article whose story lives on. */
export const PRUNE_INTERVAL_MS = HOUR_MS;

/** One feed's bytes. The largest real Arabic feeds (100 full-text items) are near 1.5 MB. */
export const FEED_BYTES_MAX = 8 * 1024 * 1024;
/** Items read of one feed, newest first as the feed lists them: past this it is an archive, not news. */
export const FEED_ITEMS_MAX = 500;
/** Wall time for one feed, redirects included. Also what bounds how long a slow-loris holds its own Outlet. */
export const FETCH_TIMEOUT_MS = 25_000;
export const REDIRECTS_MAX = 5;

/** Servers' clocks are this far off without it being worth a word; a date further ahead is told to the operator. */
export const CLOCK_SKEW_MS = 10 * MINUTE_MS;

/** Polite floor between two requests to one outlet. */
export const POLL_INTERVAL_MIN_MS = 15 * MINUTE_MS;
/** Ceiling for what TTL, Cache-Control or Retry-After may ask for, so that no outlet falls silent for ever. */
export const POLL_INTERVAL_MAX_MS = DAY_MS;
/** First wait after a failure; doubles with each further one, up to the ceiling above. */
export const BACKOFF_FIRST_MS = 15 * MINUTE_MS;
/** Share of a backoff added by outlet, so that outlets which failed together do not come back together. */
export const BACKOFF_JITTER = 0.2;
/** What Cache-Control or Expires may ask for: many servers stamp a year on every .xml, and asking again costs a 304. */
export const CACHE_FRESHNESS_MAX_MS = HOUR_MS;

/** Items of one outlet filed in one batch: keeps `file` well inside one request's CPU; the rest follows in the next batch. */
export const BATCH_ARTICLES_MAX = 50;
/** Items of one outlet recorded in 24 hours; the busiest real ones bring 100 an hour. Past it a feed only invents names. */
export const ITEMS_PER_DAY_MAX = 2_500;
/** Times an article's text is sent again after its outlet edited it; past this it is churn (counters, rotating adverts). */
export const EDITS_MAX = 5;
/** What an outlet has seen is remembered this long after it left the feed, so that nothing returns as new. */
export const SEEN_RETENTION_MS = 30 * DAY_MS;
/**
 * When a long-lived item leaves the feed, its first sight moves up to this age: it is remembered for most of another month,
 * but a change to it no longer counts as an edit.
 */
export const SEEN_LEFT_MS = ARTICLE_RETENTION_MS;
/** Names of items kept per outlet (two an item): 30 days of the busiest real outlets, 300 items a day; about 3 MB. */
export const SEEN_ROWS_MAX = 20_000;
/** Forgetting reads every row of `seen`, so it is not done at each reading. */
export const SEEN_PRUNE_INTERVAL_MS = DAY_MS;
/** An unknown guid on a known link is the same item unless its words are new and its date is this far off: a page reused. */
export const LINK_REUSED_AFTER_MS = 12 * HOUR_MS;

/** Text kept per article, in UTF-16 units. Enough to mark shared passages; the outlets' text is theirs. */
export const TITLE_CHARS_MAX = 300;
export const SUMMARY_CHARS_MAX = 1_000;
export const BODY_CHARS_MAX = 20_000;
/** What readers are shown of one article: a few sentences, always linked to the outlet. */
export const EXCERPT_CHARS_MAX = 420;

/** A shared passage is shown up to here: enough to recognise it, not enough to stand in for the article. UTF-16 units. */
export const SHARED_CHARS_MAX = 280;
/** Shared passages listed for one article, the longest first: a copied article would otherwise be served whole. */
export const SHARED_PASSAGES_MAX = 12;
/** Others the API names for one passage of one article: all pairs of a copy that twenty-five carry were four megabytes. */
export const SHARED_WITH_MAX = 4;
/** Related stories linked from one story. */
export const RELATED_MAX = 6;

/** Stories on the front: the newest of all, of those with two publishers, and with three, so that `?outlets=N` has a day's worth. */
export const FRONT_STORIES_MAX = 120;
export const FRONT_CARRIED_STORIES_MAX = 80;
export const FRONT_WIDELY_CARRIED_STORIES_MAX = 40;
/** Items of /updates.xml. */
export const UPDATES_MAX = 100;

/** Story documents written by one `publish`; the rest follow by alarm. Keeps one invocation within 1,000 internal requests. */
export const PUBLISH_STORIES_MAX = 200;
/** KV writes under way at once: the platform opens six connections an invocation and queues the rest. */
export const KV_WRITES_AT_ONCE = 6;
/** When the alarm looks again after a write failed, or after a batch whose round never came to publish. */
export const PUBLISH_RETRY_MS = MINUTE_MS;
/** A story's document stays readable this long after its last change; after that the index answers for its id. Seconds, as KV takes it. */
export const STORY_DOCUMENT_TTL_S = 60 * 24 * 3_600;
/** Articles pruned in one go: a few hundred row deletes, well inside one request. */
export const PRUNE_ARTICLES_MAX = 200;

/** One line of a backup, UTF-16 units: articles' rows stay under 100,000; what is kept aside must fit SQLite's 2 MB a row in UTF-8. */
export const BACKUP_LINE_CHARS_MAX = 512 * 1024;
/** A backup that stands still this long, going out or coming in, is given up: nothing can be filed while it moves. */
export const BACKUP_STALL_MS = 30_000;

/** Items of one page of a feed: more is paged. About 120 kB; the index renders it, for in the Worker it took half of the free plan's 10 ms CPU. */
export const FEED_PAGE_ITEMS_MAX = 60;
/** Stories of one page for people: about 30 KB of HTML. */
export const PAGE_STORIES_MAX = 30;
/** Stories of one API answer, and how many when the request does not say. */
export const API_PAGE_STORIES_MAX = 200;
export const API_PAGE_STORIES_DEFAULT = 50;
/** Bytes of a request to an admin route: an OPML file of 2,000 outlets is near 600 KB. */
export const ADMIN_BODY_BYTES_MAX = 1024 * 1024;
/** Outlets of one list: a round makes a call to each, and 1,000 to other objects are what the plan allows one invocation. */
export const OUTLETS_MAX = 500;
/**
 * Outlets rung at once. All 500 at once queued at the index for seconds, and where one machine runs everything (local
 * workerd, two cores) two thirds of them used up their time for fetching before they came to run; `npm run load` measures it.
 */
export const OUTLETS_AT_ONCE = 12;
/** How long a round waits for one outlet: its fetch, then ten batches in a queue of twelve. Later the outlet goes on without the round. */
export const TICK_TIMEOUT_MS = 2 * MINUTE_MS;
/** Wrong tokens one address may try in a minute before it is sent away; a person mistypes, a machine guesses. */
export const ADMIN_FAILURES_PER_MINUTE_MAX = 10;
/** How long caches may hand out a feed or page unasked, and go on with it while they fetch anew or we are failing. */
export const FEED_FRESH_S = 300;
export const PAGE_FRESH_S = 60;
export const STALE_WHILE_REVALIDATE_S = 600;
export const STALE_IF_ERROR_S = 86_400;
/** What a client is told to wait when neither KV nor the index answers. */
export const RETRY_AFTER_S = 60;

/**
 * Elements inside one another within one item or the channel. Real feeds stay under 30, XHTML bodies included; but in HTML
 * nobody escaped, each <br> that never closes holds the next, and long articles have some hundreds of them.
 */
export const XML_DEPTH_MAX = 2_000;

/** Articles whose keys are packed into one row: what is not packed yet is read row by row at each batch. */
export const SEGMENT_ARTICLES = 256;
/** Packed rows made one: 16 × 256 articles × 14 keys × 8 bytes are 0.5 MB of the 2 MB a row may have. */
export const SEGMENTS_MERGED = 16;

/** How long an article that could not be filed waits to be tried again: what mends it is an upgrade. */
export const QUARANTINE_RETRY_MS = HOUR_MS;

/** KV writes a day unless the operator says otherwise: the free plan has 1,000, and corrections and a republish want some. */
export const KV_WRITES_A_DAY = 800;
