import { expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const PORTAL = 'https://portalapi.spa.gov.sa/api/v1/news?category_id=1&per_page=30&locale=ar&w_content=1';
const ROW = {
  uuid: 'N2700001',
  locale: 'ar',
  title: 'اجتماعي / افتتاح مكتبة الواحة',
  published_at: 1_795_000_000,
  image: { path: 'https://cdn.spa.gov.sa/a.jpg' },
  content: 'الواحة 20 نوفمبر 2026 م واس<br>افتتحت بلدية الواحة مكتبتها العامة بعد تجديدها.',
};
const read = (data: unknown, base = PORTAL) => parseFeed(JSON.stringify({ data }), base);

it('reads the list of the portal as a feed', () => {
  const feed = read([ROW]);
  expect(feed).toMatchObject({
    ok: true,
    home: 'https://www.spa.gov.sa/ar',
    whole: true,
    items: [
      {
        guid: 'N2700001',
        url: 'https://www.spa.gov.sa/ar/N2700001',
        title: 'افتتاح مكتبة الواحة',
        image: 'https://cdn.spa.gov.sa/a.jpg',
        published: 1_795_000_000_000,
      },
    ],
  });
  const [item] = feed.ok ? feed.items : [];
  expect([item?.summary, ...(item?.paragraphs ?? [])].join(' ')).toContain('مكتبتها العامة');
});

it.each<readonly [string, unknown, readonly unknown[]]>([
  ['a title without a desk', { ...ROW, title: 'لقاء 1/2 في الواحة' }, [{ title: 'لقاء 1/2 في الواحة' }]],
  [
    'no picture, no text, no date',
    { uuid: 'N1', title: 'خبر', image: null },
    [{ url: 'https://www.spa.gov.sa/ar/N1', published: undefined }],
  ],
  ['another service', { ...ROW, locale: 'en' }, []],
  ['an id that would be another page', { ...ROW, uuid: '../admin' }, []],
  ['a number for an id', { ...ROW, uuid: 7 }, []],
  ['a date past all dates', { ...ROW, published_at: 1e300 }, [{ published: undefined }]],
  ['a script for a picture', { ...ROW, image: { path: 'javascript:alert(1)' } }, [{ image: undefined }]],
  ['nothing', null, []],
])('takes of a row with %s what can be used', (_, row, items) => {
  const feed = read([row]);
  expect(feed.ok && feed.items).toMatchObject(items);
});

it('keeps what came of a list that breaks off, and says so', () => {
  const cut = JSON.stringify({ data: [ROW, { ...ROW, uuid: 'N2700002' }] }).slice(0, -40);
  expect(parseFeed(cut, PORTAL)).toMatchObject({ ok: true, whole: false, items: [{ guid: 'N2700001' }] });
});

it('takes no list of another host for it', () => {
  expect(read([ROW], 'https://api.example/news')).toMatchObject({ ok: false, reason: 'not-a-feed' });
});
