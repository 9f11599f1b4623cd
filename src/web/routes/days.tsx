/** The days as pages. /days shows the newest. */
import type { Context } from 'hono';
import { type DayDocument, dateAfter, isDate } from '../../documents/daily.ts';
import { type Slice, sliceQuery } from '../../documents/slice.ts';
import { type Env, readConfig, siteOf } from '../../env.ts';
import { DAYS_KEPT_MAX, FEED_FRESH_S } from '../../limits.ts';
import { sliceTitle } from '../../render/slice-title.ts';
import { SliceQuerySchema, sliceOf } from '../api/public-schema.ts';
import { readDaily } from '../data/document-repository.ts';
import { fromIndex } from '../data/story-pages.ts';
import { answer, sourceOf } from '../http/conditional.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { localizedFor, shownTo } from '../http/presentation.ts';
import { notFound, problem } from '../http/problem.ts';
import { DayPage, NoDayPage } from '../pages/day.tsx';
import { renderPage } from '../pages/render-page.tsx';
import { queriedRoute, type Route } from './route.ts';
import { isAnswered, unanswered } from './slice-answer.ts';

export const dayRoutes = ({ now }: Parts): readonly Route[] => [
  queriedRoute('/days', SliceQuerySchema, (c, query) => showDay(c, undefined, sliceOf(query), now())),
  queriedRoute('/days/:date', SliceQuerySchema, (c, query) => {
    const date = c.req.param('date');
    return isDate(date) ? showDay(c, date, sliceOf(query), now()) : notFound(c);
  }),
];

/** `date`: undefined for the newest. */
async function showDay(c: Context<AppEnv>, date: string | undefined, slice: Slice, now: number): Promise<Response> {
  const query = sliceQuery(slice);
  const read = query === '' ? await readWhole(c.env) : await fromIndex(c.env, (index) => index.days(slice));
  if (!isAnswered(read)) return unanswered(c, read);
  const { days, names } = read;
  const source = 'source' in read ? read.source : sourceOf(JSON.stringify(read));
  const place = date === undefined ? 0 : days.findIndex((day) => day.date === date);
  const day = days[place];
  if (!day && date !== undefined) return absent(c, date, days, now);
  const about = { source, changed: undefined, type: 'text/html; charset=UTF-8', fresh: FEED_FRESH_S };
  if (!day) return answer(c, about, () => renderPage(<NoDayPage hour={publishedAt(c, now)} />, shownTo(c)));
  return answer(c, about, () => {
    const called = sliceTitle(slice, names, localizedFor(c.env));
    const others = { before: days[place + 1]?.date, after: days[place - 1]?.date };
    return renderPage(<DayPage day={day} {...others} called={called} query={query} />, shownTo(c));
  });
}

/** The days of all stories, from KV. undefined when neither KV nor the index answered. */
async function readWhole(env: Env) {
  const daily = await readDaily(env);
  if (daily.kind !== 'sealed') return undefined;
  return { days: daily.document.document().days, names: {}, source: daily.source };
}

/** Says truly why there is no such day: it is no longer kept, or not published. */
function absent(c: Context, date: string, days: readonly DayDocument[], now: number): Response {
  const today = localizedFor(c.env).times.date(now);
  if (date <= dateAfter(today, -DAYS_KEPT_MAX)) {
    return problem(c, 410, `Days are kept for ${DAYS_KEPT_MAX} days; /days shows the newest.`);
  }
  const oldest = days.at(-1);
  if (oldest && date < oldest.date) {
    return problem(c, 404, `The oldest day that was published here is ${oldest.date}; /days shows the newest.`);
  }
  const { zone } = siteOf(c.env);
  return problem(
    c,
    404,
    `This day is not published: each is at ${hourOf(c)} ${zone}, once stories were read before it.`,
  );
}

/** 07:00 and the zone, in words. */
function publishedAt(c: Context<AppEnv>, now: number): string {
  const { times } = localizedFor(c.env);
  return `${hourOf(c)} ${times.zone(now)}`;
}

function hourOf(c: Context): string {
  return `${String(readConfig(c.env).dailyHour).padStart(2, '0')}:00`;
}
