/** How to subscribe to a feed, for whoever does not know what one is. Browsers show our feeds as raw text. */
import { type Slice, WHOLE } from '../../documents/slice.ts';
import { FEED_FRESH_S } from '../../limits.ts';
import { FEED_FORMATS, type RenderFormat } from '../../render/formats.ts';
import { sliceTitle } from '../../render/slice-title.ts';
import { SliceQuerySchema, sliceOf } from '../api/public-schema.ts';
import { readStory } from '../data/document-repository.ts';
import { readListing } from '../data/listing.ts';
import { answerOnce } from '../http/conditional.ts';
import { localizedFor, shownTo } from '../http/presentation.ts';
import { problem } from '../http/problem.ts';
import { checkQuery } from '../http/query.ts';
import { renderPage } from '../pages/render-page.tsx';
import { SubscribePage } from '../pages/subscribe.tsx';
import { FEED_ROUTES } from './feeds.ts';
import { pageRoute, type Route } from './route.ts';
import { answerStory } from './story-answer.ts';

/** UTF-16 units: longer than any address that our pages link to. */
const ADDRESS_CHARS_MAX = 3_000;
const FEED_TYPES: readonly (string | undefined)[] = Object.values(FEED_FORMATS).map(({ type }) => type);

const FEEDS = FEED_ROUTES.flatMap(({ path, operation }) => {
  if (!operation || !FEED_TYPES.includes(operation.answer.type)) return [];
  const format = Object.entries(FEED_FORMATS).find(([, { type }]) => type === operation.answer.type)?.[0];
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
  return [{ operation, pattern, format: format as RenderFormat }];
});

interface OwnFeed {
  /** Path and query. */
  readonly address: string;
  readonly format: RenderFormat;
  /** The story whose feed it is. */
  readonly story: string | undefined;
  /** The slice that a feed of the front has. */
  readonly slice: Slice;
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** undefined unless it is the address of one of our own feeds, as we write it: another host, another spelling or a stray parameter is none. */
function ownFeed(address: string): OwnFeed | undefined {
  if (address.length > ADDRESS_CHARS_MAX || !/^\/[\x21-\x7e]*$/.test(address)) return undefined;
  const url = URL.parse(address, 'https://own.invalid');
  if (url?.origin !== 'https://own.invalid' || url.pathname + url.search !== address) return undefined;
  for (const { operation, pattern, format } of FEEDS) {
    const found = pattern.exec(url.pathname);
    if (!found) continue;
    const parameters = Object.entries(operation.parameters ?? {});
    if (!parameters.every(([name, schema]) => schema.safeParse(decoded(found.groups?.[name])).success))
      return undefined;
    const known = operation.query ? Object.keys(operation.query._zod.def.shape) : [];
    const given = Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]));
    if (!Object.keys(given).every((name) => known.includes(name))) return undefined;
    if (operation.query && !checkQuery(given, operation.query).ok) return undefined;
    const query = checkQuery(given, SliceQuerySchema);
    return { address, format, story: found.groups?.id, slice: query.ok ? sliceOf(query.value) : WHOLE };
  }
  return undefined;
}

export const SUBSCRIBE_ROUTE: Route = pageRoute('/subscribe', async (c) => {
  const [given = '/feed.xml', ...more] = c.req.queries('feed') ?? [];
  const feed = more.length > 0 ? undefined : ownFeed(given);
  if (!feed) {
    const detail =
      '"feed" must be the address of a feed of this site, once and as its pages link to it, for example /subscribe?feed=%2Ffeed.xml; /openapi.json lists the feeds.';
    return problem(c, 400, detail);
  }
  const { address, format, story, slice } = feed;
  const show = (title: string | undefined) => {
    const page = renderPage(<SubscribePage {...{ address, format, title }} />, shownTo(c));
    return answerOnce(c, page, 'text/html; charset=UTF-8', FEED_FRESH_S);
  };
  if (story === undefined) {
    const names = slice.outlets.length + slice.notOutlets.length > 0 ? (await readListing(c.env))?.names : undefined;
    return show(sliceTitle(slice, names ?? {}, localizedFor(c.env)) || undefined);
  }
  const read = await readStory(c.env, story);
  const moved = `/subscribe?feed=${encodeURIComponent('/stories/')}:id${encodeURIComponent(address.slice(address.lastIndexOf('/')))}`;
  return answerStory(c, read, moved, ({ document }) => show(document.title));
});
