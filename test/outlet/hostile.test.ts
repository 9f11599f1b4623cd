/** Misbehaving servers over real HTTP: what the status says, and that nothing false is filed. */
import { describe, expect, it } from 'vitest';
import { type Entry, rss, stories } from './feed.ts';
import { freshUrl, scripted, scriptedAt } from './scripting.ts';
import { DAY, HOUR, MINUTE, NOW, outletAt, SHORT } from './subject.ts';
import type { Reply } from './upstream.ts';

const GOOD = stories(3, NOW);
const LONG = 'خبر '.repeat(25_000);
const HTML = '<!doctype html><html><head><title>الصفحة الرئيسية</title></head><body><p>أهلا</p></body></html>';
const latin1 = (text: string) => btoa(text);
/** Windows-1256 of an ASCII frame with أخبار in the title: C3 CE C8 C7 D1. */
const CP1256 = latin1(
  rssAscii(
    '\xC3\xCE\xC8\xC7\xD1 \xC7\xE1\xE3\xCF\xED\xE4\xC9 \xC7\xE1\xED\xE6\xE3 \xE6\xDB\xCF\xC7 \xE6\xC8\xDA\xCF \xDB\xCF',
  ),
);

function utf16(text: string): string {
  return latin1(
    Array.from(text, (letter) => String.fromCharCode(letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8)).join(''),
  );
}

function rssAscii(title: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><link>https://alwaha.example/</link><item><guid>1</guid><link>https://alwaha.example/1</link><title>${title}</title></item></channel></rss>`;
}

/** Billion laughs, and a file of the machine it is read on. */
const ENTITIES = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>x</title><link>https://alwaha.example/</link><item><guid>1</guid><link>https://alwaha.example/1</link><title>عنوان &f; &x;</title></item></channel></rss>`;

const FAILING: readonly (readonly [string, Reply, RegExp])[] = [
  ['a slow loris', { behave: 'drip' }, /^Still sending after 1 s \(\d+ bytes so far\): given up\./],
  ['no answer', { behave: 'hang' }, /^Sent no byte of its feed for 1 s\./],
  ['headers and nothing more', { behave: 'mute' }, /^Sent no byte of its feed for 1 s\./],
  [
    'a reset in the middle',
    { behave: 'reset', body: rss(GOOD) },
    /^Cut off in the middle: the connection broke after \d+ bytes\./,
  ],
  [
    'gzip that is none',
    { body: rss(GOOD), headers: { 'content-encoding': 'gzip' } },
    /^Cut off in the middle: the connection or its gzip encoding broke after 0 bytes\./,
  ],
  ['a gzip bomb', { behave: 'bomb' }, /^Larger than 8 MiB/],
  ['50 MB', { behave: 'huge' }, /^Larger than 8 MiB/],
  ['an answer without end', { behave: 'flood' }, /^(Larger than 8 MiB|Still sending after)/],
  [
    'a redirect into a private network',
    { status: 302, headers: { location: 'http://10.0.0.1/' } },
    /^Redirects to http:\/\/10\.0\.0\.1\/, which was refused: 10\.0\.0\.1 is no public address/,
  ],
  [
    'a redirect to cloud metadata',
    { status: 301, headers: { location: 'http://169.254.169.254/latest' } },
    /169\.254\.169\.254 is no public address/,
  ],
  ['a page', { body: HTML, headers: { 'content-type': 'text/html; charset=utf-8' } }, /HTML page.*الصفحة الرئيسية/],
  [
    'a feed cut off before its first item ends, politely',
    { body: rss(GOOD).split('</item>')[0] ?? '' },
    /^The document breaks off before its first item ends\./,
  ],
  ['nothing at all', { body: '' }, /no bytes|empty/],
  ['blanks', { body: ' \n\n ' }, /white ?space|empty/],
  ['JSON of something else', { body: '{"error":"no"}' }, /not.*feed/i],
  ['an image', { base64: latin1('\x89PNG\r\n\x1a\n\0\0\0') }, /not text/],
  ['304 to a first request', { status: 304 }, /^Answered 304 Not Modified to a request without a validator/],
  [
    '403',
    { status: 403 },
    /^Answered 403 Forbidden: it refuses this network or User-Agent; try another User-Agent for this outlet/,
  ],
  ['404', { status: 404 }, /^Answered 404 Not Found: there is no feed at this address/],
  ['410', { status: 410 }, /^Answered 410 Gone: its owner has withdrawn this feed for good/],
  ['429', { status: 429 }, /^Answered 429 Too Many Requests/],
  ['10,000-deep nesting', { body: `<rss version="2.0"><channel><item>${'<b>'.repeat(10_000)}` }, /deep/],
];

/** Those that are known to be hostile by the clock alone. */
const ENDLESS = new Set(['drip', 'hang', 'mute']);

async function outletOf(reply: Reply) {
  return outletAt((await scripted(reply)).url, {}, ENDLESS.has(reply.behave ?? '') ? SHORT : {});
}

