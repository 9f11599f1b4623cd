/**
 * Outlets on loopback that misbehave at random. Most answers are good; the others are what real servers do on bad
 * days. One more outlet is hostile all the time.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createFeed, type OutletFeed } from '../../test/faults/outlet-feed.ts';
import type { Chance } from './chance.ts';
import type { Tally } from './tally.ts';

export interface SoakOutlets {
  readonly feeds: readonly OutletFeed[];
  readonly opml: string;
  /** Makes every further answer good. */
  behave(): void;
  /** Changes a few feeds. */
  news(): void;
  stop(): void;
}

/** Each is told in three ways: an outlet has more to tell than an hour of news. */
const EVENTS = 400;
const GZIP = { 'content-encoding': 'gzip' };

export async function serveOutlets(count: number, chance: Chance, tally: Tally): Promise<SoakOutlets> {
  const names = Array.from({ length: count }, (_, n) => `outlet${n}`);
  const feeds = names.map((name, n) => createFeed(name, n % 3 !== 0, { events: EVENTS, twins: false }));
  let wild = true;
  const hostileFeed = createHostileFeed(feeds, chance);
  const server = createServer((request, response) => {
    if (request.url === `/${HOSTILE}`) return response.writeHead(200).end(hostileFeed());
    const feed = feeds[names.indexOf((request.url ?? '').slice(1))];
    if (!feed) return response.writeHead(404).end();
    const { body, etag } = feed.text();
    const misbehaviour = wild && chance.of(0.3) ? chance.pick(MISBEHAVIOURS) : undefined;
    if (misbehaviour) {
      tally.fault(`outlet: ${misbehaviour[0]}`);
      return misbehaviour[1](response, body);
    }
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end();
    return response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body);
  });
  // Node closes an idle connection after 5 s, which the next user would see as an unplanned network fault.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outlines = [...names, HOSTILE].map(
    (name) => `<outline type="rss" text="${name}" xmlUrl="${origin}/${name}" htmlUrl="https://${name}.example/"/>`,
  );
  return {
    feeds,
    opml: `<opml version="2.0"><body>${outlines.join('')}</body></opml>`,
    behave() {
      wild = false;
    },
    news() {
      const now = Date.now();
      for (const feed of feeds) {
        if (chance.of(0.4))
          feed.change(
            chance.pick(['gain', 'gain', 'gain', 'edit', 'drop', 'return', 'twice', 'move', 'reguid']),
            chance.below(1_000_000),
            now,
          );
      }
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const HOSTILE = 'hostile';
/** Items of one answer of the hostile outlet. */
const HOSTILE_ITEMS = 40;

/**
 * The feed of an outlet that speaks for others: items made of the texts of two outlets' items, half of them new at each reading and half under a
 * title that changes, some under another's guid, in a feed that claims to be another's. Its links are its own, because the reader knows
 * articles by them.
 */
function createHostileFeed(feeds: readonly OutletFeed[], chance: Chance): () => string {
  const kept: string[] = [];
  const claimed = new Set<string>();
  let asked = 0;
  const part = (item: string, name: string) =>
    item
      .split(`<${name}`)[1]
      ?.split(`</${name}>`)[0]
      ?.replace(/^[^>]*>/, '') ?? '';
  return () => {
    asked++;
    const told = feeds.flatMap((feed) => feed.text().body.split('<item>').slice(1));
    const items = told.slice(0, HOSTILE_ITEMS).map((_, n) => {
      const [one, other] = [told[chance.below(told.length)] ?? '', told[chance.below(told.length)] ?? ''];
      const text = `${part(one, 'content:encoded')}${part(other, 'content:encoded')}`;
      const described = (title: string, of: string) =>
        `<title>${title}</title><content:encoded>${of}</content:encoded>`;
      if (n % 2 === 0) {
        kept[n] ??= text;
        return `<item><guid isPermaLink="false">hostile-${n}</guid><link>https://${HOSTILE}.example/${n}</link>${described(`خبر ${n} ${asked}`, kept[n])}</item>`;
      }
      const number = `${asked}-${n}`;
      const theirs = part(one, 'guid');
      const guid = n % 3 === 0 && !claimed.has(theirs) ? theirs : `hostile-${number}`;
      claimed.add(guid);
      return `<item><guid isPermaLink="false">${guid}</guid><link>https://${HOSTILE}.example/${number}</link>${described(part(one, 'title'), text)}</item>`;
    });
    return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><link>${feeds[0]?.links()[0] ?? ''}</link>${items.join('')}</channel></rss>`;
  };
}

type Misbehaviour = readonly [name: string, answer: (response: ServerResponse, body: string) => unknown];

const MISBEHAVIOURS: readonly [Misbehaviour, ...Misbehaviour[]] = [
  ['500', (r) => r.writeHead(500).end('oops')],
  ['503 with Retry-After', (r) => r.writeHead(503, { 'retry-after': '120' }).end()],
  ['429', (r) => r.writeHead(429).end()],
  [
    '200 with HTML',
    (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>403</title><p>Are you human?'),
  ],
  ['cut-off XML', (r, body) => r.writeHead(200).end(body.slice(0, body.length / 2))],
  ['reset in the middle', (r, body) => r.writeHead(200).write(body.slice(0, body.length / 2), () => r.destroy())],
  ['reset before the answer', (r) => r.destroy()],
  ['silent for 3 s, then gone', (r) => setTimeout(() => r.destroy(), 3_000)],
  ['304 to whatever', (r) => r.writeHead(304).end()],
  ['empty', (r) => r.writeHead(200).end()],
  ['gzipped', (r, body) => r.writeHead(200, GZIP).end(gzipSync(body))],
  ['broken gzip', (r, body) => r.writeHead(200, GZIP).end(gzipSync(body).subarray(0, 40))],
  ['redirect in a circle', (r) => r.writeHead(302, { location: r.req.url ?? '/' }).end()],
  ['a byte at a time', (r, body) => drip(r, Buffer.from(body))],
];

function drip(response: ServerResponse, body: Buffer): void {
  response.writeHead(200);
  let at = 0;
  const timer = setInterval(() => {
    const next = at + Math.ceil(body.length / 20);
    response.write(body.subarray(at, next));
    at = next;
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, 50);
  response.on('close', () => clearInterval(timer));
}
