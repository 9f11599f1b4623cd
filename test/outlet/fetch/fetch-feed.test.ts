import { describe, expect, it } from 'vitest';
import { FETCH_LIMITS, type FeedRequest, fetchFeed } from '../../../src/outlet/fetch/fetch-feed.ts';
import { freshUrl, scripted, scriptedAt } from '../scripting.ts';

/** Feeds in encodings that DecompressionStream does not know. */
const ZSTD = 'KLUv/SDMDQIAFAM8cnNzPjxjaGFubmVsPjx0aXRsZT7Ytdit2YrZgdipINin2YTZhtmH2LbYqTwvPC8vBACEIwiE0O5UGlsMqgw=';
const BROTLI = 'G8sAaJwHdqxlYDKsYfuosbNBeLqNjb0FUXCdcDSrXuTKZw4mcgLUMkrED8LvTmgUlN8NaOVsCToTU/Y6CSQuuAQ=';
const NOW = Date.UTC(2026, 10, 22, 3);
/** For what never comes to an end. */
const SHORT = { ...FETCH_LIMITS, timeoutMs: 1_000 };

function request(url: string, over: Partial<FeedRequest> = {}): FeedRequest {
  return { url, userAgent: 'wirefold/1 (+https://example.org)', validators: undefined, allowLoopback: true, ...over };
}

describe('a plain answer', () => {
  it('gives bytes, type, validators verbatim and freshness', async () => {
    const { url, asked } = await scripted({
      body: 'مرحبا',
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        etag: 'W/"a b"',
        'last-modified': 'Sun, 22 Nov 2026 02:00:00 GMT',
        'cache-control': 'max-age=120',
      },
    });
    const result = await fetchFeed(request(url), FETCH_LIMITS, NOW);
    expect(result).toMatchObject({
      kind: 'body',
      contentType: 'text/xml; charset=utf-8',
      url,
      validators: { url, etag: 'W/"a b"', lastModified: 'Sun, 22 Nov 2026 02:00:00 GMT' },
      freshForMs: 120_000,
      warnings: [],
    });
    expect(result.kind === 'body' && new TextDecoder().decode(result.bytes)).toBe('مرحبا');
    const headers = (await asked())[0]?.headers ?? {};
    expect(headers['user-agent']).toBe('wirefold/1 (+https://example.org)');
    expect(headers.accept).toContain('application/rss+xml');
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('cookie');
  });

  it('echoes validators and understands 304', async () => {
    const { url, asked } = await scripted({ status: 304 });
    const validators = { url, etag: '"x"', lastModified: 'whenever it was' };
    expect(await fetchFeed(request(url, { validators }), FETCH_LIMITS, NOW)).toMatchObject({ kind: 'not-modified' });
    expect((await asked())[0]?.headers).toMatchObject({
      'if-none-match': '"x"',
      'if-modified-since': 'whenever it was',
    });
  });

  it('sends validators to no other address than the one that gave them', async () => {
    const { url, asked } = await scripted({ body: 'x' });
    const validators = { url: `${url}?other`, etag: '"x"', lastModified: undefined };
    await fetchFeed(request(url, { validators }), FETCH_LIMITS, NOW);
    expect((await asked())[0]?.headers).not.toHaveProperty('if-none-match');
  });

  it('unpacks gzip', async () => {
    const { url } = await scripted({ body: 'x'.repeat(5000), gzip: true });
    const result = await fetchFeed(request(url), FETCH_LIMITS, NOW);
    expect(result.kind === 'body' && result.bytes.byteLength).toBe(5000);
  });
});

