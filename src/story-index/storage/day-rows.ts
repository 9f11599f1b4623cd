/** The rows of the days that were published, and what KV is known to hold of them. */
import type { DayDocument, DayStory } from '../../documents/daily.ts';
import { readMeta, writeMeta } from './meta.ts';

/** The row `daily` of meta. `version` counts changes, `written` is the one that KV is known to hold. */
interface DailyState {
  readonly version: number;
  readonly written: number;
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
}

export function dailyState(sql: SqlStorage): DailyState {
  const stored = readMeta(sql, 'daily');
  return typeof stored === 'string'
    ? (JSON.parse(stored) as DailyState)
    : { version: 0, written: 0, digest: '', changed: 0 };
}

export function saveDailyState(sql: SqlStorage, state: DailyState): void {
  writeMeta(sql, 'daily', JSON.stringify(state));
}

export function isDailyDirty(sql: SqlStorage): boolean {
  const { version, written } = dailyState(sql);
  return version !== written;
}

/** KV must be written anew. */
export function markDailyDirty(sql: SqlStorage): void {
  const state = dailyState(sql);
  // Before the first day there is nothing to write.
  if (state.version > 0) saveDailyState(sql, { ...state, version: state.version + 1 });
}

interface DayRow extends Record<string, SqlStorageValue> {
  date: string;
  since: number;
  at: number;
  stories: string;
}

/** As they were recorded, the newest first. */
export function recordedDays(sql: SqlStorage): readonly DayDocument[] {
  return sql.exec<DayRow>('SELECT * FROM day ORDER BY date DESC').toArray().map(documentOf);
}

function documentOf({ stories, ...day }: DayRow): DayDocument {
  return { ...day, stories: JSON.parse(stories) as DayStory[] };
}

type Gone = { readonly articles: readonly string[] } | { readonly outlet: string };

/** Whether a day names any of them. */
export function standInDays(sql: SqlStorage, gone: Gone): boolean {
  return daysThatName(sql, gone).length > 0;
}

/** Takes articles out of all days. A story that loses its last leaves its day. */
export function forgetInDays(sql: SqlStorage, gone: Gone): void {
  const days = daysThatName(sql, gone);
  for (const { date, stories } of days) {
    const left = stories
      .map((story) => withArticles(story, (article) => !isGone(article, gone)))
      .filter(({ articles }) => articles.length > 0);
    sql.exec('UPDATE day SET stories = ? WHERE date = ?', JSON.stringify(left), date);
  }
  if (days.length > 0) markDailyDirty(sql);
}

function daysThatName(sql: SqlStorage, gone: Gone): readonly DayDocument[] {
  const ids = 'outlet' in gone ? [gone.outlet] : gone.articles;
  return sql
    .exec<DayRow>(
      `SELECT * FROM day WHERE EXISTS (SELECT 1 FROM json_each(?) AS id WHERE instr(stories, '"' || id.value || '"') > 0)`,
      JSON.stringify(ids),
    )
    .toArray()
    .map(documentOf)
    .filter(({ stories }) => stories.some((story) => story.articles.some((article) => isGone(article, gone))));
}

function isGone({ id, outlet }: DayStory['articles'][number], gone: Gone): boolean {
  return 'outlet' in gone ? outlet.id === gone.outlet : gone.articles.includes(id);
}

/** The story without the others of its articles. Where one of them led it, the next report leads it; there may be none left. */
export function withArticles(story: DayStory, isKept: (article: DayStory['articles'][number]) => boolean): DayStory {
  const articles = story.articles.filter(isKept);
  const [first] = articles;
  const lost = story.articles.length - articles.length;
  if (lost === 0 || !first) return { ...story, articles };
  const isLed = articles.some(({ url }) => url === story.url);
  const head = isLed ? {} : { title: first.title, url: first.url };
  return { ...story, ...head, publishers: Math.max(1, story.publishers - lost), articles };
}
