import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feeds/item.ts';
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
    const pending = { article: 'a', item, published: NOW, seen: NOW, edited: false, rows: [] };
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
    const pending = { article: 'a', item, published: NOW, seen: NOW, edited: false, rows: [] };
    const settings = settingsFor('https://www.alwaha.example/rss');
    expect(composeArticle(pending, settings, { home }).publisher).toBe('alwaha.example');
    const burnt = settingsFor('https://feeds.feedburner.com/alwaha');
    expect(composeArticle(pending, burnt, { home }).publisher).toBe(burnt.id);
  });
});
