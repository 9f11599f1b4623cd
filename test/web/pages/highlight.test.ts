import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlightShared } from '../../../src/web/pages/highlight.ts';

const ONE = 'أعلنت الهيئة صباح اليوم فتح الطريق الساحلي.';
const TWO = 'وكان الطريق مغلقًا منذ ثلاثة أيام بسبب السيول.';

const verbatim = (text: string) => ({ text, kind: 'verbatim' as const });
const reworded = (text: string) => ({ text, kind: 'reworded' as const });
const marked = (excerpt: string, passages: Parameters<typeof highlightShared>[1]) =>
  highlightShared(excerpt, passages)
    .map((s) => (s.shared === undefined ? s.text : s.shared === 'verbatim' ? `[${s.text}]` : `<${s.text}>`))
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
])('%s', (_, excerpt, passages, expected) => expect(marked(excerpt, passages.map(verbatim))).toBe(expected));

it.each([
  ['told in other words', [verbatim(ONE), reworded(TWO)], `[${ONE}] <${TWO}>`],
  ['both copied and told in other words', [verbatim(ONE), reworded(ONE)], `[${ONE}] ${TWO}`],
  [
    'a part of which is copied',
    [reworded(ONE), verbatim(ONE.slice(0, 30))],
    `[${ONE.slice(0, 30)}]<${ONE.slice(30)}> ${TWO}`,
  ],
])('%s', (_, passages, expected) => expect(marked(`${ONE} ${TWO}`, passages)).toBe(expected));

it('loses and adds nothing, whatever is shared', () => {
  const text = fc.string({ unit: fc.constantFrom('أ', 'ب', ' ', '…'), maxLength: 80 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (excerpt, passages) => {
      const spans = highlightShared(
        excerpt,
        passages.map((p, i) => (i % 2 === 0 ? verbatim(p) : reworded(p))),
      );
      expect(spans.map((s) => s.text).join('')).toBe(excerpt);
      expect(spans.every((s) => s.text.length > 0)).toBe(true);
    }),
    { seed: 20261122 },
  );
});
