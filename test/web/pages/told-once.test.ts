import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../../../src/documents/outlet.ts';
import { DEFAULT_LOCALIZED } from '../../../src/localization/localization.ts';
import { failureCode } from '../../../src/outlet/status.ts';
import { tellingOf } from '../../../src/web/pages/highlight.ts';
import { toldApart } from '../../../src/web/pages/told-apart.ts';
import { article, front, NOON, SHIP, story } from '../../render/documents.ts';
import { fakeIndex, OUTLETS, serve } from '../service.ts';

/** What a reader sees of a page's main part: without disclosures, tags and hidden words. */
async function seen(path: string, given = {}): Promise<string> {
  const html = await (await serve(given).get(path)).text();
  const main = /<main.*?<\/main>/s.exec(html)?.[0] ?? '';
  return main.replace(/<details.*?<\/details>/gs, '').replace(/<[^>]+>/g, '\n');
}
const times = (text: string, part: string) => text.split(part).length - 1;

describe('a story page', () => {
  it.each(SHIP.articles.map(({ id }) => [id]))(
    'with %s chosen tells each headline and each shared sentence once',
    async (id) => {
      const text = await seen(`/stories/${SHIP.id}?article=${id}`);
      for (const { title } of SHIP.articles) expect([title, times(text, title)]).toEqual([title, 1]);
      const chosen = SHIP.articles.find((a) => a.id === id);
      for (const [place] of chosen?.shared ?? []) {
        const sentence = SHIP.passages[place]?.wordings[0] ?? '';
        expect([sentence, times(text, sentence)]).toEqual([sentence, 1]);
      }
    },
  );

  it.each([
    ['whole', 'واحد اثنان ثلاثة أربعة خمسة ستة. سبعة ثمانية.', 'واحد اثنان ثلاثة أربعة خمسة ستة.', ''],
    ['as far as it is shown', 'واحد اثنان ثلاثة أربعة خمسة ستة سبعة. ثمانية.', 'واحد اثنان ثلاثة أربعة خمسة…', ''],
    ['cut off', 'صفر. واحد اثنان ثلاثة أربعة خمسة…', 'واحد اثنان ثلاثة أربعة خمسة ستة سبعة.', '…ستة سبعة.'],
    ['both cut off', 'صفر. واحد اثنان ثلاثة أربعة خمسة…', 'واحد اثنان ثلاثة أربعة خمسة ستة…', '…ستة…'],
    ['not at all', 'صفر وصفر وصفر.', 'واحد اثنان ثلاثة أربعة خمسة.', 'واحد اثنان ثلاثة أربعة خمسة.'],
    [
      'with another end',
      'واحد اثنان ثلاثة أربعة عشرة. صفر.',
      'واحد اثنان ثلاثة أربعة خمسة.',
      'واحد اثنان ثلاثة أربعة خمسة.',
    ],
    ['of an empty excerpt', '', 'واحد اثنان ثلاثة أربعة خمسة.', 'واحد اثنان ثلاثة أربعة خمسة.'],
  ])('a passage that the excerpt tells %s: the rest stands below', (_, excerpt, passage, rest) => {
    expect(tellingOf(excerpt, passage).rest).toBe(rest);
  });

  it('tells a headline that all reports share once, and still links to each', async () => {
    const same = story('samestory0001', [article('sada'), article('manbar'), article('nahar')]);
    const given = { kv: { front: front([same]), [`story/${same.id}`]: same } };
    expect(times(await seen(`/stories/${same.id}`, given), same.title)).toBe(1);
    const html = await (await serve(given).get(`/stories/${same.id}`)).text();
    for (const { url } of same.articles) expect(html).toContain(`href="${url}"`);
  });

  it('keeps what the engine went by behind a disclosure', async () => {
    expect(await seen(`/stories/${SHIP.id}`)).not.toMatch(/تشابه|نادرة/);
    const html = await (await serve().get(`/stories/${SHIP.id}`)).text();
    expect(html).toMatch(/<details>.*تشابه.*كلمات نادرة.*<\/details>/s);
    expect(await (await serve().get(`/api/stories/${SHIP.id}`)).text()).toContain('كلمات نادرة مشتركة');
  });
});

describe('reports of one outlet', () => {
  const DAY = 86_400_000;
  const given = (title: string, published: number) => article('sada', { title, published });
  it.each([
    ['by the hour', [given('أ', NOON), given('أ', NOON + 61_000)], ['12:00', '12:01']],
    ['by the day', [given('أ', NOON), given('أ', NOON + DAY)], ['22 نوفمبر 2026، 12:00', '23 نوفمبر 2026، 12:00']],
    ['by title', [given('فوز الفريق', NOON), given('خسارة الفريق', NOON)], ['فوز الفريق', 'خسارة الفريق']],
    ['by number', [given('أ', NOON), given('أ', NOON)], ['1', '2']],
    ['three', [given('أ', NOON), given('ب', NOON), given('أ', NOON + 60_000)], ['1', '2', '3']],
  ])('are told apart %s', (_, articles, said) => {
    const all = [...articles, article('nahar')];
    const apart = toldApart(all, DEFAULT_LOCALIZED.times);
    expect(all.map((a) => apart.get(a))).toEqual([...said, undefined]);
  });

  it('are told apart in the chips of a story', async () => {
    const twice = story('twicestory001', [
      article('sada', { published: NOON }),
      article('sada', { published: NOON + 300_000 }),
      article('nahar'),
    ]);
    const given = { kv: { front: front([twice]), [`story/${twice.id}`]: twice } };
    const html = await (await serve(given).get(`/stories/${twice.id}`)).text();
    const chips = [...html.matchAll(/<li><a href="[^"]+#text".*?<\/a><\/li>/gs)].map(([chip]) =>
      chip.replace(/<[^>]+>/g, ' ').trim(),
    );
    expect(chips).toHaveLength(3);
    expect(new Set(chips).size).toBe(3);
  });
});

