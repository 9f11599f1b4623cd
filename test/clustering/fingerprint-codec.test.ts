import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fingerprint,
  fingerprintArticle,
  TEXT_WORDS_MAX,
  TITLE_WORDS_MAX,
} from '../../src/clustering/fingerprint.ts';
import { decodeFingerprint, encodeFingerprint, FINGERPRINT_VERSION } from '../../src/clustering/fingerprint-codec.ts';
import { ONE_STORY } from './newsroom.ts';

const [told] = Object.values(ONE_STORY)[0] ?? [];
const { fingerprint } = fingerprintArticle({ title: '', summary: '', paragraphs: [], ...told });

function plain(p: Fingerprint | undefined): unknown {
  return p && { ...p, title: [...p.title], text: [...p.text] };
}

describe('codec', () => {
  it('decodes to the fingerprint that was encoded', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ابتثجح خدذرز 123.\n'), maxLength: 600 });
    fc.assert(
      fc.property(text, text, text, (title, summary, body) => {
        const made = fingerprintArticle({ title, summary, paragraphs: body.split('\n') }).fingerprint;
        expect(plain(decodeFingerprint(encodeFingerprint(made)))).toEqual(plain(made));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('reads bytes that do not start on a word boundary', () => {
    const bytes = encodeFingerprint(fingerprint);
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    expect(plain(decodeFingerprint(moved.subarray(1)))).toEqual(plain(fingerprint));
  });

  it('refuses more words than an article is compared by', () => {
    const long = (title: number, text: number) =>
      decodeFingerprint(
        encodeFingerprint({ ...fingerprint, title: new Uint32Array(title), text: new Uint32Array(text) }),
      );
    expect(long(TITLE_WORDS_MAX, TEXT_WORDS_MAX)).toBeDefined();
    expect(long(TITLE_WORDS_MAX + 1, 0)).toBeUndefined();
    expect(long(0, TEXT_WORDS_MAX + 1)).toBeUndefined();
  });

  it('refuses another version, and bytes cut short', () => {
    const bytes = encodeFingerprint(fingerprint);
    expect(decodeFingerprint(Uint8Array.of(FINGERPRINT_VERSION + 1, ...bytes.subarray(1)))).toBeUndefined();
    expect(decodeFingerprint(bytes.subarray(0, 40))).toBeUndefined();
    expect(decodeFingerprint(new Uint8Array())).toBeUndefined();
  });
});
