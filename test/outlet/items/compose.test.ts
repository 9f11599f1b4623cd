import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feeds/item.ts';
import { readFeed } from '../../../src/feeds/read-feed.ts';
import { composeArticle } from '../../../src/outlet/items/compose.ts';
import { itemOf } from '../../builders.ts';
import { NOW, settingsFor } from '../subject.ts';

describe('the title of an article', () => {
  it.each<readonly [string, Partial<FeedItem>, string]>([
    ['is the item’s', { title: 'عنوان الخبر', summary: 'ملخصه' }, 'عنوان الخبر'],
    ['is the first line of its summary where it has none', { summary: 'السطر الأول\nوالثاني' }, 'السطر الأول'],
    ['or of its text', { paragraphs: ['أول الخبر', 'وآخره'] }, 'أول الخبر'],
    ['is no longer than a line', { paragraphs: ['كلمة '.repeat(60).trim()] }, 'كلمة '.repeat(21).trim()],
  ])('%s', (_, given, title) => {
    const item = itemOf({ guid: 'g', url: 'https://alwaha.example/1', published: NOW, ...given });
    const pending = {
      article: 'a',
      item,
      published: NOW,
      notBefore: undefined,
      seen: NOW,
      reused: false,
      edited: false,
      at: NOW,
      rows: [],
    };
    expect(composeArticle(pending, settingsFor('https://alwaha.example/rss'), { home: undefined }).title).toBe(title);
  });
});

describe('the publisher of an article', () => {
  it.each([
    ['the feed says that another site is its own', { url: 'https://alwaha.example/1' }, 'https://bigger.example/'],
    ['its link leads elsewhere', { url: 'https://new-domain.example/1' }, undefined],
    ['it has no link', {}, 'https://bigger.example/'],
  ])('is the same when %s', (_, given, home) => {
    const item = itemOf({ guid: 'g', title: 'عنوان', published: NOW, ...given });
    const pending = {
      article: 'a',
      item,
      published: NOW,
      notBefore: undefined,
      seen: NOW,
      reused: false,
      edited: false,
      at: NOW,
      rows: [],
    };
    const settings = settingsFor('https://www.alwaha.example/rss');
    expect(composeArticle(pending, settings, { home }).publisher).toBe('alwaha.example');
    const burnt = settingsFor('https://feeds.feedburner.com/alwaha');
    expect(composeArticle(pending, burnt, { home }).publisher).toBe(burnt.id);
  });
});

describe('the summary of an article', () => {
  it.each([
    ['lines', 'افتتح المحافظ جسر المشاة.\n\nاقرأ أيضا: حظك اليوم\n\nظهرت المقالة افتتاح الجسر أولاً على الواحة.'],
    ['one paragraph', 'افتتح المحافظ جسر المشاة. اقرأ أيضا: حظك اليوم'],
    ['<br>', 'افتتح المحافظ جسر المشاة.<br>اقرأ أيضا: حظك اليوم<br/>تابعونا على تيليغرام'],
    ['<br> and a headline of its own', 'اقرأ أيضا:<br>حظك اليوم<br>افتتح المحافظ جسر المشاة.'],
  ])('is shown without stock phrases: %s', (_, description) => {
    const xml = `<rss version="2.0"><channel><title>الواحة</title><item><title>افتتاح الجسر الجديد</title>
      <description><![CDATA[${description}]]></description></item></channel></rss>`;
    const feed = readFeed(new TextEncoder().encode(xml), 'text/xml', 'https://alwaha.example/rss');
    const item = itemOf(feed.ok ? { ...feed.items[0] } : {});
    const pending = {
      article: 'a',
      item,
      published: NOW,
      notBefore: undefined,
      seen: NOW,
      reused: false,
      edited: false,
      at: NOW,
      rows: [],
    };
    const made = composeArticle(pending, settingsFor('https://alwaha.example/rss'), { home: undefined });
    expect([made.summary, made.passages]).toEqual(['افتتح المحافظ جسر المشاة.', ['افتتح المحافظ جسر المشاة.']]);
  });
});

it('of an outlet’s categories the names of subjects are kept, a few and short', () => {
  const feed = [
    ...['اقتصاد', 'https://spam.example/', 'www.spam.example', 'I <3 مصر', '2026', '…', 'ا'.repeat(41), 'كرة القدم'],
    ...Array.from({ length: 20 }, (_, i) => `وسم ${'ابتثجحخد'.slice(0, 2 + (i % 6))} ${i}`),
  ];
  const item = itemOf({ guid: 'g', url: 'https://alwaha.example/1', title: 'عنوان', categories: feed });
  const when = { published: NOW, notBefore: undefined, seen: NOW, at: NOW };
  const pending = { article: 'a', item, reused: false, edited: false, rows: [], ...when };
  const { categories } = composeArticle(pending, settingsFor('https://alwaha.example/rss'), { home: undefined });
  expect(categories.slice(0, 2)).toEqual(['اقتصاد', 'كرة القدم']);
  expect(categories).toHaveLength(8);
});
