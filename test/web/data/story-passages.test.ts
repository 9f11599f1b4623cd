/** Shared passages as pages and the API show them. */
import { describe, expect, it } from 'vitest';
import {
  countPassages,
  pairsOf,
  passagesOf,
  SHARED_WITH_MAX,
  sharedPassagesOf,
} from '../../../src/web/data/story-passages.ts';
import { article, SHIP, story } from '../../render/documents.ts';
import { DAY_IN_KV, serve } from '../service.ts';

describe('who carries a passage', () => {
  const names = (articles: readonly { outlet: { name: string } }[]) => articles.map((a) => a.outlet.name);

  it('of the article that had it first', () => {
    const [first] = SHIP.articles;
    const passages = first ? passagesOf(first, SHIP) : [];
    expect(passages.map((p) => [p.own, names(p.others)])).toEqual([
      [true, ['صدى الخليج', 'منبر الشرق']],
      [true, ['صدى الخليج']],
      [true, ['منبر الشرق']],
    ]);
  });

  it('of an article that took it', () => {
    const taker = SHIP.articles[1];
    const passages = taker ? passagesOf(taker, SHIP) : [];
    expect(passages.map((p) => [p.own, p.first?.outlet.name, names(p.others)])).toEqual([
      [false, 'وكالة الأفق', []],
      [false, 'وكالة الأفق', ['منبر الشرق']],
    ]);
  });

  it('first carried outside the story', () => {
    const [article] = SHIP.articles;
    const passages = [{ carriers: ['elsewhere', SHIP.id], earliest: 0, wordings: ['فقرة'], reworded: [] }];
    expect(article && passagesOf({ ...article, shared: [[0, 0]] }, { ...SHIP, passages })).toMatchObject([
      { first: undefined, own: false, others: [] },
    ]);
  });
});

describe('a passage told in other words', () => {
  const names = (articles: readonly { outlet: { name: string } }[]) => articles.map((a) => a.outlet.name);
  const [agency, , , analysis] = SHIP.articles;

  it('is a copy for neither side, and nobody is said to have had it first', () => {
    const [told, ...none] = analysis ? passagesOf(analysis, SHIP) : [];
    expect(none).toEqual([]);
    expect(told).toMatchObject({ kind: 'reworded', own: true, others: [] });
    expect(names(told?.reworded ?? [])).toEqual(['وكالة الأفق', 'صدى الخليج', 'منبر الشرق']);
    expect(analysis && [countPassages(analysis, SHIP, 'verbatim'), countPassages(analysis, SHIP, 'reworded')]).toEqual([
      0, 1,
    ]);
  });

  it('stands beside who copied it', () => {
    const told = agency ? passagesOf(agency, SHIP).find((p) => p.reworded.length > 0) : undefined;
    expect(told).toMatchObject({ kind: 'verbatim', own: true });
    expect(names(told?.others ?? [])).toEqual(['صدى الخليج', 'منبر الشرق']);
    expect(names(told?.reworded ?? [])).toEqual(['نهار المغرب']);
  });

  it('is told by the API in the words of the side it is listed under, with its kind', () => {
    const pairs = pairsOf(SHIP);
    const wordsOf = (id: string) => SHIP.articles.find((a) => a.id === id)?.excerpt ?? '';
    for (const [i, own] of pairs.entries()) {
      for (const { text } of own) expect(wordsOf(SHIP.articles[i]?.id ?? '')).toContain(text);
    }
    expect(pairs[3]?.map((pair) => [pair.kind, pair.with, pair.first])).toEqual([
      ['reworded', 'shipwakala001', 'shipwakala001'],
      ['reworded', 'shipsada00001', 'shipwakala001'],
      ['reworded', 'shipmanbar001', 'shipwakala001'],
    ]);
    expect(pairs[0]?.filter(({ kind }) => kind === 'reworded')).toMatchObject([
      { with: 'shipnahar0001', first: 'shipwakala001' },
    ]);
    const all = sharedPassagesOf(SHIP);
    expect(all.map(({ kind }) => kind)).toEqual(['verbatim', 'verbatim', 'verbatim', 'reworded']);
    for (const { carriers } of all.filter(({ kind }) => kind === 'verbatim'))
      expect(carriers).not.toContain('shipnahar0001');
    expect(all[3]?.carriers).toEqual(['shipwakala001', 'shipsada00001', 'shipmanbar001', 'shipnahar0001']);
  });

  it('only in another story is no passage of the page', () => {
    const passages = [
      { carriers: ['shipwakala001'], earliest: 5, wordings: ['كلماته'], reworded: [1] },
      { carriers: ['elsewhere'], earliest: 4, wordings: [], reworded: [0] },
    ];
    const alone = { ...SHIP, passages };
    const one = agency && { ...agency, shared: [[0, 0]] as const };
    expect(one && passagesOf(one, alone)).toEqual([]);
    expect(one && pairsOf({ ...alone, articles: [one] })).toEqual([
      [{ text: 'كلماته', kind: 'reworded', with: 'elsewhere', first: 'elsewhere' }],
    ]);
  });
});

/** One passage that so many articles of a story carry, and so many of others, one of them before all. */
function carriedBy(own: number, others: number) {
  const articles = Array.from({ length: own }, (_, i) => article('sada', { id: `own${i}`, shared: [[0, 0]] }));
  const strangers = Array.from({ length: others }, (_, i) => `stranger${i}`);
  const carriers = [...strangers, ...articles.map((a) => a.id)];
  return story('storywide00001', articles, { passages: [{ carriers, earliest: 0, wordings: ['فقرة'], reworded: [] }] });
}

describe('pairs of articles that share a passage', () => {
  it('are all named while there are few', () => {
    const pairs = pairsOf(carriedBy(3, 2));
    expect(pairs.map((own) => own.map((pair) => pair.with).toSorted())).toEqual(
      ['own0', 'own1', 'own2'].map((id) =>
        ['own0', 'own1', 'own2', 'stranger0', 'stranger1'].filter((other) => other !== id),
      ),
    );
  });

  it.each([
    [40, 0],
    [40, 40],
    [2, 40],
  ])(
    'are bounded where %i of the story and %i others carry it; the first is named, then the story’s own',
    (own, others) => {
      const wide = carriedBy(own, others);
      const carriers = wide.passages[0]?.carriers ?? [];
      const named = new Set([...carriers.slice(0, 1), ...carriers.filter((id) => id.startsWith('own')), ...carriers]);
      for (const [i, pairs] of pairsOf(wide).entries()) {
        const withs = [...named].filter((id) => id !== `own${i}`).slice(0, SHARED_WITH_MAX);
        expect(pairs).toEqual(
          withs.map((other) => ({ text: 'فقرة', kind: 'verbatim', with: other, first: carriers[0] })),
        );
      }
    },
  );

  it('stand in the API beside the passages themselves, with all their carriers', async () => {
    const wide = carriedBy(30, 10);
    const { get } = serve({ kv: { ...DAY_IN_KV, [`story/${wide.id}`]: wide } });
    const answer = (await (await get(`/api/stories/${wide.id}`)).json()) as Record<string, unknown>;
    const [{ carriers, wordings } = {}] = wide.passages;
    expect(answer.passages).toEqual([{ kind: 'verbatim', carriers, wordings }]);
    expect(answer.articles).toMatchObject(pairsOf(wide).map((shared) => ({ shared })));
  });
});