describe('a content encoding that the platform leaves', () => {
  const FEED = `<rss><channel><title>صحيفة النهضة</title>${'<item><title>خبر</title></item>'.repeat(40)}</channel></rss>`;
  async function compressed(text: string | Uint8Array, ...formats: readonly string[]): Promise<string> {
    let bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    for (const format of formats) {
      const body = new Response(bytes as Uint8Array<ArrayBuffer>).body;
      bytes = new Uint8Array(
        await new Response(body?.pipeThrough(new CompressionStream(format as 'gzip'))).arrayBuffer(),
      );
    }
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  }

  it.each<readonly [header: string | undefined, formats: readonly string[]]>([
    ['deflate', ['deflate']],
    ['deflate', ['deflate-raw']],
    ['Deflate', ['deflate']],
    ['x-deflate, deflate', ['deflate']],
    ['gzip, gzip', ['gzip', 'gzip']],
    ['gzip', ['gzip', 'gzip']],
    ['gzip', ['gzip', 'gzip', 'gzip']],
    ['x-gzip', ['gzip']],
    ['GZIP', ['gzip']],
    ['deflate, gzip', ['deflate', 'gzip']],
    ['gzip, deflate', ['gzip', 'deflate']],
    ['gzip', ['deflate', 'gzip']],
    ['utf-8', ['gzip']],
    [undefined, ['gzip']],
    [undefined, ['deflate']],
    ['deflate', []],
    ['identity', []],
    ['none', []],
    ['utf-8', []],
    ['zstd', []],
    ['compress', []],
  ])('is undone: %s of %j', async (header, formats) => {
    const headers = header === undefined ? {} : { 'content-encoding': header };
    for (const text of [FEED, '{"title":"أ","items":[]}', `\ufeff\n${FEED}`]) {
      const { url } = await scripted({ base64: await compressed(text, ...formats), headers });
      const result = await fetchFeed(request(url), FETCH_LIMITS, NOW);
      expect(
        result.kind === 'body' && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(result.bytes),
      ).toBe(text);
    }
  });

  it('is undone of windows-1256 and UTF-16 too', async () => {
    const letters = Array.from({ length: 400 }, (_, i) => 0xc7 + (i % 13));
    const utf16 = Array.from(FEED, (letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]).flat();
    for (const bytes of [Uint8Array.from([0x3c, 0x61, 0x3e, ...letters]), Uint8Array.from(utf16)]) {
      for (const formats of [['deflate'], ['deflate-raw'], []]) {
        const headers = { 'content-encoding': 'deflate' };
        const { url } = await scripted({ base64: await compressed(bytes, ...formats), headers });
        const result = await fetchFeed(request(url), FETCH_LIMITS, NOW);
        expect(result.kind === 'body' && [...result.bytes]).toEqual([...bytes]);
      }
    }
  });

  it.each([
    ['zstd', 'zstd', ZSTD],
    [undefined, 'zstd', ZSTD],
    ['snappy', 'snappy', BROTLI],
    [undefined, 'zip', btoa(`PK\x03\x04${'\x01\x02'.repeat(40)}`)],
    [undefined, 'bzip2', btoa(`BZh91AY&SY${'\x01\x02'.repeat(40)}`)],
    [undefined, 'xz', btoa(`\xfd7zXZ\x00${'\x01\x02'.repeat(40)}`)],
    ['br, gzip', 'br', BROTLI],
    ['BR', 'br', BROTLI],
    ['br; q=1', 'br', BROTLI],
    ['compress', 'compress', BROTLI],
    ['x-compress', 'x-compress', BROTLI],
    ['xz', 'xz', BROTLI],
  ])('is named where it cannot be undone: %s', async (header, encoding, base64) => {
    const headers = header === undefined ? {} : { 'content-encoding': header };
    const { url } = await scripted({ base64, headers });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toEqual({ kind: 'failed', reason: 'encoding', encoding });
  });

  it('is named where it was applied again and again', async () => {
    const { url } = await scripted({ base64: await compressed(FEED, 'gzip', 'gzip', 'gzip', 'gzip', 'gzip') });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({
      reason: 'encoding',
      encoding: 'gzip, more than 3 times',
    });
  });

  it('keeps the byte limit in every layer', async () => {
    const limits = { ...FETCH_LIMITS, bytesMax: 1024 * 1024 };
    const zeros = new Uint8Array(8 * 1024 * 1024).fill(32);
    for (const formats of [['deflate'], ['deflate-raw'], ['gzip', 'gzip'], ['deflate', 'gzip']]) {
      const headers = { 'content-encoding': formats.join(', ').replace('-raw', '') };
      const { url } = await scripted({ base64: await compressed(zeros, ...formats), headers });
      expect(await fetchFeed(request(url), limits, NOW)).toEqual({
        kind: 'failed',
        reason: 'too-large',
        bytesMax: 1024 * 1024,
      });
    }
  });

  it('that breaks off is cut off', async () => {
    const whole = await compressed(FEED, 'gzip', 'gzip');
    const { url } = await scripted({ base64: whole.slice(0, 60), headers: { 'content-encoding': 'gzip, gzip' } });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({
      reason: 'cut-off',
      encoding: 'gzip, gzip',
    });
  });
});

