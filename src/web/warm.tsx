/**
 * Warms an isolate as it starts: compiles the rendering code, builds the router, loads locale data. Start-up has a second of
 * CPU of its own; without this, the first requests would pay 40 ms out of their 10.
 * It renders made-up documents, answers made-up requests and discards the results.
 */

import { NO_DETAILS } from '../documents/article.ts';
import {
  type ArticleDocument,
  DOCUMENT_VERSION,
  type FrontDocument,
  type FrontStory,
  type StoryDocument,
} from '../documents/document.ts';
import { WHOLE } from '../documents/slice.ts';
import type { Env } from '../env.ts';
import { DEFAULT_LOCALIZED } from '../localization/localization.ts';
import { FORMATS } from '../render/formats.ts';
import { singlePage } from '../render/front-address.ts';
import { FRONT_FEEDS } from '../render/front-feeds.ts';
import { decodeFront, type EncodedFront, encodeFront } from '../render/front-snapshot.ts';
import { renderStory } from '../render/render.ts';
import { frontStoryJson, serializeStory } from './api/serialize.ts';
import type { Listing } from './data/listing.ts';
import { FrontPage } from './pages/front.tsx';
import { renderPage } from './pages/render-page.tsx';
import type { Shown } from './pages/shown.ts';
import { StoryPage } from './pages/story.tsx';

/** As many as a real page has, which is enough for the engine to compile the hot functions. */
const STORIES = 60;
/** The engine optimizes a page's many small functions after some calls. Five extra renderings take 30 ms and save a first page 2 ms. */
const PAGES = 6;
const ORIGIN = 'https://wirefold.example';
const SENTENCE = 'أعلنت البلدية «انتهاء» المرحلة 2 من أعمال الميناء القديم & المرافق بعد عام من العمل المتواصل. ';
const DAY_MS = 86_400_000;
const PASSAGE = { carriers: ['a0', 'a1'], earliest: DAY_MS, wordings: [SENTENCE], reworded: [] };
const LISTING: Listing = {
  publishers: [],
  countries: new Map([['o0', 'مصر']]),
  names: {},
  byCountry: new Map([['مصر', [{ id: 'o0', name: 'الواحة' }]]]),
  key: '',
};
/** Of several kinds of hosts, because the first page tells the publisher of each outlet. */
const OUTLETS = ['waha.example', 'news.ufuq.co.uk', 'shiraa.blogspot.com'].map((host, i) => ({
  settings: {
    ...{
      id: `o${i}`,
      feed: `https://feeds.${host}/rss`,
      name: `الواحة ${i}`,
      home: `https://www.${host}/`,
      group: 'مصر',
    },
    ...{
      publisher: undefined,
      priority: 0,
      summaryOnly: false,
      disabled: false,
      unmerged: false,
      userAgent: undefined,
    },
    itemsPerDay: undefined,
  },
}));
const WARM: Shown = { ...DEFAULT_LOCALIZED, origin: ORIGIN };
const encoder = new TextEncoder();

const REHEARSED = [
  '/feed.xml?publishers=2',
  '/?publishers=2',
  '/api/stories?publishers=2',
  '/stories/s0',
  '/api/stories/s0',
];

type Fetch = (request: Request, env: Env) => Response | Promise<Response>;