describe('fails, in words, and files nothing', () => {
  it.each(FAILING)('%s', async (_, reply, words) => {
    const outlet = await outletOf(reply);
    const report = await outlet.tick(NOW);
    expect(report).toMatchObject({ outcome: 'failed', filed: 0, status: { state: 'failing', failures: 1 } });
    expect(report.status.detail).toMatch(words);
    expect(report.status.detail).toMatch(/Next try after 2026-11-2\d \d\d:\d\d UTC\.$/);
    expect(report.status.nextDue).toBeGreaterThanOrEqual(NOW + 15 * MINUTE);
    expect(outlet.batches).toEqual([]);
  });

  it('redirects in a circle', async () => {
    const [a, b] = [freshUrl(), freshUrl()];
    await scriptedAt(a, { status: 302, headers: { location: `${b}?token=secret` } });
    await scriptedAt(`${b}?token=secret`, { status: 302, headers: { location: a } });
    const { status } = await outletAt(a).tick(NOW);
    expect(status.detail).toContain(`Redirects in a circle: ${a} → ${b} → ${a}; it may want cookies`);
    expect(status.detail).not.toContain('secret');
  });

  it('and what had been read before stays read', async () => {
    const { url } = await scripted({ body: rss(GOOD), headers: { etag: '"v1"' } }, { body: HTML }, { status: 304 });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({
      outcome: 'failed',
      status: { state: 'failing', lastSuccess: NOW, lastItem: NOW },
    });
    expect(await outlet.tick(NOW + 2 * HOUR)).toMatchObject({
      outcome: 'unchanged',
      status: { state: 'ok', failures: 0 },
    });
    expect(outlet.accepted.size).toBe(3);
  });
});

describe('of a feed cut off in the middle', () => {
  const reply = { headers: { etag: '"v1"', 'cache-control': 'max-age=3600' } };
  const body = rss(GOOD, '<ttl>600</ttl>');
  const cut = body.slice(0, -300);

  it('takes what is whole, and asks for all of it again, soon and without an ETag', async () => {
    const { url, asked } = await scripted({ body: cut, ...reply }, { body, ...reply });
    const outlet = outletAt(url);
    expect(await outlet.tick(NOW)).toMatchObject({ filed: 2, status: { state: 'ok', nextDue: NOW + 15 * MINUTE } });
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ outcome: 'read', filed: 1 });
    expect((await asked())[1]?.headers).not.toHaveProperty('if-none-match');
    expect(outlet.accepted.size).toBe(3);
  });

  it('goes on doing so, although it comes the same for ever', async () => {
    const { url, asked } = await scripted({ body: cut, ...reply });
    const outlet = outletAt(url);
    for (const n of [0, 1, 2]) await outlet.tick(NOW + n * HOUR);
    for (const { headers } of await asked()) expect(headers).not.toHaveProperty('if-none-match');
    expect(outlet.accepted.size).toBe(2);
  });
});

describe('all of it at once', () => {
  it('does a healthy outlet no harm', async () => {
    const good = outletAt((await scripted({ body: rss(GOOD) })).url);
    const bad = await Promise.all(FAILING.map(([, reply]) => outletOf(reply)));
    const [report, ...reports] = await Promise.all([good.tick(NOW), ...bad.map((one) => one.tick(NOW))]);
    expect(report).toMatchObject({ outcome: 'read', filed: 3, status: { state: 'ok' } });
    expect(reports.map((one) => one.outcome)).toEqual(FAILING.map(() => 'failed'));
  });
});

describe('waits', () => {
  it('through a day of 500s: ever longer, a dozen requests in all, and then all is well', async () => {
    const { url, asked } = await scripted(...Array.from({ length: 7 }, () => ({ status: 500 })), { body: rss(GOOD) });
    const outlet = outletAt(url);
    for (let now = NOW; now < NOW + DAY; now += 10 * MINUTE) await outlet.ring(now);
    expect((await asked()).length).toBeLessThanOrEqual(8);
    const { status } = await outlet.ring(NOW + DAY - 1);
    expect(status.detail).toMatch(
      /^Answered 500 Internal Server Error: its server is in trouble \(\d failures in a row\)\./,
    );
    expect(await outlet.ring(NOW + 3 * DAY)).toMatchObject({
      outcome: 'read',
      filed: 3,
      status: { state: 'ok', failures: 0 },
    });
  });

  it.each([
    ['7200', 2 * HOUR],
    ['Sun, 22 Nov 2026 06:00:00 GMT', 3 * HOUR],
  ])('as long as 429 asks: Retry-After %s', async (retry, wait) => {
    const { url } = await scripted({ status: 429, headers: { 'retry-after': retry } });
    expect((await outletAt(url).tick(NOW)).status.nextDue).toBe(NOW + wait);
  });

  it('a day for what is gone', async () => {
    const { url } = await scripted({ status: 410 });
    expect((await outletAt(url).tick(NOW)).status.nextDue).toBe(NOW + DAY);
  });

  it('304 to a first request, for ever: never believed', async () => {
    const { url, asked } = await scripted({ status: 304, headers: { etag: '"x"' } });
    const outlet = outletAt(url);
    for (const n of [0, 1, 2]) expect(await outlet.tick(NOW + n * HOUR)).toMatchObject({ outcome: 'failed' });
    expect((await asked()).map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, undefined]);
  });
});