describe('the outlets page', () => {
  it('has no sentence in English', async () => {
    const outlets = OUTLETS.map(({ settings, status }, i) => ({
      settings: { ...settings, name: 'صدى', group: 'الخليج' },
      status: {
        ...status,
        failure: status.state === 'failing' ? { reason: 'status' as const, httpStatus: 403 } : undefined,
        notes: i === 0 ? ['not well-formed: 3 elements have no end tag'] : [],
      },
    }));
    const text = await seen('/outlets', { index: { outlets: async () => outlets } });
    expect(text).toContain('رفض الخادم الطلب أو أخفق (\u2066HTTP 403\u2069).');
    expect(text).toContain('قُرئت الخلاصة مع ملاحظة واحدة');
    expect(text.replace(/OPML|HTTP/g, '')).not.toMatch(/[a-z]/i);
    const api = await (await serve({ index: { outlets: async () => outlets } }).get('/api/outlets')).text();
    expect(api).toContain('"failure":{"reason":"status","httpStatus":403}');
  });

  const REASONS: readonly FailureReason[] = [
    ...([
      'address',
      'unreachable',
      'silent',
      'slow',
      'cut-off',
      'encoding',
      'too-large',
      'gone',
      'index',
      'internal',
    ] as const),
    ...(['redirect-loop', 'too-many-redirects', 'bad-redirect', 'status', 'not-modified-unasked'] as const),
    ...(['empty', 'html', 'truncated', 'not-xml', 'not-a-feed', 'too-deep', 'charset'] as const),
  ];
  it.each(REASONS)('%s is said in Arabic', (reason) => {
    expect(DEFAULT_LOCALIZED.words.outlets.failure({ reason }).replace(/HTML|XML/g, '')).toMatch(
      /^[\p{Script=Arabic}\p{M}\s«»:؛،,]+$/u,
    );
  });

  it('names the encoding, and where a page leads', () => {
    const { failure } = DEFAULT_LOCALIZED.words.outlets;
    const page = { ok: false, reason: 'html', detail: 'x', leadsTo: 'https://new.example/feed' } as const;
    const moved = failureCode({ reason: 'not-a-feed', why: page });
    expect(moved).toEqual({ reason: 'html', about: 'https://new.example/feed' });
    expect(failure(moved)).toMatch(
      /^[\p{Script=Arabic}\s،]+HTML[\p{Script=Arabic}\s،]+\u2068?\u2066?https:\/\/new\.example\/feed/u,
    );
    const zstd = failureCode({ reason: 'encoding', encoding: 'zstd' });
    expect(zstd).toEqual({ reason: 'encoding', about: 'zstd' });
    expect(failure(zstd)).toMatch(/^[\p{Script=Arabic}\p{M}\s]+\(.?zstd.?\)$/u);
  });

  it('a failure keeps its code, and an answer its status', () => {
    expect(failureCode({ reason: 'silent', timeoutMs: 1 })).toEqual({ reason: 'silent' });
    expect(failureCode({ reason: 'bad-redirect', status: 302, location: undefined })).toEqual({
      reason: 'bad-redirect',
      httpStatus: 302,
    });
    expect(failureCode({ reason: 'not-a-feed', why: { ok: false, reason: 'html', detail: 'x' } as never })).toEqual({
      reason: 'html',
    });
  });
});

it.each([
  [0, undefined],
  [1, 'تُقرأ المصادر بنصف وتيرتها'],
  [2, 'تُقرأ المصادر بربع وتيرتها'],
  [3, 'إلا المصادر التي قد تسقط أخبارها'],
] as const)('the outlets page tells a day as short as %i in Arabic', async (thrift, said) => {
  const health = { ...(await fakeIndex().health()), thrift };
  const html = await (await serve({ index: { health: async () => health } }).get('/outlets')).text();
  if (said === undefined) expect(html).not.toContain('خطة الاستضافة');
  else expect(html).toContain(said);
});

it.each(['/', '/outlets', '/api', `/stories/${SHIP.id}`, '/nowhere'])(
  '%s lets readers discover the updates',
  async (path) => {
    const html = await (await serve().get(path, { Accept: 'text/html' })).text();
    for (const [suffix, type] of [
      ['xml', 'rss+xml'],
      ['atom', 'atom+xml'],
      ['json', 'feed+json'],
    ] as const) {
      expect(html).toMatch(
        new RegExp(
          `<link rel="alternate" type="application/${type.replace('+', '\\+')}"[^>]*href="/updates.${suffix}"`,
        ),
      );
    }
  },
);

it('no reader is told of «بند», nor of an hour «غ»', async () => {
  for (const path of [
    '/',
    `/stories/${SHIP.id}`,
    '/outlets',
    '/feed.xml',
    `/stories/${SHIP.id}/feed.xml`,
    '/updates.xml',
  ]) {
    const text = await (await serve({ kv: { front: front([SHIP]) } }).get(path)).text();
    expect(text).not.toMatch(/(?<!\p{L})بند(?!\p{L})|\d غ</u);
  }
});

it('a card cuts a long excerpt at a word', async () => {
  const word = 'المحطة';
  const long = story('longstory0001', [article('sada', { excerpt: Array.from({ length: 60 }, () => word).join(' ') })]);
  const text = await seen('/', { kv: { front: front([long]) } });
  const excerpt = text.split('\n').find((line) => line.includes(`${word} ${word}`)) ?? '';
  expect(excerpt.length).toBeLessThanOrEqual(320);
  expect(excerpt).toMatch(/^(المحطة )+المحطة…$/);
});
