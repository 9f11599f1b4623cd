/** Shared passages as pages and the API show them. */
import { describe, expect, it } from 'vitest';
import { pairsOf, passagesOf, SHARED_WITH_MAX } from '../../../src/web/data/story-passages.ts';
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
    const passages = [{ carriers: ['elsewhere', SHIP.id], wordings: ['فقرة'] }];
    expect(article && passagesOf({ ...article, shared: [[0, 0]] }, { ...SHIP, passages })).toMatchObject([
      { first: undefined, own: false, others: [] },
    ]);
  });
});

/** One passage that so many articles of a story carry, and so many of others, one of them before all. */
function carriedBy(own: number, others: number) {
  const articles = Array.from({ length: own }, (_, i) => article('sada', { id: `own${i}`, shared: [[0, 0]] }));
  const strangers = Array.from({ length: others }, (_, i) => `stranger${i}`);
  const carriers = [...strangers, ...articles.map((a) => a.id)];
  return story('storywide00001', articles, { passages: [{ carriers, wordings: ['فقرة'] }] });
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
        expect(pairs).toEqual(withs.map((other) => ({ text: 'فقرة', with: other, first: carriers[0] })));
      }
    },
  );

  it('stand in the API beside the passages themselves, with all their carriers', async () => {
    const wide = carriedBy(30, 10);
    const { get } = serve({ kv: { ...DAY_IN_KV, [`story/${wide.id}`]: wide } });
    const answer = (await (await get(`/api/stories/${wide.id}`)).json()) as Record<string, unknown>;
    expect(answer.passages).toEqual(wide.passages);
    expect(answer.articles).toMatchObject(pairsOf(wide).map((shared) => ({ shared })));
  });
});
