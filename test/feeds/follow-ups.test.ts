import fc from 'fast-check';
import { expect, it } from 'vitest';
import { followUpsKey, openFollowUps, printFollowUps, relatedBothWays } from '../../src/feeds/follow-ups.ts';

const id = fc.stringMatching(/^[0-9a-z]{13}(-[0-9a-z]{1,4})?$/);
const story = fc.record({ id, title: fc.string({ unit: 'binary' }), published: fc.nat() });

it('what is printed is found again, story by story, whatever the titles', () => {
  const days = fc.dictionary(id, fc.array(story, { minLength: 1, maxLength: 6 }), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.nat(), days, id, (changed, stories, other) => {
      const opened = openFollowUps(printFollowUps(changed, stories));
      expect(opened?.changed).toBe(changed);
      for (const [followed, names] of Object.entries(stories)) expect(opened?.of(followed)).toEqual(names);
      if (!(other in stories)) expect(opened?.of(other)).toBeUndefined();
    }),
    { seed: 20261122 },
  );
});

it.each(['', '\n', '{"movedTo":"elsewhere"}', 'follow-ups\n'])('%j is something else', (text) => {
  expect(openFollowUps(text)).toBeUndefined();
});

it.each([
  [Date.UTC(2026, 10, 21, 23, 59, 59, 999), 'follow-ups/2026-11-21'],
  [Date.UTC(2026, 10, 22), 'follow-ups/2026-11-22'],
])('stories of %i are told of under %s', (published, key) => expect(followUpsKey(published)).toBe(key));

it('both ways are one list: what followed first, each story once, and no more than are shown', () => {
  const named = (...ids: string[]) => ids.map((one) => ({ id: one, title: one, published: 0 }));
  expect(relatedBothWays(named('c', 'b'), named('b', 'a')).map((s) => s.id)).toEqual(['c', 'b', 'a']);
  expect(
    relatedBothWays(named('h', 'g', 'f', 'e'), named('d', 'c', 'b'))
      .map((s) => s.id)
      .join(''),
  ).toBe('hgfedc');
});