describe('redirects', () => {
  it.each(['?token=s3cr3t', '?a=1&key=s3cr3t', '#s3cr3t', ';jsessionid=s3cr3t', '?s3cr3t#s3cr3t', '%3Ftoken=s3cr3t'])(
    'tell nothing of a query, a fragment and the like: %s',
    async (secret) => {
      const end = await scriptedAt(`${freshUrl()}${secret}`, { body: 'feed' });
      const start = await scripted({ status: 301, headers: { location: end.url } });
      const result = await fetchFeed(request(start.url), FETCH_LIMITS, NOW);
      expect(result).toMatchObject({ kind: 'body', warnings: [expect.stringContaining('moved for good to http')] });
      expect(result.kind === 'body' && result.warnings.join()).not.toContain('s3cr3t');
    },
  );

  it('are followed, relative ones and raw Arabic ones too, and one for good is noted', async () => {
    const end = await scriptedAt(`${freshUrl()}/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1`, {
      body: 'feed',
      headers: { etag: '"e"' },
    });
    // As much as a server that never heard of percent-encoding sends: the path's UTF-8, byte by byte.
    const raw = Buffer.from(decodeURI(new URL(end.url).pathname)).toString('latin1');
    const middle = await scripted({ status: 308, headers: { location: raw } });
    const start = await scripted({ status: 301, headers: { location: middle.url } });
    expect(await fetchFeed(request(start.url), FETCH_LIMITS, NOW)).toMatchObject({
      kind: 'body',
      url: end.url,
      validators: { url: end.url, etag: '"e"' },
      warnings: [expect.stringContaining(`moved for good to ${end.url}`)],
    });
  });

  it('that are temporary on the way are not noted', async () => {
    const end = await scripted({ body: 'feed' });
    const middle = await scripted({ status: 302, headers: { location: end.url } });
    const start = await scripted({ status: 301, headers: { location: middle.url } });
    expect(await fetchFeed(request(start.url), FETCH_LIMITS, NOW)).toMatchObject({ kind: 'body', warnings: [] });
  });

  it('in a circle are told with the circle', async () => {
    const [a, b] = [freshUrl(), freshUrl()];
    await scriptedAt(a, { status: 302, headers: { location: `${b}#here` } });
    await scriptedAt(b, { status: 302, headers: { location: a } });
    expect(await fetchFeed(request(a), FETCH_LIMITS, NOW)).toEqual({
      kind: 'failed',
      reason: 'redirect-loop',
      hops: [a, b, a],
    });
  });

  it('without end stop at the limit', async () => {
    const urls = Array.from({ length: 9 }, freshUrl);
    const all = await Promise.all(
      urls.map((url, i) => scriptedAt(url, { status: 302, headers: { location: urls[i + 1] ?? url } })),
    );
    const result = await fetchFeed(request(urls[0] ?? ''), { ...FETCH_LIMITS, redirectsMax: 5 }, NOW);
    expect(result).toEqual({ kind: 'failed', reason: 'too-many-redirects', hops: urls.slice(0, 7) });
    const asked = await Promise.all(all.map(async (one) => (await one.asked()).length));
    expect(asked).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });

  it.each([
    'http://10.0.0.1/feed',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:a00:1]/feed',
    'http://router.local/feed',
    'file:///etc/passwd',
    'http://user:secret@example.com/feed',
  ])('to %s are refused, before anything is sent there', async (location) => {
    const { url } = await scripted({ status: 302, headers: { location } });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({
      kind: 'failed',
      reason: 'address',
      hop: location,
    });
  });

  it.each([undefined, 'http://[half'])('with Location %s go nowhere', async (location) => {
    const { url } = await scripted({ status: 302, headers: location === undefined ? {} : { location } });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toEqual({
      kind: 'failed',
      reason: 'bad-redirect',
      status: 302,
      location,
    });
  });
});

