/** A document that breaks off anywhere gives items that were whole, never half of one, and says that it is not all. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFeed } from '../../src/feeds/charset.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://feeds.example/rss.xml';
const item = (n: number) => `<item><title>خبر ${n}</title><link>https://news.example/${n}</link></item>`;
const RSS = `<rss version="2.0"><channel><title>ع</title>${[0, 1, 2].map(item).join('')}</channel></rss>`;

describe('RSS cut at every letter', () => {
  it('gives what was whole', () => {
    const closed = RSS.indexOf('</channel>') + '</channel>'.length;
    for (let end = 1; end <= RSS.length; end++) {
      const text = RSS.slice(0, end);
      const items = text.split('</item>').length - 1;
      const expected = Array.from({ length: items }, (_, n) => ({
        title: `خبر ${n}`,
        url: `https://news.example/${n}`,
      }));
      expect(parseFeed(text, BASE)).toMatchObject(
        items === 0 ? { ok: false } : { ok: true, whole: end >= closed, items: expected },
      );
    }
  });

  it('says so where an operator sees it', () => {
    const [cut] = RSS.split('</channel>');
    expect(parseFeed(cut ?? '', BASE)).toMatchObject({
      warnings: [
        'the document breaks off: its whole items are read, all of it is asked for again',
        '3 of 3 items have no date',
      ],
    });
  });
});

const folder = resolve(import.meta.dirname, '../../fixtures/parse');
const documents = readdirSync(folder)
  .filter((name) => /\.xml$|\.feed\.json$/.test(name))
  .flatMap((name) => {
    const decoded = decodeFeed(readFileSync(join(folder, name)), undefined);
    const whole = decoded.ok ? parseFeed(decoded.text, BASE) : decoded;
    return decoded.ok && whole.ok ? [{ name, text: decoded.text, items: whole.items }] : [];
  });

describe('a feed of any format, cut anywhere', () => {
  it('gives the first items of the whole one, or a reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ text, items }, share) => {
          const cut = parseFeed(text.slice(0, Math.floor(text.length * share)), BASE);
          if (!cut.ok) return;
          expect(cut.items).toEqual(items.slice(0, cut.items.length));
          if (cut.items.length < items.length) expect(cut.whole).toBe(false);
        },
      ),
      { seed: 14, numRuns: 2_000 },
    );
  });
});
