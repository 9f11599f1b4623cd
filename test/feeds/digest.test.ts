import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/feeds/digest.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a digest of bytes', () => {
  it('stays what it is: outlets keep it', () => {
    expect(['', 'خبر', 'وصل الوفد إلى العاصمة'].map((text) => digestOf(utf8(text)))).toMatchInlineSnapshot(`
      [
        "4zohrf1778lcl",
        "qsnj3j0ich47h",
        "c07amf0f9y65z",
      ]
    `);
  });

  it('tells every byte, its place and how many there are', () => {
    const zeros = Array.from({ length: 40 }, (_, n) => digestOf(new Uint8Array(n)));
    const text = utf8('<item><title>خبر</title><link>/a/1</link></item>');
    const bits = Array.from(text, (byte, at) => [1, 2, 4, 8, 16, 32, 64, 128].map((bit) => text.with(at, byte ^ bit)));
    const swapped = Array.from(text.subarray(1), (byte, at) => text.with(at, byte).with(at + 1, text[at] ?? 0));
    const moved = swapped.filter((one) => one.some((byte, at) => byte !== text[at]));
    const all = [...zeros, ...[text, ...bits.flat(), ...moved].map((one) => digestOf(one))];
    // A byte changed and the next one exchanged may come out alike.
    const different = new Set([text, ...bits.flat(), ...moved].map((one) => one.join()));
    expect(new Set(all).size).toBe(zeros.length + different.size);
  });

  it('does not know where in memory they stand', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (before, some, after) => {
        const all = Uint8Array.from([...before, ...some, ...after]);
        expect(digestOf(all, before.length, before.length + some.length)).toBe(digestOf(some));
        expect(digestOf(all.subarray(before.length), 0, some.length)).toBe(digestOf(some));
      }),
      { seed: 8 },
    );
  });

  it('meets no other among a hundred thousand texts that differ in a number', () => {
    const texts = Array.from({ length: 100_000 }, (_, n) => `<item><title>سعر الذهب اليوم ${n} درهما</title></item>`);
    expect(new Set(texts.map((text) => digestOf(utf8(text)))).size).toBe(texts.length);
  });
});
