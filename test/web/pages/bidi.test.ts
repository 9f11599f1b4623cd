import { expect, it } from 'vitest';
import { BidiText, useDirectionOf } from '../../../src/web/pages/bidi.tsx';

it.each([
  ['Apple تطلق «هاتفًا»', '<bdi dir="rtl">Apple تطلق «هاتفًا»</bdi>', undefined],
  ['أبل تطلق iPhone', '<bdi>أبل تطلق iPhone</bdi>', undefined],
  ['Who did it?', '<bdi>Who did it?</bdi>', 'ltr'],
  ['Кто это сделал', '<bdi>Кто это сделал</bdi>', 'ltr'],
  ['17:05', '<bdi>17:05</bdi>', undefined],
  ['Le Monde : «حوار»', '<bdi dir="rtl">Le Monde : «حوار»</bdi>', undefined],
])('%s stands apart, in the direction it is read', (text, html, direction) => {
  expect(String(BidiText({ text }))).toBe(html);
  expect(useDirectionOf(text)).toBe(direction);
});