/** `fetch`: the app. */
export async function warmUp(fetch: Fetch): Promise<void> {
  const lead = article(0);
  const story: StoryDocument = { ...head(0), articles: [lead, article(1)], passages: [PASSAGE], related: [] };
  const stories = Array.from(
    { length: STORIES },
    (_, i): FrontStory => ({
      ...head(i),
      excerpt: SENTENCE.repeat(3),
      image: undefined,
      imageFile: undefined,
      articles: story.articles,
    }),
  );
  const updates = stories.map(({ guid, id, title, published }) => ({
    guid,
    kind: 'story' as const,
    story: id,
    title,
    article: lead,
    at: published,
  }));
  const front: FrontDocument = { changed: DAY_MS, stories, cut: false, updates };
  for (const format of FORMATS) renderStory(format, story, singlePage(ORIGIN, '/feed'));
  const { value, metadata } = encodeFront(front, '0'.repeat(64));
  const snapshot = decodeFront(encoder.encode(value), metadata);
  for (const feed of FRONT_FEEDS) snapshot.feed(feed, ORIGIN);
  // As they are read: the engine tells what was parsed from what was written here.
  const read = snapshot.stories(snapshot.entries());
  const readStory = JSON.parse(JSON.stringify(story)) as StoryDocument;
  const shown = {
    ...front,
    stories: read,
    carried: read.slice(0, 5),
    byCountry: snapshot.carriedByCountry(),
    sort: 'new' as const,
    slice: WHOLE,
    names: {},
    search: undefined,
    listing: LISTING,
  };
  for (let n = 0; n < PAGES; n++) {
    renderPage(<FrontPage {...shown} next={undefined} cursor={undefined} now={DAY_MS} />, WARM);
    renderPage(
      <StoryPage story={readStory} chosen={readStory.articles[0] ?? lead} listing={LISTING} now={DAY_MS} />,
      WARM,
    );
    JSON.stringify([read.map((one) => frontStoryJson(one, ORIGIN)), serializeStory(readStory, ORIGIN)]);
  }
  await rehearse(fetch, story, { value, metadata });
}

/**
 * Answers conditional requests from a made-up KV. All end in 304, because a Worker may not make a body before its first
 * real request. A failure is logged, and the Worker starts all the same.
 */
async function rehearse(fetch: Fetch, story: StoryDocument, { value, metadata }: EncodedFront): Promise<void> {
  const env = {
    STORIES: {
      getWithMetadata: async (key: string) =>
        key.startsWith('story/')
          ? { value: encoder.encode(JSON.stringify(story)).buffer, metadata: { version: DOCUMENT_VERSION } }
          : { value: streamOf(encoder.encode(value)), metadata: metadata },
    },
    STORY_INDEX: {
      getByName: () => ({
        outlets: async () => OUTLETS,
        followUps: async () => ({ changed: 0, stories: story.related }),
      }),
    },
  } as unknown as Env;
  for (const path of REHEARSED) {
    const request = new Request(ORIGIN + path, { headers: { 'If-None-Match': '*' } });
    try {
      await fetch(request, env);
    } catch (error) {
      console.warn(JSON.stringify({ event: 'rehearsal-failed', path, error: String(error) }));
    }
  }
}

function streamOf(bytes: Uint8Array): ReadableStream {
  return new ReadableStream({
    type: 'bytes',
    start(controller: ReadableByteStreamController) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

function head(n: number) {
  const moments = { published: n * 60_000, updated: n * 60_000, changed: DAY_MS };
  const reason = 'first' as const;
  return {
    id: `s${n}`,
    guid: `tag:s${n}`,
    title: SENTENCE,
    url: ORIGIN,
    ...moments,
    outlets: 1 + (n % 2),
    categories: [],
    lead: { article: 'a0', reason },
  };
}

function article(n: number): ArticleDocument {
  const outlet = { id: `o${n}`, name: `الواحة ${n}`, home: ORIGIN, feed: ORIGIN, country: undefined };
  const rest = {
    ...NO_DETAILS,
    imageFile: undefined,
    published: 0,
    notBefore: undefined,
    seen: 0,
    edited: undefined,
    similarity: undefined,
    evidence: undefined,
  };
  const shared = [[0, 0]] as const;
  const words = { title: SENTENCE, url: ORIGIN, excerpt: SENTENCE.repeat(3) };
  return { id: `a${n}`, guid: `tag:a${n}`, outlet, publisher: `p${n}`, ...words, ...rest, shared };
}
