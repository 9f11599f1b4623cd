/** Feeds as large as one may be, each of one shape that makes a parser hold much more than it was sent. */

export interface HostileFeed {
  readonly kind: string;
  /** A text or bytes, of at most `bytes` bytes. */
  readonly made: (bytes: number) => string | Uint8Array;
}

const fill = (head: string, piece: string, tail: string) => (bytes: number) =>
  head + piece.repeat(Math.max(0, Math.floor((bytes - head.length - tail.length) / piece.length))) + tail;
const json = (piece: string) =>
  fill('{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[', piece, '0]}');
const nested = (open: string, close: string) => (bytes: number) => {
  const head = '{"version":"https://jsonfeed.org/version/1.1","title":"a","items":';
  const times = Math.floor((bytes - head.length - 2) / (open.length + close.length));
  return `${head}${open.repeat(times)}0${close.repeat(times)}}`;
};
const rss = (piece: string, head = '', tail = '') =>
  fill(`<rss version="2.0"><channel>${head}`, piece, `${tail}</channel></rss>`);
const keys = (bytes: number) => {
  const parts: string[] = ['{"version":"https://jsonfeed.org/version/1.1","title":"a"'];
  for (let at = parts[0]?.length ?? 0, i = 0; at < bytes - 20; i++) {
    parts.push(`,"${i.toString(36)}":0`);
    at += parts.at(-1)?.length ?? 0;
  }
  return `${parts.join('')},"items":[]}`;
};

export const HOSTILE_FEEDS: readonly HostileFeed[] = [
  { kind: 'JSON: empty lists', made: json('[],') },
  { kind: 'JSON: empty objects', made: json('{},') },
  { kind: 'JSON: objects of one field', made: json('{"a":1},') },
  { kind: 'JSON: numbers', made: json('0,') },
  { kind: 'JSON: numbers with a fraction', made: json('0.1,') },
  { kind: 'JSON: empty texts', made: json('"",') },
  { kind: 'JSON: different keys', made: keys },
  { kind: 'JSON: lists in lists', made: nested('[', ']') },
  { kind: 'JSON: objects in objects', made: nested('{"a":', '}') },
  { kind: 'JSON: items without anything', made: json('{"id":"1"},') },
  {
    kind: 'JSON: tags of one item',
    made: fill('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","tags":[', '"a",', '""]}]}'),
  },
  {
    kind: 'JSON: cut off',
    made: fill('{"title":"a","version":"https://jsonfeed.org/version/1","items":[', '{"id":"1"},', '{"id'),
  },
  { kind: 'JSON: a comma at the end of each list', made: json('[0,],') },
  {
    kind: 'JSON: one long text',
    made: fill('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"', 'a', '"}]}'),
  },
  { kind: 'RSS: empty items', made: rss('<item/>') },
  { kind: 'RSS: items without end tags', made: rss('<item>') },
  { kind: 'RSS: elements of one item', made: rss('<a/>', '<item>', '</item>') },
  { kind: 'RSS: elements in one another', made: rss('<a>', '<item>', '</item>') },
  {
    kind: 'RSS: attributes of one item',
    made: rss(`<a ${Array.from({ length: 150 }, (_, i) => `a${i}=""`).join(' ')}/>`, '<item>', '</item>'),
  },
  {
    kind: 'RSS: attributes of the channel',
    made: rss(`<a ${Array.from({ length: 150 }, (_, i) => `a${i}=""`).join(' ')}/>`),
  },
  { kind: 'RSS: namespaces in one another', made: rss('<a xmlns:b="c">', '<item>', '</item>') },
  { kind: 'RSS: signs that begin no tag', made: rss('<3 ', '<item><title>', '</title></item>') },
  { kind: 'RSS: CDATA sections', made: rss('<![CDATA[a]]>', '<item><description>', '</description></item>') },
  { kind: 'RSS: CDATA without end', made: rss('<a><![CDATA[', '<item>', '</item>') },
  { kind: 'RSS: entities', made: rss('&amp;', '<item><description>', '</description></item>') },
  { kind: 'RSS: categories', made: rss('<category>a</category>', '<item>', '</item>') },
  { kind: 'RSS: pictures', made: rss('<enclosure url="/a.png" type="image/png"/>', '<item>', '</item>') },
  { kind: 'RSS: HTML blocks', made: rss('&lt;p&gt;a', '<item><description>', '</description></item>') },
  { kind: 'RSS: dropped HTML', made: rss('&lt;aside&gt;a', '<item><description>', '</description></item>') },
  { kind: 'RSS: HTML of raw text', made: rss('&lt;title ', '<item><description>', '</description></item>') },
  {
    kind: 'RSS: words of windows-1256',
    made: (bytes) =>
      new Uint8Array(bytes)
        .fill(0xc8)
        .fill(0x3c, 0, 1)
        .map((b, i) => (i % 4 === 3 ? 0x20 : b)),
  },
  { kind: 'RSS: bytes of no charset', made: (bytes) => new Uint8Array(bytes).fill(0xff).fill(0x3c, 0, 1) },
  {
    kind: 'JSON: text of signs',
    made: fill('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"', '<&', '"}]}'),
  },
  {
    kind: 'JSON: text of escapes',
    made: fill('{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"', '\\"', '"}]}'),
  },
  { kind: 'RSS: comments', made: rss('<!--a-->') },
  { kind: 'RSS: line feeds', made: rss('\n') },
  { kind: 'RSS: Arabic in one title', made: rss('خبر ', '<item><title>', '</title></item>') },
];
