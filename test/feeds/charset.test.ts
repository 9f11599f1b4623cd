import { describe, expect, it } from 'vitest';
import { decodeFeed } from '../../src/feeds/charset.ts';
import { encode } from './encode.ts';

const SAID = 'وصل الوفد إلى العاصمة صباح اليوم، وبدأ المحادثات فورا مع الجانب المضيف حول ملفات التعاون.';
const feed = (declared?: string) =>
  `<?xml version="1.0"${declared === undefined ? '' : ` encoding="${declared}"`}?>\n<rss><channel><title>${SAID}</title></channel></rss>`;
const bom = (...bytes: number[]) => Uint8Array.from(bytes);
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('decodeFeed', () => {
  it.each<readonly [string, string, string | undefined, string | undefined, string, readonly string[]]>([
    // what it is, charset of the bytes, prolog, Content-Type, charset found, warnings
    ['all agree', 'utf-8', 'utf-8', 'text/xml; charset=utf-8', 'utf-8', []],
    ['prolog only', 'windows-1256', 'windows-1256', 'text/xml', 'windows-1256', []],
    ['prolog, another spelling', 'windows-1256', 'CP1256', undefined, 'windows-1256', []],
    ['prolog, Windows’ own spelling', 'windows-1256', 'win-1256', undefined, 'windows-1256', []],
    ['prolog, underscores', 'windows-1256', 'Windows_1256', undefined, 'windows-1256', []],
    ['prolog, with a prefix', 'windows-1256', 'x-cp1256', undefined, 'windows-1256', []],
    ['prolog utf_8', 'utf-8', 'UTF_8', undefined, 'utf-8', []],
    ['prolog iso-8859-6', 'iso-8859-6', 'ISO-8859-6', 'text/xml', 'iso-8859-6', []],
    ['header only', 'windows-1256', undefined, 'text/xml; charset="windows-1256"', 'windows-1256', []],
    ['header before prolog', 'windows-1256', 'utf-8', 'text/xml;charset=windows-1256', 'windows-1256', []],
    [
      'the server’s Latin-1 says nothing',
      'windows-1256',
      'windows-1256',
      'text/xml; charset=ISO-8859-1',
      'windows-1256',
      [],
    ],
    ['no label, UTF-8', 'utf-8', undefined, undefined, 'utf-8', []],
    [
      'no label, windows-1256',
      'windows-1256',
      undefined,
      undefined,
      'windows-1256',
      ['declared no charset, is windows-1256'],
    ],
    ['label windows-1256, is UTF-8', 'utf-8', 'windows-1256', undefined, 'utf-8', ['declared windows-1256, is utf-8']],
    [
      'label UTF-8, is windows-1256',
      'windows-1256',
      'utf-8',
      'text/xml; charset=utf-8',
      'windows-1256',
      ['declared utf-8, is windows-1256'],
    ],
    [
      'label Latin-1, is windows-1256',
      'windows-1256',
      'iso-8859-1',
      undefined,
      'windows-1256',
      ['declared windows-1252, is windows-1256'],
    ],
    [
      'label iso-8859-6, is windows-1256',
      'windows-1256',
      'iso-8859-6',
      undefined,
      'windows-1256',
      ['declared iso-8859-6, is windows-1256'],
    ],
    ['label UTF-16, is UTF-8', 'utf-8', 'utf-16', undefined, 'utf-8', ['declared utf-16le, is utf-8']],
    ['UTF-16LE without any sign', 'utf-16le', undefined, undefined, 'utf-16le', ['utf-16le, declared nowhere']],
    [
      'UTF-16BE without any sign',
      'utf-16be',
      undefined,
      'application/rss+xml',
      'utf-16be',
      ['utf-16be, declared nowhere'],
    ],
    [
      'UTF-16 that calls itself UTF-8',
      'utf-16le',
      'utf-8',
      'text/xml; charset=utf-8',
      'utf-16le',
      ['utf-16le, declared nowhere'],
    ],
    ['a mainframe’s label', 'utf-8', 'ebcdic-cp-us', undefined, 'utf-8', ['unknown charset "ebcdic-cp-us"']],
    ['an unknown label', 'utf-8', 'utf-8-arabic', undefined, 'utf-8', ['unknown charset "utf-8-arabic"']],
  ])('%s', (_, charset, prolog, contentType, found, warnings) => {
    const text = feed(prolog);
    expect(decodeFeed(encode(text, charset), contentType)).toMatchObject({ ok: true, text, charset: found, warnings });
  });

  it.each([
    ['UTF-8', bom(0xef, 0xbb, 0xbf), 'utf-8'],
    ['UTF-16LE', bom(0xff, 0xfe), 'utf-16le'],
    ['UTF-16BE', bom(0xfe, 0xff), 'utf-16be'],
  ])('believes the byte order mark of %s against every label', (_, mark, charset) => {
    const text = feed('windows-1256');
    const decoded = decodeFeed(join(mark, encode(text, charset)), 'text/xml; charset=iso-8859-6');
    expect(decoded).toMatchObject({ ok: true, text, charset, warnings: [] });
  });

  it('keeps a UTF-8 feed with a few broken bytes, and says so', () => {
    const bytes = encode(feed('utf-8'), 'utf-8');
    bytes[60] = 0xff;
    expect(decodeFeed(bytes, undefined)).toMatchObject({
      ok: true,
      charset: 'utf-8',
      warnings: [expect.stringMatching(/^\d+ invalid/)],
    });
    expect(decodeFeed(bytes.subarray(0, -40), undefined)).toMatchObject({ ok: true, charset: 'utf-8' });
  });

  it.each(['windows-1256', 'iso-8859-6', 'iso-8859-1'])(
    'nor is it taken for %s, which is what it calls itself',
    (label) => {
      const bytes = encode(feed(label), 'utf-8');
      bytes[bytes.length - 30] = 0xff;
      const decoded = decodeFeed(bytes, undefined);
      expect(decoded).toMatchObject({ ok: true, charset: 'utf-8', text: expect.stringContaining(SAID.slice(0, 60)) });
      const warnings = [expect.stringMatching(/^declared .*, is utf-8$/), expect.stringMatching(/^\d+ invalid/)];
      expect(decoded).toMatchObject({ warnings });
    },
  );

  it.each([
    ['no bytes', new Uint8Array(), 'empty'],
    ['white space', encode(' \n\t ', 'utf-8'), 'empty'],
    ['a byte order mark alone', bom(0xef, 0xbb, 0xbf), 'empty'],
    ['gzip nobody unpacked', bom(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), 'charset'],
    ['a PNG', bom(0x89, 0x50, 0x4e, 0x47, 13, 10), 'charset'],
    ['NULs here and there', Uint8Array.from({ length: 64 }, (_, i) => (i % 3 === 0 ? 0 : 65)), 'charset'],
  ])('refuses %s', (_, bytes, reason) => {
    expect(decodeFeed(bytes, 'text/xml')).toMatchObject({ ok: false, reason });
  });
});
