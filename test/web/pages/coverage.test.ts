/** Who carried a story by country, and who of the list was not seen to. */
import { describe, expect, it, vi } from 'vitest';
import type { OutletEntry } from '../../../src/story-index/api.ts';
import { article, front, NOON, type OutletName, outletOf, story } from '../../render/documents.ts';
import { OUTLETS, serve, settings } from '../service.ts';

const MINUTE = 60_000;
const entry = (name: OutletName, given: object = {}): OutletEntry => ({
  settings: settings({ ...outletOf(name), publisher: `${name}.example`, ...given }),
  status: OUTLETS[0]?.status as OutletEntry['status'],
});
const LIST = [
  entry('sada', { group: 'الخليج' }),
  entry('manbar', { group: 'الخليج' }),
  entry('nahar', { group: 'المغرب' }),
  entry('wakala', { group: undefined }),
  entry('jarida', { group: 'الخليج', disabled: true }),
];
const reports = (names: readonly OutletName[]) =>
  names.map((name, i) =>
    article(name, {
      id: `report${name}`,
      publisher: `${name}.example`,
      published: NOON - (60 - i) * MINUTE,
      notBefore: NOON - 90 * MINUTE,
    }),
  );

async function coverage(names: readonly OutletName[], list: readonly OutletEntry[] | Error = LIST, given = {}) {
  const one = story('coveredstory1', reports(names));
  const outlets = async () => {
    if (list instanceof Error) throw list;
    return list;
  };
  const { get } = serve({ kv: { front: front([one]), 'story/coveredstory1': one }, index: { outlets }, ...given });
  const html = await (await get('/stories/coveredstory1')).text();
  const section = /<section class="sec" aria-labelledby="coverage">(.*?)<\/section>/s.exec(html)?.[1];
  const [shown, folded] = (section ?? '').split('<details>');
  const text = (part = '') =>
    part
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  return { shown: text(shown), folded: text(folded), status: html.includes('</html>') };
}

describe('a story of two countries', () => {
  it('tells each country’s publishers and its first report', async () => {
    const { shown } = await coverage(['nahar', 'sada', 'manbar']);
    expect(shown).toMatch(/المغرب مصدر واحد أول تقرير نهار المغرب ، قبل ساعة واحدة نهار المغرب/);
    expect(shown).toMatch(/الخليج مصدران أول تقرير صدى الخليج ، قبل 59 دقيقة صدى الخليج ، منبر الشرق/);
  });

  it('folds who of the list was not seen to carry it, and says how far that was looked', async () => {
    const { folded } = await coverage(['nahar', 'sada']);
    expect(folded).toContain('الخليج : منبر الشرق');
    expect(folded).toContain('بلا بلد في القائمة : وكالة الأفق');
    expect(folded).toContain('بحسب ما قرأناه');
    expect(folded).not.toMatch(/نهار المغرب|صدى الخليج/);
  });

  it('says nothing of an outlet that is switched off', async () => {
    expect((await coverage(['nahar', 'sada'])).folded).not.toContain('جريدة الساحل');
  });

  it('counts two feeds of one publisher once', async () => {
    const list = [...LIST, entry('sada', { id: 'secondfeed000', name: 'صدى رياضة', group: 'الخليج' })];
    const { folded } = await coverage(['nahar', 'manbar'], list);
    expect(folded).toContain('صدى الخليج');
    expect(folded).not.toContain('صدى رياضة');
  });
});

it('an outlet that left the list stands under no country', async () => {
  expect((await coverage(['nahar', 'sada'], LIST.slice(0, 1))).shown).toMatch(/بلا بلد في القائمة مصدر واحد/);
});

it('a story of one publisher has none', async () => {
  expect((await coverage(['nahar'])).shown).toBe('');
});

it('everybody carried it: nothing is folded', async () => {
  expect((await coverage(['nahar', 'sada', 'manbar', 'wakala'])).folded).toBe('');
});

it('the page is whole where the list cannot be read', async () => {
  expect(await coverage(['nahar', 'sada'], new Error('busy'))).toEqual({ shown: '', folded: '', status: true });
});

it('is in English where the site is', async () => {
  const { shown, folded } = await coverage(['nahar', 'sada'], LIST, { settings: { SITE_LANGUAGE: 'en' } });
  expect(shown).toMatch(/^Coverage by country المغرب 1 source First report نهار المغرب , 1 hour ago/);
  expect(folded).toMatch(/^Who of the list was not seen to carry it/);
});

it('a list that was read by a clock ten years ahead is read again', async () => {
  const one = story('coveredstory1', reports(['sada', 'nahar']));
  let list = LIST;
  const index = { outlets: async () => list };
  const { get } = serve({ kv: { front: front([one]), 'story/coveredstory1': one }, index });
  const page = async () => (await get('/stories/coveredstory1')).text();
  const clock = vi.spyOn(Date, 'now').mockReturnValue(NOON + 3_650 * 24 * 60 * MINUTE);
  await page();
  list = LIST.map(({ settings, status }) => ({ settings: { ...settings, group: 'أقاليم أخرى' }, status }));
  clock.mockReturnValue(NOON);
  expect(await page()).toContain('أقاليم أخرى');
  clock.mockRestore();
});
