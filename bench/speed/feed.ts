/** What one reading of a 50-item full-text feed costs when 0, 1, 5 or all of its items are new. */
import { createHash } from 'node:crypto';
import { fingerprint } from '../../src/core/profile.ts';
import { decodeFeed } from '../../src/feeds/decode.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import type { BenchArticle } from '../articles.ts';
import { type Timing, timed } from '../timing.ts';

const ITEMS = 50;
/** What such feeds weigh. */
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

/** Fifty articles as long as it takes to weigh FEED_BYTES: texts are put together where they are short. */
export function fullFeed(articles: readonly BenchArticle[]): readonly BenchArticle[] {
  const wanted = FEED_BYTES / ITEMS;
  let next = 0;
  return Array.from({ length: ITEMS }, () => {
    const first = articles[next++ % articles.length] as BenchArticle;
    let text = first.text;
    while (Buffer.byteLength(text) + Buffer.byteLength(first.summary) < wanted - 600)
      text += `\n${articles[next++ % articles.length]?.text}`;
    return { ...first, text };
  });
}

/** µs a reading. */
export async function timeFeed(
  articles: readonly BenchArticle[],
): Promise<{ readonly bytes: number; readonly timings: readonly Timing[] }> {
  const bytes = new TextEncoder().encode(rssOf(fullFeed(articles)));
  const decoder = new TextDecoder();
  const read = (fresh: number) => {
    const decoded = decodeFeed(bytes, undefined);
    const feed = decoded.ok ? parseFeed(decoded.text, 'https://example.com/') : undefined;
    if (!feed?.ok) throw new Error('The feed of the benchmark could not be read.');
    return feed.items
      .slice(0, fresh)
      .map((i) => fingerprint({ title: i.title ?? '', summary: i.summary ?? '', paragraphs: i.paragraphs }));
  };
  const timings = timed(
    [
      { name: 'TextDecoder', run: () => decoder.decode(bytes) },
      // What a tick does of bytes it has read before: parsing is for others.
      { name: 'same bytes as before: SHA-256', run: () => createHash('sha256').update(bytes).digest('hex') },
      { name: 'parse, nothing new', run: () => read(0) },
      { name: 'parse, 1 new of 50', run: () => read(1) },
      { name: 'parse, 5 new of 50', run: () => read(5) },
      { name: 'parse, 50 new of 50', run: () => read(ITEMS) },
    ],
    1,
  );
  return { bytes: bytes.length, timings };
}
