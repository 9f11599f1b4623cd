import { expect, it } from 'vitest';
import { beginsInLatin, rtlMarkAfter, selfDirected } from '../../src/render/direction.ts';

it.each([
  ['Apple تطلق هاتفًا', true],
  ['«iPhone» يصل إلى الأسواق', true],
  ['5G في الكويت', true],
  ['Le Monde : «حوار»', true],
  ['أبل تطلق iPhone', false],
  ['17 يومًا', false],
  ['OpenStreetMap maps 1,200 km', false],
  ['؟!', false],
  ['', false],
])('%s begins in Latin and goes on in Arabic: %s', (text, expected) => {
  expect(beginsInLatin(text)).toBe(expected);
  expect(selfDirected(text)).toBe(expected ? `\u200f${text}` : text);
});

it.each([
  ['Sada Online', '\u200f'],
  ['المدينة FM', '\u200f'],
  ['صدى 24', ''],
  ['', ''],
])('after %s stands %j', (text, mark) => expect(rtlMarkAfter(text)).toBe(mark));