const READ: readonly (readonly [string, Reply, number, readonly (string | RegExp)[]])[] = [
  ['no items', { body: rss([]) }, 0, ['the feed has no items']],
  [
    'a feed cut off in the middle, politely',
    { body: rss(GOOD).slice(0, -300) },
    2,
    [/^the document breaks off: its whole items are read, all of it is asked for again$/],
  ],
  [
    'a wrong charset label',
    { base64: CP1256, headers: { 'content-type': 'text/xml; charset=utf-8' } },
    1,
    [/windows-1256/],
  ],
  ['UTF-16 that says so nowhere', { base64: utf16(rss(GOOD)) }, 3, ['utf-16le, declared nowhere']],
  [
    'malformed dates',
    { body: rss(GOOD.map(({ date: _, ...one }) => ({ ...one, extra: '<pubDate>بعد قليل</pubDate>' }))) },
    3,
    ['3 of 3 items have no date'],
  ],
  [
    'UTF-8 called windows-1256',
    { body: rss(GOOD), headers: { 'content-type': 'text/xml; charset=windows-1256' } },
    3,
    [/utf-8/],
  ],
  ['invalid UTF-8', { base64: latin1(rssAscii('caf\xE9 \xFF\xFE')) }, 1, [/invalid/]],
  [
    '100,000 items',
    { body: rss([...stories(500, NOW), ...Array.from({ length: 100_000 }, (_, n) => ({ guid: `${n}` }))]) },
    121,
    ['only the first 500 items are read', '379 skipped: already old when first seen'],
  ],
  ['an item of 5 MB', { body: rss([{ ...GOOD[0], content: `<p>${LONG}</p>`.repeat(30) }, ...GOOD.slice(1)]) }, 3, []],
  ['titles of 100 KB', { body: rss(GOOD.map((one) => ({ ...one, title: one.title + LONG }))) }, 3, []],
  ['dates all in the future', { body: rss(GOOD.map((one) => ({ ...one, date: NOW + 9 * HOUR }))) }, 3, [/future/]],
];

describe('is read all the same', () => {
  it.each(READ)('%s', async (_, reply, filed, notes) => {
    const { url } = await scripted(reply);
    const outlet = outletAt(url);
    const report = await outlet.tick(NOW);
    expect(report.status.detail).toMatch(/^Read \d+ items?, /);
    expect(report).toMatchObject({ outcome: 'read', status: { state: 'ok' } });
    expect(report.filed).toBe(filed);
    for (const words of notes) expect(report.status.notes).toContainEqual(expect.stringMatching(words));
    for (const one of outlet.accepted.values()) {
      expect(one.title.length).toBeLessThanOrEqual(300);
      expect(one.summary.length).toBeLessThanOrEqual(1_000);
      expect(one.passages.join('').length).toBeLessThanOrEqual(21_000);
      expect(one.published).toBeLessThanOrEqual(NOW);
    }
  });
});

describe('text is text, links are http(s)', () => {
  const TRICKS =
    '&lt;script&gt;alert(1)&lt;/script&gt;<![CDATA[<img src=x onerror=alert(1)>]]>\u202Eقلب\u202C\u0000\u200F';
  const entry: Entry = {
    guid: TRICKS.replaceAll('\0', ''),
    title: `خبر ${TRICKS}`.replaceAll('\0', ''),
    description: `وصف ${TRICKS}`.replaceAll('\0', ''),
    date: NOW,
    extra: `<author>${TRICKS.replaceAll('\0', '')}</author><enclosure url="javascript:alert(1)" type="image/png"/>`,
  };

  it.each(['javascript:alert(1)', 'data:text/html,&lt;script&gt;', 'vbscript:x', 'file:///etc/passwd'])(
    '%s',
    async (link) => {
      const { url } = await scripted({ body: rss([{ ...entry, link }]) });
      const outlet = outletAt(url);
      expect(await outlet.tick(NOW)).toMatchObject({ outcome: 'read', filed: 1 });
      const [article] = outlet.accepted.values();
      const { title, summary, author, image, url: address, passages } = article ?? {};
      expect(address).toBe('https://alwaha.example/');
      expect(image ?? 'http:').toMatch(/^https?:/);
      for (const text of [title, summary, author, ...(passages ?? [])]) {
        expect(text ?? '').not.toMatch(/<\/?(script|img)|onerror|[\u202A-\u202E\u2066-\u2069\u200E\u200F\0]/i);
      }
    },
  );

  it('entities neither grow nor reach for files', async () => {
    const { url } = await scripted({ body: ENTITIES });
    const outlet = outletAt(url);
    const report = await outlet.tick(NOW);
    const said = JSON.stringify([report, ...outlet.accepted.values()]);
    expect(said.length).toBeLessThan(20_000);
    expect(said).not.toMatch(/root:|hahahaha/);
  });
});