describe('a server that does not behave', () => {
  it('is not asked at all where loopback is not allowed', async () => {
    const { url, asked } = await scripted({ body: 'feed' });
    expect(await fetchFeed(request(url, { allowLoopback: false }), FETCH_LIMITS, NOW)).toMatchObject({
      reason: 'address',
    });
    expect(await asked()).toEqual([]);
  });

  it('never answers', async () => {
    const { url } = await scripted({ behave: 'hang' });
    expect(await fetchFeed(request(url), SHORT, NOW)).toEqual({ kind: 'failed', reason: 'silent', timeoutMs: 1_000 });
  });

  it('sends headers and then nothing', async () => {
    const { url } = await scripted({ behave: 'mute' });
    expect(await fetchFeed(request(url), SHORT, NOW)).toEqual({ kind: 'failed', reason: 'silent', timeoutMs: 1_000 });
  });

  it('drips a byte at a time for ever', async () => {
    const { url, asked } = await scripted({ behave: 'drip' });
    const result = await fetchFeed(request(url), SHORT, NOW);
    expect(result).toMatchObject({ kind: 'failed', reason: 'slow' });
    await expect.poll(async () => (await asked())[0]?.dropped, { timeout: 10_000 }).toBe(true);
  });

  it('sends for ever: is left after the byte limit', async () => {
    const { url, asked } = await scripted({ behave: 'flood' });
    const limits = { ...FETCH_LIMITS, bytesMax: 1024 * 1024 };
    const result = await fetchFeed(request(url), limits, NOW);
    expect(result).toEqual({ kind: 'failed', reason: 'too-large', bytesMax: 1024 * 1024 });
    await expect.poll(async () => (await asked())[0]?.dropped, { timeout: 10_000 }).toBe(true);
    // What was read, what stood in socket buffers on the way, and no more.
    expect((await asked())[0]?.sent).toBeLessThan(16 * 1024 * 1024);
  });

  it.each([['bomb'], ['huge']] as const)('sends a %s', async (behave) => {
    const { url } = await scripted({ behave });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({ kind: 'failed', reason: 'too-large' });
  });

  it('breaks the connection in the middle', async () => {
    const { url } = await scripted({ behave: 'reset', body: 'x'.repeat(10_000) });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({ kind: 'failed', reason: 'cut-off' });
  });

  it('answers 304 to a request that named no version', async () => {
    const { url } = await scripted({ status: 304 });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toEqual({
      kind: 'failed',
      reason: 'not-modified-unasked',
    });
  });

  it('is gone', async () => {
    const { url } = await scripted({ status: 410, body: 'x' });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toEqual({ kind: 'gone' });
  });

  it.each([
    [403, {}, { retryAfterMs: undefined, challenge: false }],
    [403, { 'cf-mitigated': 'challenge' }, { challenge: true }],
    [429, { 'retry-after': '3600' }, { retryAfterMs: 3_600_000 }],
    [429, { 'retry-after': 'Sun, 22 Nov 2026 05:00:00 GMT' }, { retryAfterMs: 7_200_000 }],
    [503, { 'retry-after': 'soon' }, { retryAfterMs: undefined }],
    [204, {}, {}],
    [500, {}, {}],
  ])('answers %i %j', async (status, headers, expected) => {
    const { url } = await scripted({ status, headers: headers as Record<string, string> });
    expect(await fetchFeed(request(url), FETCH_LIMITS, NOW)).toMatchObject({
      kind: 'failed',
      reason: 'status',
      status,
      ...expected,
    });
  });

  it('is not there', async () => {
    // Port 9 (discard) of loopback: nothing listens.
    const result = await fetchFeed(request('http://127.0.0.1:9/feed'), FETCH_LIMITS, NOW);
    expect(result).toMatchObject({ kind: 'failed', reason: 'unreachable' });
  });
});
