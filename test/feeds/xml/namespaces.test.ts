import { expect, it } from 'vitest';
import { attributeName, NO_SCOPE, scopeWith } from '../../../src/feeds/xml/namespaces.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const declaring = (address: string, ...prefixes: readonly string[]) =>
  new Map(prefixes.map((prefix) => [`xmlns:${prefix}`, address]));

it.each([
  ['an address nobody knows', declaring('urn:x', 'x')],
  ['its own name', declaring('http://purl.org/rss/1.0/modules/content/', 'content')],
])('a prefix declared as %s costs no scope of its own', (_, attributes) => {
  expect(scopeWith(attributes, NO_SCOPE)).toBe(NO_SCOPE);
});

it('a prefix bound again to what nobody knows is what it is called', () => {
  const outer = scopeWith(declaring(ATOM, 'a'), NO_SCOPE);
  expect(attributeName('a:id', outer)).toBe('atom:id');
  expect(attributeName('a:id', scopeWith(declaring('urn:x', 'a'), outer))).toBe('a:id');
});

it('a flood of prefixes, each scope inside another, leaves scopes small', () => {
  let scope = scopeWith(declaring(ATOM, 'first'), NO_SCOPE);
  for (let depth = 0; depth < 100; depth++) scope = scopeWith(declaring(ATOM, `a${depth}`, `b${depth}`), scope);
  expect(scope.size).toBeLessThan(50);
  expect(attributeName('first:id', scope)).toBe('atom:id');
});
