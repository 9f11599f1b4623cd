import { expect, it } from 'vitest';
import { directionOf, Wording } from '../../src/web/pages/wording.tsx';

it.each([
  ['Apple تطلق «هاتفًا»', '<bdi dir="rtl">Apple تطلق «هاتفًا»</bdi>', 'rtl'],
  ['أبل تطلق iPhone', '<bdi>أبل تطلق iPhone</bdi>', 'auto'],
  ['Who did it?', '<bdi>Who did it?</bdi>', 'auto'],
])('%s stands apart, in the direction it is read', (text, html, direction) => {
  expect(String(Wording({ text }))).toBe(html);
  expect(directionOf(text)).toBe(direction);
});
