/** What one reading of a 50-item full-text feed costs when 0, 1, 5 or all of its items are new. */
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import { itemsDigest } from '../../src/feeds/items-digest.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';
import { readItems } from '../../src/outlet/items/read-items.ts';
import type { Pending } from '../../src/outlet/items/select.ts';
import { newRecord } from '../../src/outlet/record.ts';
import type { SeenRow } from '../../src/outlet/store.ts';
import type { BenchArticle } from '../articles.ts';
import { type Timing, timed } from '../timing.ts';

const ITEMS = 50;
/** The usual size of such feeds. */
const FEED_BYTES = 300_000;

/** RSS 2.0 with the full text. */
export function rssOf(articles: readonly BenchArticle[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>feed</title><link>https://example.com/</link><description>feed</description>
${articles.map(item).join('\n')}
</channel></rss>`;
}

function item({ id, url, title, summary, text, published }: BenchArticle): string {
  const html = text
    .split('\n')
    .map((p) => `<p>${escaped(p)}</p>`)
    .join('\n');
  return `<item><title>${escaped(title)}</title><link>${escaped(url)}</link><guid isPermaLink="false">${escaped(id)}</guid>
<pubDate>${new Date(published).toUTCString()}</pubDate><description>${escaped(summary)}</description>
<content:encoded><![CDATA[${html.replaceAll(']]>', ']]&gt;')}]]></content:encoded></item>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Fifty articles, different for each `from`. Short texts are joined until the feed has FEED_BYTES. */
function fullFeed(articles: readonly BenchArticle[], from: number): readonly BenchArticle[] {
  const wanted = FEED_BYTES / ITEMS;
  let next = from;
  return Array.from({ length: ITEMS }, () => {
    const first = articles[next++ % articles.length] as BenchArticle;
    let text = first.text;
    while (Buffer.byteLength(text) + Buffer.byteLength(first.summary) < wanted - 600)
      text += `\n${articles[next++ % articles.length]?.text}`;
    return {
      ...first,
      id: `${first.id}-${from}`,
      url: `${first.url}?n=${next}`,
      text,
      published: new Date(NOW).toISOString(),
    };
  });
}

const FEED = 'https://example.com/feed.xml';
const NOW = Date.UTC(2026, 10, 22);
const SETTINGS: OutletSettings = {
  id: 'bench00000000',
  feed: FEED,
  name: 'feed',
  home: undefined,
  publisher: undefined,
  group: undefined,
  priority: 0,
  summaryOnly: false,
  disabled: false,
  unmerged: false,
  userAgent: undefined,
  itemsPerDay: undefined,
};

/** What a tick does with a feed's bytes between fetching and fingerprinting. */
function readBytes(bytes: Uint8Array, known: ReadonlyMap<string, SeenRow>) {
  const store = { known: () => known, all: () => [] };
  const record = { ...newRecord(FEED, NOW), lastSuccess: known.size > 0 ? NOW : undefined };
  const body = { bytes, contentType: undefined, url: FEED };
  const read = readItems(body, { settings: SETTINGS, record, now: NOW, ports: { store } });
  if (!read.ok) throw new Error(read.detail);
  return read.selection;
}

/** µs a reading. */
export async function timeFeed(
  articles: readonly BenchArticle[],
): Promise<{ readonly bytes: number; readonly timings: readonly Timing[] }> {
  const old = fullFeed(articles, 0);
  const bytes = bytesOf(old);
  const { pending, skipped } = readBytes(bytes, new Map());
  const known = new Map([...pending.flatMap((one) => one.rows), ...skipped].map((row) => [row.key, row]));
  const renewed = fullFeed(articles, ITEMS);
  const withNew = (fresh: number) => bytesOf([...renewed.slice(0, fresh), ...old].slice(0, ITEMS));
  const feeds = new Map([0, 1, 5, ITEMS].map((fresh) => [fresh, withNew(fresh)]));
  const read = (fresh: number) => {
    const selection = readBytes(feeds.get(fresh) ?? bytes, known);
    if (selection.pending.length !== fresh) throw new Error(`${selection.pending.length} of ${fresh} were new.`);
    return selection.pending;
  };
  const fingerprints = (pending: readonly Pending[]) =>
    pending.map(({ item: { title, summary, paragraphs } }) =>
      fingerprintArticle({ title: title ?? '', summary: summary ?? '', paragraphs }),
    );
  const decoder = new TextDecoder();
  const timings = timed(
    [
      { name: 'TextDecoder', run: () => decoder.decode(bytes) },
      // All that a tick does with items that the last reading had.
      { name: 'same items, digest', run: () => itemsDigest(bytes) },
      { name: 'parse only', run: () => parseFeed(decoder.decode(bytes), FEED) },
      { name: 'whole, nothing new', run: () => read(0) },
      { name: 'whole', run: () => read(1) },
      { name: 'whole, 5 new of 50', run: () => read(5) },
      { name: 'whole, 50 new of 50', run: () => read(ITEMS) },
      { name: 'whole, 1 new, fingerprinted', run: () => fingerprints(read(1)) },
      { name: 'whole, 50 new, fingerprinted', run: () => fingerprints(read(ITEMS)) },
    ],
    1,
  );
  return { bytes: bytes.length, timings };
}

function bytesOf(articles: readonly BenchArticle[]): Uint8Array {
  return new TextEncoder().encode(rssOf(articles));
}
