import { expect, it } from 'vitest';
import { relatedBothWays } from '../../src/documents/follow-ups.ts';

const named = (ids: string) => [...ids].map((id) => ({ id, title: id, published: 0 }));

it.each([
  ['cb', 'ba', 'cba'],
  ['hgfe', 'dcb', 'hgfedc'],
  ['', 'ba', 'ba'],
  ['ba', '', 'ba'],
])('%j followed, %j found: each story once, what followed first, and no more than are shown', (later, own, both) => {
  const related = relatedBothWays(named(later), named(own));
  expect(related.map(({ id }) => id).join('')).toBe(both);
});
