import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markShared } from '../../src/web/marking.ts';
import { passagesOf } from '../../src/web/passages.ts';
import { SHIP } from '../feeds/render/documents.ts';

const ONE = 'أعلنت الهيئة صباح اليوم فتح الطريق الساحلي.';
const TWO = 'وكان الطريق مغلقًا منذ ثلاثة أيام بسبب السيول.';

const marked = (excerpt: string, passages: readonly string[]) =>
  markShared(excerpt, passages)
    .map((s) => (s.shared ? `[${s.text}]` : s.text))
    .join('');

it.each([
  ['nothing shared', `${ONE} ${TWO}`, [], `${ONE} ${TWO}`],
  ['one passage', `${ONE} ${TWO}`, [TWO], `${ONE} [${TWO}]`],
  ['both, given in another order', `${ONE} ${TWO}`, [TWO, ONE], `[${ONE}] [${TWO}]`],
  ['a passage given twice', ONE, [ONE, ONE], `[${ONE}]`],
  ['one inside another', ONE, [ONE, ONE.slice(0, 30)], `[${ONE}]`],
  ['cut off by the excerpt', `${ONE.slice(0, 35)}…`, [ONE], `[${ONE.slice(0, 35)}]…`],
  ['cut off itself', `${ONE} ${TWO}`, [`${ONE.slice(0, 30)}…`], `[${ONE.slice(0, 30)}]${ONE.slice(30)} ${TWO}`],
  ['not in the excerpt', ONE, [TWO], ONE],
  ['an empty passage', ONE, ['', '…'], ONE],
])('%s', (_, excerpt, passages, expected) => expect(marked(excerpt, passages)).toBe(expected));

it('loses and adds nothing, whatever is shared', () => {
  const text = fc.string({ unit: fc.constantFrom('أ', 'ب', ' ', '…'), maxLength: 80 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (excerpt, passages) => {
      const spans = markShared(excerpt, passages);
      expect(spans.map((s) => s.text).join('')).toBe(excerpt);
      expect(spans.every((s) => s.text.length > 0)).toBe(true);
    }),
    { seed: 20261122 },
  );
});

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
    const shared = [{ text: 'فقرة', with: 'elsewhere', first: 'elsewhere' }];
    expect(article && passagesOf({ ...article, shared }, SHIP)).toMatchObject([
      { first: undefined, own: false, others: [] },
    ]);
  });
});
