import { expect, it } from 'vitest';
import { type Failure, sayFailure } from '../../src/outlet/status.ts';

const NEXT = Date.UTC(2026, 10, 22, 3, 45, 59);
const MIB = 1024 * 1024;
const SITE = 'https://news.example.com';

const SENTENCES: readonly (readonly [Failure, string])[] = [
  [
    { reason: 'address', detail: 'wiki.lan is not a public name', hop: undefined },
    "Not fetched: wiki.lan is not a public name; correct this outlet's address",
  ],
  [
    { reason: 'address', detail: '10.0.0.1 is no public address (private)', hop: 'http://10.0.0.1/admin?key=secret' },
    'Redirects to http://10.0.0.1/admin, which was refused: 10.0.0.1 is no public address (private)',
  ],
  [
    { reason: 'unreachable', message: 'Network connection lost.' },
    'No connection (Network connection lost.): the server is down, or its name or certificate is wrong',
  ],
  [{ reason: 'silent', timeoutMs: 25_000 }, 'Sent no byte of its feed for 25 s'],
  [{ reason: 'slow', timeoutMs: 25_000, bytes: 2048 }, 'Still sending after 25 s (2 KiB so far): given up'],
  [{ reason: 'cut-off', bytes: 1, encoding: undefined }, 'Cut off in the middle: the connection broke after 1 byte'],
  [
    { reason: 'cut-off', bytes: 0, encoding: 'gzip' },
    'Cut off in the middle: the connection or its gzip encoding broke after 0 bytes',
  ],
  [
    { reason: 'too-large', bytesMax: 8 * MIB },
    'Larger than 8 MiB: not read any further; look for a shorter feed of this outlet',
  ],
  [
    { reason: 'redirect-loop', hops: [`${SITE}/start`, `${SITE}/a?session=1`, `${SITE}/b`, `${SITE}/a?session=1`] },
    `Redirects in a circle: ${SITE}/a → ${SITE}/b → ${SITE}/a; it may want cookies or another User-Agent`,
  ],
  [
    { reason: 'too-many-redirects', hops: ['0', '1', '2', '3', '4', '5', '6'].map((n) => `${SITE}/${n}`) },
    `Redirects more than 5 times, lastly to ${SITE}/6`,
  ],
  [{ reason: 'bad-redirect', status: 302, location: undefined }, 'Answered 302 Found without saying where to'],
  [
    { reason: 'bad-redirect', status: 301, location: 'http://[' },
    'Answered 301 Moved Permanently to «http://[», which is no address',
  ],
  [
    { reason: 'bad-redirect', status: 302, location: 'https://user:key@[x/feed;sid=key?token=key#key' },
    'Answered 302 Found to «https://[x/feed», which is no address',
  ],
  [
    {
      reason: 'address',
      detail: 'port 25 is not one that feeds stand on',
      hop: 'http://u:key@a.example:25/x;s=key?key#key',
    },
    'Redirects to http://a.example:25/x, which was refused: port 25 is not one that feeds stand on',
  ],
  [
    {
      reason: 'too-many-redirects',
      hops: ['0', '1', '2', '3', '4', '5', '6'].map((n) => `${SITE}/${n}?token=${n}#${n}`),
    },
    `Redirects more than 5 times, lastly to ${SITE}/6`,
  ],
  [
    { reason: 'unreachable', message: `cannot connect to ${SITE}/feed?token=key#x: refused` },
    `No connection (cannot connect to ${SITE}/feed refused): the server is down, or its name or certificate is wrong`,
  ],
  [
    { reason: 'encoding', encoding: 'zstd' },
    'Sent its feed in the content encoding «zstd», which cannot be undone here: ask the outlet for a feed in gzip or without one',
  ],
  [
    { reason: 'status', status: 403, challenge: false, retryAfterMs: undefined },
    'Answered 403 Forbidden: it refuses this network or User-Agent; try another User-Agent for this outlet',
  ],
  [
    { reason: 'status', status: 403, challenge: true, retryAfterMs: undefined },
    'Answered 403 Forbidden: a bot check that only a browser passes answered; ask the outlet to exempt its feed from its bot protection',
  ],
  [
    { reason: 'status', status: 404, challenge: false, retryAfterMs: undefined },
    "Answered 404 Not Found: there is no feed at this address; look on the outlet's site for its new address",
  ],
  [
    { reason: 'status', status: 429, challenge: false, retryAfterMs: 3_600_000 },
    'Answered 429 Too Many Requests: it was asked too often, so the next try waits longer',
  ],
  [
    { reason: 'status', status: 500, challenge: false, retryAfterMs: undefined },
    'Answered 500 Internal Server Error: its server is in trouble',
  ],
  [{ reason: 'status', status: 418, challenge: false, retryAfterMs: undefined }, 'Answered 418'],
  [
    { reason: 'status', status: 530, challenge: false, retryAfterMs: undefined },
    'Answered 530: its name cannot be resolved, or points to an address that Cloudflare does not fetch',
  ],
  [
    { reason: 'not-modified-unasked' },
    'Answered 304 Not Modified to a request without a validator: its cache is broken; the next request asks for the whole feed',
  ],
  [
    { reason: 'gone' },
    'Answered 410 Gone: its owner has withdrawn this feed for good; remove the outlet or give its new address. Asked once a day from now on',
  ],
  [
    { reason: 'not-a-feed', why: { reason: 'empty', detail: 'Answered 200 with nothing in it.' } },
    'Answered 200 with nothing in it',
  ],
  [
    { reason: 'index', message: 'index is\nbusy', waiting: 3 },
    'The index did not accept 3 articles (index is busy): nothing is lost, they are sent again',
  ],
  [{ reason: 'internal', message: 'oops' }, 'Could not be read because of a fault of ours (oops)'],
];

it.each(SENTENCES)('%j', (failure, sentence) => {
  expect(sayFailure(failure, 1, NEXT)).toBe(`${sentence}. Next try after 2026-11-22 03:45 UTC.`);
});

it('counts failures in a row', () => {
  expect(sayFailure({ reason: 'silent', timeoutMs: 1500 }, 4, NEXT)).toBe(
    'Sent no byte of its feed for 1.5 s (4 failures in a row). Next try after 2026-11-22 03:45 UTC.',
  );
});

it('shows no more than a line of what others say, and no control or bidi characters', () => {
  const said = sayFailure({ reason: 'unreachable', message: `\u202Eevil\n\n${'x'.repeat(100_000)}` }, 1, NEXT);
  expect(said).not.toMatch(/[\p{C}]/u);
  expect(said.length).toBeLessThan(300);
});
