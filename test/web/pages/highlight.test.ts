import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlightShared } from '../../../src/web/pages/highlight.ts';

const ONE = 'أعلنت الهيئة صباح اليوم فتح الطريق الساحلي.';
const TWO = 'وكان الطريق مغلقًا منذ ثلاثة أيام بسبب السيول.';

const marked = (excerpt: string, passages: readonly string[]) =>
  highlightShared(excerpt, passages)
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
      const spans = highlightShared(excerpt, passages);
      expect(spans.map((s) => s.text).join('')).toBe(excerpt);
      expect(spans.every((s) => s.text.length > 0)).toBe(true);
    }),
    { seed: 20261122 },
  );
});
