import { describe, expect, it } from 'vitest';
import { HOSTILE_FEEDS } from '../../bench/hostile/feeds.ts';
import { jsonStructureFault } from '../../src/feeds/json-structure.ts';
import { parseFeed, readFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://outlet.example/feed';
const many = (n: number, piece: string) => piece.repeat(n);

describe('a JSON text within the bounds', () => {
  it.each([
    ['brackets in a text', `["${many(500, '[{')}"]`],
    ['escaped quotation marks', `["${many(500, '\\"[')}"]`],
    ['a backslash before the end', `["\\\\", ["\\\\\\\\"], "${many(200, '[')}"]`],
    ['many lists beside one another', `[${many(1_000, '[],')}0]`],
    ['commas in texts', `["${many(500_000, ',')}"]`],
    ['a text without end', `["${many(500_000, ',[')}`],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(jsonStructureFault(text)).toBeUndefined();
  });
});

describe('a JSON text past the bounds', () => {
  it.each([
    ['lists in lists', many(101, '['), /100 deep/],
    ['objects in objects', many(101, '{"a":'), /100 deep/],
    ['lists and objects by turns', many(60, '[{"a":'), /100 deep/],
    ['lists behind a text that ends in a backslash', `["\\\\",${many(101, '[')}`, /100 deep/],
    ['numbers', `[${many(400_001, '0,')}0]`, /400000 values/],
    ['empty lists', `[${many(400_000, '[],')}0]`, /400000 values/],
    ['fields', `{${many(400_000, '"a":0,')}"b":0}`, /400000 values/],
  ])('%s', (_, text, fault) => {
    expect(jsonStructureFault(text)).toMatch(fault);
  });
});

it.each([
  [
    'values',
    `{"version":"https://jsonfeed.org/version/1.1","items":[${many(400_001, '0,')}0]}`,
    /not read: it holds more than 400000 values/,
  ],
  [
    'depth',
    `{"version":"https://jsonfeed.org/version/1.1","items":${many(200, '[')}${many(200, ']')}}`,
    /not read: its lists and objects .* 100 deep/,
  ],
  ['values of a text that breaks off', `{"title":"a","items":[${many(400_001, '0,')}`, /400000 values/],
  ['values of a text that needs repair', `{"title":"a","items":[${many(200_001, '[0,],')}0]}`, /400000 values/],
])('a feed of too many or too deep values is told so: %s', (_, text, detail) => {
  expect(parseFeed(text, BASE)).toMatchObject({ ok: false, reason: 'too-deep', detail: expect.stringMatching(detail) });
});

it('a feed of 2,000 items with all their fields is read', () => {
  const item = {
    id: '1',
    url: 'https://outlet.example/1',
    title: 'أ',
    content_html: '<p>نص</p>',
    tags: ['a', 'b', 'c'],
    authors: [{ name: 'ن' }],
    attachments: [{ url: 'https://outlet.example/1.png', mime_type: 'image/png' }],
    _ext: { a: [1, 2, [3]] },
  };
  const text = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'أ',
    items: Array.from({ length: 2_000 }, () => item),
  });
  expect(parseFeed(text, BASE)).toMatchObject({ ok: true, whole: true });
});

/** Memory itself is measured by bench/hostile/memory.ts. What is kept of such a feed can be counted. */
it.each(HOSTILE_FEEDS)('$kind: what is kept of a megabyte is bounded', ({ made }) => {
  const given = made(1_000_000);
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  const result = readFeed(bytes, 'application/json', BASE);
  if (!result.ok) return expect(result.detail).toMatch(/^.{10,400}\.$/);
  const { items, ...channel } = result;
  expect(items.length).toBeLessThanOrEqual(500);
  // But for the guid, which is hashed and not kept.
  for (const { guid, ...item } of items) expect(JSON.stringify(item).length).toBeLessThan(100_000);
  expect(JSON.stringify(channel).length).toBeLessThan(20_000);
});

describe('a JSON feed of an odd shape is read as far as it can be', () => {
  const feed = (items: string, more = '') => `{"version":"https://jsonfeed.org/version/1.1"${more},"items":${items}}`;
  const one = (fields: string) => feed(`[{"id":"1","url":"https://outlet.example/1","title":"أ"${fields}}]`);

  it.each([
    ['a length of four milliards in place of tags', one(',"tags":{"length":4294967295}'), ['1']],
    ['the same in place of authors, written with an escape', one(',"authors":{"\\u006cength":4294967295}'), ['1']],
    ['the same in place of attachments', one(',"attachments":{"length":1e9}'), ['1']],
    ['the same in place of items', feed('{"length":4294967295}'), []],
    ['a prototype among the fields', one(',"__proto__":{"id":"2"}'), ['1']],
    ['a constructor among the fields', one(',"constructor":{"prototype":{}}'), ['1']],
    ['a field twice', one(',"id":"2"'), ['2']],
    ['a key of a million letters', one(`,"${many(1_000_000, 'k')}":1`), ['1']],
    ['a hundred thousand tags', one(`,"tags":[${many(100_000, '"t",')}"t"]`), ['1']],
    ['a text in place of items', feed('"aaaa"'), []],
    ['numbers, texts and lists among the items', feed('[null,1,"a",[],{}]'), []],
    ['no items and no title', feed('[]'), []],
    ['objects in place of texts', one(',"summary":{"toString":1},"date_published":{"valueOf":null}'), ['1']],
    [
      'ids that are too long for a number',
      feed('[{"id":12345678901234567890},{"id":12345678901234567891}]'),
      ['12345678901234567890', '12345678901234567891'],
    ],
    ['ids past all numbers', feed('[{"id":1e999},{"id":2e999}]'), ['1e999', '2e999']],
  ])('%s', (_, text, guids) => {
    const read = parseFeed(text, BASE);
    expect(read.ok && read.items.map(({ guid }) => guid).filter((guid) => guid !== undefined)).toEqual(guids);
  });
});
