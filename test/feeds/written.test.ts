import fc from 'fast-check';
import { generateAtomFeed, generateJsonFeed, generateRssFeed, parseFeed as oracle } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { textToHtml } from '../../src/feeds/html.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://feeds.example/rss.xml';

/** Feeds that another program writes by the rules are read back exactly, in every format. */
interface Written {
  readonly guid: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly paragraphs: readonly string[];
  readonly author: string;
  readonly category: string;
  readonly published: number;
  readonly updated: number;
}

const letters = 'ا ب ت ة ى ء آ و 1 ٢ a é & < > " \' ; # . ، ؟ « » ] ! - /'.split(' ');
const word = fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }).map((some) => `ن${some.join('')}`);
/** "<" with a letter after it is a tag to anyone who reads titles as HTML; the specification says titles may be. */
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) =>
  words
    .join(' ')
    .replace(/<(?=[a-z/!])/g, '< ')
    .replace(/&(?=#?\w)/g, '& '),
);
const moment = fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2035, 0) }).map((ms) => Math.floor(ms / 1000) * 1000);
const written: fc.Arbitrary<Written> = fc.record({
  guid: word.map((name) => `tag:news.example,2026:${name}`),
  url: fc.nat(9999).map((n) => `https://news.example/a/${n}?x=1&y=2`),
  title: text,
  summary: text,
  paragraphs: fc
    .array(text, { minLength: 2, maxLength: 5 })
    .map((some) => some.map((paragraph) => `${paragraph} `.repeat(9).trim())),
  author: fc.constantFrom('سلمى الحداد', 'ناصر & شركاه', 'A. Writer'),
  category: fc.constantFrom('اقتصاد', 'ثقافة & فنون'),
  published: moment,
  updated: moment,
});

const html = (item: Written) => item.paragraphs.map((paragraph) => `<p>${textToHtml(paragraph)}</p>`).join('');
const dates = (item: Written) => ({ published: new Date(item.published), updated: new Date(item.updated) });

const writers: Record<string, (items: Written[]) => string> = {
  rss: (items) =>
    generateRssFeed({
      title: 'صحيفة',
      link: 'https://news.example/',
      description: 'أخبار',
      items: items.map((item) => ({
        title: textToHtml(item.title),
        link: item.url,
        guid: { value: item.guid, isPermaLink: false },
        pubDate: dates(item).published,
        description: textToHtml(item.summary),
        content: { encoded: html(item) },
        dc: { creators: [textToHtml(item.author)] },
        categories: [{ name: textToHtml(item.category) }],
        atom: { updated: dates(item).updated },
      })),
    }),
  atom: (items) =>
    generateAtomFeed({
      id: 'tag:news.example,2026:feed',
      title: { value: 'صحيفة' },
      updated: new Date(0),
      entries: items.map((item) => ({
        id: item.guid,
        title: { value: textToHtml(item.title), type: 'html' },
        links: [{ href: item.url, rel: 'alternate' }],
        ...dates(item),
        summary: { value: textToHtml(item.summary), type: 'html' },
        content: { value: html(item), type: 'html' },
        authors: [{ name: item.author }],
        categories: [{ term: item.category }],
      })),
    }),
  json: (items) =>
    JSON.stringify(
      generateJsonFeed({
        title: 'صحيفة',
        items: items.map((item) => ({
          id: item.guid,
          url: item.url,
          title: item.title,
          summary: item.summary,
          content_html: html(item),
          authors: [{ name: item.author }],
          tags: [item.category],
          date_published: dates(item).published,
          date_modified: dates(item).updated,
        })),
      }),
    ),
};

describe('what another program writes is read back', () => {
  it.each(Object.keys(writers))('%s', (format) => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 4 }), (items) => {
        const document = writers[format]?.(items) ?? '';
        const read = parseFeed(document, BASE);
        expect(read).toMatchObject({ ok: true, format, warnings: [] });
        expect(read.ok && read.items).toEqual(
          items.map(({ category, ...item }) => ({ ...item, image: undefined, categories: [category] })),
        );
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('as many items as another reader finds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(writers)),
        fc.array(written, { minLength: 1, maxLength: 4 }),
        (format, items) => {
          const document = writers[format]?.(items) ?? '';
          const { feed } = oracle(document);
          const found = 'entries' in feed ? feed.entries : 'items' in feed ? feed.items : [];
          const read = parseFeed(document, BASE);
          expect(read.ok && read.items.length).toBe(found?.length);
        },
      ),
      { seed: 12, numRuns: 100 },
    );
  });
});
