/**
 * A hostile outlet is read every fifteen minutes for a day. The bounds: whatever its feed claims, all that it files counts as the one publisher
 * of its settings; it files at most the articles a day of its settings, merges nothing, hides nobody, and
 * leads nothing that others told first: the articles of all others stand together as they would without it.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import type { Env } from '../../src/env.ts';
import { BATCH_ARTICLES_MAX, FEED_PAGE_ITEMS_MAX, PUBLISHER_SHARE } from '../../src/limits.ts';
import { openStore } from '../../src/outlet/store.ts';
import { tickOutlet } from '../../src/outlet/tick.ts';
import { frontDocument } from '../../src/story-index/read/front.ts';
import { MORNING, outletSettings } from '../builders.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { HONEST, HOSTILE, MIXES, TOLD } from './attacks.ts';

const QUARTER_MS = 15 * 60_000;
/** Several times an honest outlet's share; each costs the index a decision among all before it. */
const ITEMS_A_DAY = 60;
const SETTINGS = outletSettings(HOSTILE, { feed: 'https://hostile.example/feed.xml', itemsPerDay: ITEMS_A_DAY });

/** All that the outlet files over `readings` readings of what `feedAt` gives, and the last status. */
async function filed(readings: number, feedAt: (reading: number) => string) {
  const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
  return runInDurableObject(stub, async (_, { storage }) => {
    const articles: Article[] = [];
    let notes: readonly string[] = [];
    for (let reading = 0; reading < readings; reading++) {
      const { status } = await tickOutlet(SETTINGS, MORNING + reading * QUARTER_MS, true, {
        store: openStore(storage),
        file: async (batch) => {
          articles.push(...batch);
          return { filed: batch.length };
        },
        fetch: async () => ({
          kind: 'body',
          bytes: new TextEncoder().encode(feedAt(reading)),
          validators: undefined,
          contentType: 'text/xml',
          url: SETTINGS.feed,
          freshForMs: 0,
          warnings: [],
        }),
      });
      notes = status.notes;
    }
    return { articles, notes };
  });
}

const rss = (items: string, channel = '', attributes = '') =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" ${attributes}><channel><title>ض</title>${channel}${items}</channel></rss>`;
const victim = HONEST[0] as Article;
const item = (n: number, of: string) =>
  `<item><title>${victim.title} ${n}</title>${of}<description>${victim.passages.join(' ')}</description></item>`;

describe('what a feed claims to be', () => {
  it.each([
    [
      "the channel link of another's site",
      rss(item(1, '<link>https://hostile.example/1</link>'), '<link>https://honest-0-0.example/</link>'),
    ],
    [
      'six links to six domains',
      rss([1, 2, 3, 4, 5, 6].map((n) => item(n, `<link>https://other${n}.example/${n}</link>`)).join('')),
    ],
    ["the address of another's article", rss(item(1, `<link>${victim.url}</link>`))],
    ["the address of another's article as guid", rss(item(1, `<guid isPermaLink="true">${victim.url}</guid>`))],
    [
      "another's guid",
      rss(item(1, `<guid isPermaLink="false">${victim.id}</guid><link>https://hostile.example/1</link>`)),
    ],
    ["another's site as xml:base", rss(item(1, '<link>/0</link>'), '', 'xml:base="https://honest-0-0.example/"')],
    [
      "a self link at another's feed",
      rss(
        item(1, '<link>https://hostile.example/1</link>'),
        '<atom:link rel="self" href="https://honest-0-0.example/feed"/>',
      ),
    ],
    [
      "another's feed as source",
      rss(
        item(1, `<link>https://hostile.example/1</link><source url="https://honest-0-0.example/feed">honest</source>`),
      ),
    ],
    [
      "another's name as creator",
      rss(item(1, '<link>https://hostile.example/1</link><dc:creator>honest-0-0.example</dc:creator>')),
    ],
    [
      "an Atom feed with another's id, author and links",
      `<feed xmlns="http://www.w3.org/2005/Atom"><id>https://honest-0-0.example/</id><title>ض</title><link rel="alternate" href="https://honest-0-0.example/"/><author><name>honest</name><uri>https://honest-0-0.example/</uri></author><entry><id>${victim.id}</id><title>${victim.title}</title><link rel="alternate" href="${victim.url}"/><link rel="canonical" href="${victim.url}"/><summary>${victim.passages.join(' ')}</summary></entry></feed>`,
    ],
  ])('%s', async (_, feed) => {
    const { articles } = await filed(1, () => feed);
    expect(articles.length).toBeGreaterThan(0);
    for (const { publisher, outlet, id } of articles) {
      expect([publisher, outlet]).toEqual(['hostile.example', HOSTILE]);
      expect(id).not.toBe(victim.id);
    }
    const index = freshIndex();
    await index.file([victim]);
    await index.file(articles);
    const found = await index.story(victim.id);
    expect(found.kind).toBe('story');
    if (found.kind !== 'story') return;
    expect(found.story.articles.map((one) => one.id)).toContain(victim.id);
    expect(found.story).toMatchObject({ title: victim.title, url: victim.url });
    expect(found.story.outlets).toBeLessThanOrEqual(2);
  });
});

it('holds its share over a whole day, and hides and merges nobody', async () => {
  const names = Object.keys(MIXES);
  const { articles, notes } = await filed(96, (reading) =>
    rss(
      Array.from({ length: 12 }, (_, i) => {
        const n = reading * 12 + i;
        const [one, other] = [TOLD[n % 4]?.[0], TOLD[(n + 1 + (n % 3)) % 4]?.[0]];
        if (!one || !other) return '';
        const mixed = MIXES[names[n % names.length] ?? '']?.(one, other, n % 40);
        return `<item><guid isPermaLink="false">g${n}</guid><link>https://hostile.example/${n}</link><title>${mixed?.title} ${n}</title><description>${mixed?.paragraphs.map((p) => `&lt;p&gt;${p} ${n}&lt;/p&gt;`).join('')}</description></item>`;
      }).join(''),
    ),
  );
  expect(articles.length).toBeLessThanOrEqual(ITEMS_A_DAY);
  expect(notes.join()).toContain(`over the ${ITEMS_A_DAY} items a day`);

  const alone = freshIndex();
  await alone.file(HONEST);
  const index = freshIndex();
  await index.file(HONEST);
  for (let i = 0; i < articles.length; i += BATCH_ARTICLES_MAX)
    await index.file(articles.slice(i, i + BATCH_ARTICLES_MAX));
  const stories = await partition(index);
  const before = Object.entries(await partition(alone));
  const together = (one: string, other: string) => stories[one] === stories[other];
  for (const [id, story] of before) {
    for (const [other, of] of before) expect(together(id, other), `${id} with ${other}`).toBe(story === of);
  }
  const { stories: shown } = await sqlOf(index, (sql) => frontDocument(sql, new Map()));
  const feed = shown.slice(0, FEED_PAGE_ITEMS_MAX);
  const singles = feed.filter(({ articles: of }) => of.every((one) => one.publisher === 'hostile.example'));
  expect(singles.length).toBeLessThanOrEqual(FEED_PAGE_ITEMS_MAX * PUBLISHER_SHARE);
  for (const story of shown.filter(({ outlets }) => outlets > 1)) {
    expect(story.lead.article.startsWith('honest')).toBe(true);
  }
});
