/** Feeds that are not well-formed, or well-formed and odd: each with what a reader should get. */
import { describe, expect, it } from 'vitest';
import { textToHtml } from '../../src/feeds/html.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://feeds.example/rss.xml';
const ONE = '<item><title>أول</title><link>https://site.example/1</link></item>';
const TWO = '<item><title>ثان</title><link>https://site.example/2</link></item>';
const rss = (inside: string) => `<rss version="2.0"><channel><title>صحيفة</title>${inside}</channel></rss>`;
const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const ENTRY = '<entry><id>tag:1</id><title>أول</title><link href="https://site.example/1"/></entry>';

function read(text: string) {
  const result = parseFeed(text, BASE);
  if (!result.ok) return result.reason;
  return result.items.map(({ title, url }) => [title, url?.replace('https://site.example/', '')].join(' '));
}

describe('a document that is not as it should be', () => {
  it.each<readonly [string, string, readonly string[] | string]>([
    // around the feed
    ['a byte order mark', `\ufeff<?xml version="1.0"?>${rss(ONE)}`, ['أول 1']],
    ['blank lines first', `\n\n  <?xml version="1.0"?>${rss(ONE)}`, ['أول 1']],
    ['a warning first', `Warning: date() in /srv/rss.php<br />\n<?xml version="1.0"?>${rss(ONE)}`, ['أول 1']],
    ['an advertisement behind', `${rss(ONE)}<script>if (a < b && c) { ad('<item>') }</script>`, ['أول 1']],
    ['a second feed behind the first', rss(ONE) + rss(TWO), ['أول 1']],
    [
      'a document type of HTML',
      `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://w3.example/">${rss(ONE)}`,
      ['أول 1'],
    ],
    ['declared entities', `<!DOCTYPE rss [<!ENTITY nbsp "&#160;"> <!ELEMENT rss (channel)>]>${rss(ONE)}`, ['أول 1']],
    ['a processing instruction', `<?xml-stylesheet href="a.xsl"?><!-- <item> -->${rss(ONE)}`, ['أول 1']],
    ['two prologs', `<?xml version="1.0"?><?xml version="1.0"?>${rss(ONE)}`, ['أول 1']],
    // the frame
    ['no </rss>', rss(ONE + TWO).replace('</rss>', ''), ['أول 1', 'ثان 2']],
    ['half of </rss>', rss(ONE + TWO).replace('</rss>', '</rs'), ['أول 1', 'ثان 2']],
    ['no </channel>', rss(ONE + TWO).replace('</channel>', ''), ['أول 1', 'ثان 2']],
    ['neither', rss(ONE + TWO).replace('</channel></rss>', ''), ['أول 1', 'ثان 2']],
    ['no <rss>', `<channel>${ONE}${TWO}</channel>`, ['أول 1', 'ثان 2']],
    ['no <channel>', `<rss>${ONE}${TWO}</rss>`, ['أول 1', 'ثان 2']],
    ['two channels', `<rss><channel>${ONE}</channel><channel>${TWO}</channel></rss>`, ['أول 1', 'ثان 2']],
    ['items behind the channel', `<rss><channel>${ONE}</channel>${TWO}</rss>`, ['أول 1', 'ثان 2']],
    [
      'items before the channel’s title',
      `<rss><channel>${ONE}<title>ص</title>${TWO}</channel></rss>`,
      ['أول 1', 'ثان 2'],
    ],
    ['items in a list', `<rss><channel><items>${ONE}${TWO}</items></channel></rss>`, ['أول 1', 'ثان 2']],
    ['capitals', rss(ONE).toUpperCase().replace('HTTPS://SITE.EXAMPLE', 'https://site.example'), ['أول 1']],
    ['stray end tags', rss(`</height></item>${ONE}</item></p>${TWO}`), ['أول 1', 'ثان 2']],
    ['attributes without quotes', rss(ONE).replace('"2.0"', '2.0'), ['أول 1']],
    ['spaces around the equals sign', `<feed ${ATOM.replace('=', ' = ')}>${ENTRY}</feed>`, ['أول 1']],
    ['an unclosed title of the channel', rss(ONE).replace('</title>', ''), ['أول 1']],
    ['a comment with two hyphens', rss(`<!-- a -- b -->${ONE}`), ['أول 1']],
    // items
    ['items that never end', rss(`${ONE}${TWO}`.replaceAll('</item>', '')), ['أول 1', 'ثان 2']],
    ['an item inside an item', rss(ONE.replace('</item>', TWO)), ['أول 1', 'ثان 2']],
    ['an empty item', rss(`<item/>${ONE}`), [' ', 'أول 1']],
    ['an entry in RSS', rss(ENTRY), ['أول 1']],
    ['an item in Atom', `<feed ${ATOM}>${ONE}</feed>`, ['أول 1']],
    ['RSS in Atom’s namespace', `<rss ${ATOM}><channel>${ONE}</channel></rss>`, ['أول 1']],
    ['a channel in Atom’s namespace', `<rss><channel ${ATOM}>${ONE}</channel></rss>`, ['أول 1']],
    ['a namespace nobody knows', `<rss xmlns="http://site.example/ns"><channel>${ONE}</channel></rss>`, ['أول 1']],
    [
      'a prefix on everything',
      `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel>${ONE.replace(/<(\/?)/g, '<$1r:')}</r:channel></r:rss>`,
      ['أول 1'],
    ],
    ['a prefix nobody declared', `<rss><channel>${ONE.replace(/<(\/?)/g, '<$1rss:')}</channel></rss>`, ['أول 1']],
    ['Atom’s first draft', `<feed version="0.1" xmlns="http://purl.org/echo/">${ENTRY}</feed>`, ['أول 1']],
    [
      'Atom’s later drafts',
      `<feed xmlns="http://purl.org/atom/ns#draft-ietf-atompub-format-05">${ENTRY}</feed>`,
      ['أول 1'],
    ],
    ['another module’s title', rss(`<x:title xmlns:x="http://x.example/">لا</x:title>${ONE}`), ['أول 1']],
    [
      'another module’s fields in an item',
      rss(
        ONE.replace(
          '<title>',
          '<x:title xmlns:x="http://x.example/">لا</x:title><x:link xmlns:x="y">z</x:link><title>',
        ),
      ),
      ['أول 1'],
    ],
    // fields
    ['a title that never ends', rss(ONE.replace('</title>', '')), ['أول 1']],
    ['a link that never ends', rss('<item><link>https://site.example/1<title>أول</title></item>'), ['أول 1']],
    ['two fields that never end', rss('<item><title>أول<link>https://site.example/1<guid>g</guid></item>'), ['أول 1']],
    [
      'a description that never ends',
      rss('<item><description>نص <p>في فقرة</p><guid>https://site.example/1</guid><title>أول</title></item>'),
      ['أول 1'],
    ],
    [
      'a picture that never ends',
      rss(`${ONE}${TWO}`.replaceAll('<title>', '<media:content url="a.jpg"><media:title>لا</media:title><title>')),
      ['أول 1', 'ثان 2'],
    ],
    [
      'two pictures that never end',
      rss(`${ONE}${TWO}`.replaceAll('<title>', '<media:thumbnail url="a.jpg"><media:content url="b.jpg"><title>')),
      ['أول 1', 'ثان 2'],
    ],
    ['an enclosure that never ends', rss(ONE.replace('<title>', '<enclosure url="a.mp3"><title>')), ['أول 1']],
    ['a link in the channel that never ends', rss(`<atom:link rel="self" href="x">${ONE}`), ['أول 1']],
    ['an Atom link that never ends', `<feed ${ATOM}>${ENTRY.replace('"/>', '">')}</feed>`, ['أول 1']],
    ['an Atom id that never ends', `<feed ${ATOM}>${ENTRY.replace('</id>', '')}</feed>`, ['أول 1']],
    ['the wrong end tag', rss(ONE.replace('</title>', '</titel>')), ['أول 1']],
    [
      'fields twice',
      rss(ONE.replace('</item>', '<title>ثان</title><link>https://site.example/2</link></item>')),
      ['أول 1'],
    ],
    ['an empty field, then a full one', rss(ONE.replace('<title>', '<title/><title> </title><title>')), ['أول 1']],
    ['HTML nobody escaped', rss(ONE.replace('أول', '<b>أو</b>ل')), ['أول 1']],
    ['HTML nobody closed', rss(ONE.replace('أول', '<b>أول<br>')), ['أول 1']],
    [
      'an author with a title and a link',
      rss(ONE.replace('<title>', '<author><name>سلمى</name><title>محررة</title><link>/salma</link></author><title>')),
      ['أول 1'],
    ],
    ['an author who never ends', rss(ONE.replace('<title>', '<author>سلمى<title>')), ['أول 1']],
    // characters
    [
      'a bare &',
      rss(ONE.replace('أول', 'أ & ب &c; &').replace('/1', '/?a=1&b=2&copy=3')),
      ['أ & ب &c; & ?a=1&b=2&copy=3'],
    ],
    ['a bare <', rss(ONE.replace('أول', '5 < 7')), ['5 < 7 1']],
    ['a heart', rss(ONE.replace('أول', 'I <3 مصر')), ['I <3 مصر 1']],
    ['Arabic in angle brackets', rss(ONE.replace('أول', '<عاجل> خبر')), ['<عاجل> خبر 1']],
    ['an arrow', rss(ONE.replace('أول', 'أ <- ب <= ج << د')), ['أ <- ب <= ج << د 1']],
    ['names of HTML’s characters', rss(ONE.replace('أول', '&laquo;أول&raquo;&nbsp;&hellip;')), ['«أول» … 1']],
    ['numbers of characters', rss(ONE.replace('أول', '&#1571;&#x648;&#1604;')), ['أول 1']],
    ['numbers of Windows’ characters', rss(ONE.replace('أول', '&#147;أول&#148;&#133;')), ['“أول”… 1']],
    ['numbers of no characters', rss(ONE.replace('أول', 'أ&#0;&#55296;&#1114112;ول')), ['أ���ول 1']],
    ['control characters', rss(ONE.replace('أول', 'أ\u0000\u0008\u001bول')), ['أول 1']],
    [
      'escaped twice',
      rss(ONE.replace('أول', '&amp;quot;أول&amp;quot; &amp;amp; &amp;lt;b&amp;gt;')),
      ['"أول" & <b> 1'],
    ],
    ['escaped in CDATA', rss(ONE.replace('أول', '<![CDATA[&#8220;أول&#8221;]]>')), ['“أول” 1']],
    ['CDATA and text', rss(ONE.replace('أول', 'أ<![CDATA[و]]>ل')), ['أول 1']],
    ['CDATA escaped', rss(ONE.replace(/>([^<>]+)<\//g, '>&lt;![CDATA[$1]]&gt;</')), ['أول 1']],
    ['CDATA in CDATA', rss(ONE.replace('أول', '<![CDATA[<![CDATA[أول]]>]]>')), ['أول 1']],
    // no feed
    ['HTML with a feed inside', `<html><body>${rss(ONE)}</body></html>`, 'html'],
    ['an entry alone', ENTRY, 'not-a-feed'],
    ['some XML', '<urlset><url><loc>https://site.example/1</loc></url></urlset>', 'not-a-feed'],
  ])('%s', (_, document, expected) => {
    expect(read(document)).toEqual(expected);
  });

  it('keeps a bare < in an attribute', () => {
    const entry = ENTRY.replace('</entry>', '<category term="I <3 مصر"/></entry>');
    expect(parseFeed(`<feed ${ATOM}>${entry}</feed>`, BASE)).toMatchObject({ items: [{ categories: ['I <3 مصر'] }] });
  });

  it('names a root element by what can be seen of its name', () => {
    const detail = 'The root element <evil> is not that of a feed.';
    expect(parseFeed('<e\u202ev\u0001i\u2066l>x</e\u202ev\u0001i\u2066l>', BASE)).toMatchObject({ detail });
  });

  it('keeps the channel’s own fields apart', () => {
    const result = parseFeed(
      '<rss><channel><title>صحيفة<link>https://site.example/</link><image><title>شعار</title><link>https://site.example/logo</link></image><item><title>أول</title><link>/a</link></item></channel></rss>',
      BASE,
    );
    expect(result).toMatchObject({
      title: 'صحيفة',
      home: 'https://site.example/',
      items: [{ url: 'https://site.example/a' }],
    });
  });

  it('keeps what an unclosed description says', () => {
    const item = '<item><title>أول</title><description>نص <i>مائل</i><pubDate>2026-11-22</pubDate></item>';
    expect(parseFeed(rss(item), BASE)).toMatchObject({
      items: [{ summary: 'نص مائل', published: Date.UTC(2026, 10, 22) }],
      warnings: expect.arrayContaining(['not well-formed: 1 elements have no end tag']),
    });
  });
});

describe('an item inside an item', () => {
  const fields = (n: number) =>
    [
      `<title>خبر ${n}</title>`,
      `<link>https://site.example/${n}</link>`,
      `<guid>g-${n}</guid>`,
      `<pubDate>2026-11-0${n}</pubDate>`,
      `<description>نص ${n}</description>`,
    ] as const;
  const expected = (n: number) => ({
    title: `خبر ${n}`,
    url: `https://site.example/${n}`,
    guid: `g-${n}`,
    summary: `نص ${n}`,
    published: Date.UTC(2026, 10, n),
  });
  const item = (tag: string, n: number) => `<${tag}>${fields(n).join('')}</${tag}>`;
  const nested = (tag: string, at: number, inner: string) =>
    `<${tag}>${fields(1).slice(0, at).join('')}${inner}${fields(1).slice(at).join('')}</${tag}>`;

  it.each([0, 1, 2, 3, 4, 5])('behind %i of its fields costs it none', (at) => {
    for (const tag of ['item', 'rss:item', 'ITEM']) {
      const three = [expected(1), expected(2), expected(3)];
      const inner = item(tag, 2);
      for (const items of [
        nested(tag, at, inner) + item(tag, 3),
        nested(tag, at, inner + item(tag, 3)),
        nested(tag, at, inner.replace('</link>', `</link>${item(tag, 3)}`)),
      ]) {
        expect(parseFeed(rss(items), BASE)).toMatchObject({ whole: true, items: three });
      }
    }
  });

  it.each([
    ['entry', ATOM],
    ['a:entry', 'xmlns:a="http://www.w3.org/2005/Atom"'],
    ['x:entry', 'xmlns:x="http://purl.org/atom/ns#"'],
    ['entry', ''],
  ])('of Atom, as <%s %s>', (tag, namespace) => {
    const prefix = tag.slice(0, -'entry'.length);
    const parts = (n: number) =>
      [
        `<id>g-${n}</id>`,
        `<title>خبر ${n}</title>`,
        `<link href="https://site.example/${n}"/>`,
        `<updated>2026-11-0${n}</updated>`,
      ].map((field) => field.replace(/<(\/?)/g, `<$1${prefix}`));
    const entry = (n: number) => `<${tag}>${parts(n).join('')}</${tag}>`;
    const found = [1, 2, 3].map((n) => ({
      guid: `g-${n}`,
      title: `خبر ${n}`,
      url: `https://site.example/${n}`,
      updated: Date.UTC(2026, 10, n),
    }));
    for (const at of [0, 1, 2, 3, 4]) {
      const outer = `<${tag}>${parts(1).slice(0, at).join('')}${entry(2)}${parts(1).slice(at).join('')}</${tag}>`;
      const feed = `<${prefix}feed ${namespace}>${outer}${entry(3)}</${prefix}feed>`;
      expect(parseFeed(feed, BASE)).toMatchObject({ items: found });
    }
  });

  it('of RSS, as an entry in an entry', () => {
    const feed = rss(nested('entry', 2, item('entry', 2)));
    expect(parseFeed(feed, BASE)).toMatchObject({ items: [expected(1), expected(2)] });
  });

  it('that breaks off: no half item', () => {
    const cut = rss(nested('item', 1, item('item', 2))).split('</item>', 1)[0] ?? '';
    expect(parseFeed(`${cut}</item>`, BASE)).toMatchObject({ whole: false, items: [expected(2)] });
    const inInner = rss(nested('item', 5, item('item', 2))).split('<title>خبر 2', 1)[0] ?? '';
    expect(parseFeed(inInner, BASE)).toMatchObject({ whole: false, items: [expected(1)] });
  });

  it('many items without an end tag stay in order', () => {
    const items = Array.from({ length: 60 }, (_, n) => ONE.replace('أول', `خبر ${n}`).replace('</item>', ''));
    expect(read(rss(items.join('')))).toEqual(items.map((_, n) => `خبر ${n} 1`));
  });
});

it.each([
  '<b',
  '<b cla',
  '</b',
  '</',
  '<a href="https://site.example',
  "<a href='x",
  '<img src=a.jpg al',
  '<!',
  '<!-',
  '<!-- more',
  '<![',
  '<![CDA',
  '&quo',
  '&#82',
  '&',
  '<o:p',
  '<o:p></o:',
  '<custom-tag data-x="1',
  '<?xml version="1.0',
  '<?php echo $x',
  '<![CDATA[',
])('a title that is cut inside %s costs neither the item nor the next', (cut) => {
  const title = cut === '&' ? 'أول &' : 'أول';
  for (const raw of [`أول ${cut}`, `<![CDATA[أول ${cut}]]>`, textToHtml(`أول ${cut}`)]) {
    expect(read(rss(ONE.replace('أول', raw) + TWO))).toEqual([`${title} 1`, 'ثان 2']);
    expect(read(`<feed ${ATOM}>${ENTRY.replace('أول', raw)}</feed>`)).toEqual([`${title} 1`]);
    expect(read(`<feed ${ATOM}>${ENTRY.replace('<title>أول', `<title type="html">${raw}`)}</feed>`)).toEqual([
      `${title} 1`,
    ]);
  }
  const json = JSON.stringify({ title: 'أ', items: [{ id: '1', title: `أول ${cut}`, url: 'https://site.example/1' }] });
  expect(read(json)).toEqual([`${title} 1`]);
});

it.each(['5 < 6 دولار', 'AT&T تبيع', 'سعر 3<4', 'Q&A', 'R&D &', 'a-b <3 c', 'أ <ب> ج'])(
  'a title keeps its signs: %s',
  (title) => {
    expect(parseFeed(rss(ONE.replace('أول', textToHtml(title))), BASE)).toMatchObject({ items: [{ title }] });
  },
);

describe('a section that never ends', () => {
  const CLOSED = TWO.replace('ثان', '<![CDATA[ثان]]>');
  it.each<readonly [string, string]>([
    ['CDATA', '<![CDATA[أول'],
    ['CDATA behind white space', '\n <![CDATA[أول'],
    ['CDATA behind text', 'أ<![CDATA[ول'],
    ['CDATA with half its end', '<![CDATA[أول]]'],
    ['CDATA with another half', '<![CDATA[أول]>'],
    ['CDATA with spaces in its end', '<![CDATA[أول]] >'],
    ['CDATA with HTML', '<![CDATA[<b>أو</b>ل'],
    ['a comment', 'أول<!-- more'],
    ['a comment with half its end', 'أول<!-- more --'],
    ['a comment with HTML', 'أول<!-- <b>more</b>'],
  ])('%s', (_, title) => {
    const broken = ONE.replace('أول', title);
    for (const others of [TWO, CLOSED, CLOSED.replace('<title>', '<!-- x --><title>')]) {
      expect(read(rss(broken + others))).toEqual(['أول 1', 'ثان 2']);
      expect(read(rss(others + broken))).toEqual(['ثان 2', 'أول 1']);
    }
    expect(read(rss(broken + broken.replaceAll('/1', '/3') + CLOSED))).toEqual(['أول 1', 'أول 3', 'ثان 2']);
  });

  it('a description, its link behind it', () => {
    const item = ONE.replace('<link>', '<description type="x"><![CDATA[<p>نص</p></description><link>');
    expect(parseFeed(rss(item + CLOSED), BASE)).toMatchObject({
      items: [
        { summary: 'نص', title: 'أول', url: 'https://site.example/1' },
        { title: 'ثان', url: 'https://site.example/2' },
      ],
    });
  });

  it('but one that ends may hold what it likes', () => {
    const text = '<![CDATA[<p>أول</p><![CDATA[ثان]]> ثالث]]>';
    expect(read(rss(ONE.replace('<link>', `<description>${text}</description><link>`)))).toEqual(['أول 1']);
    expect(read(rss(`<!-- ${ONE} <!-- x -->${TWO}`))).toEqual(['ثان 2']);
  });
});

it.each(
  'figure figcaption button form aside video audio nav footer svg object iframe section blockquote td'.split(' '),
)('an unclosed <%s> in HTML nobody escaped takes neither the article nor the item', (name) => {
  const description = `<description><p>قبل</p><${name}><p>فقرة أولى</p><div>ثانية</div></description>`;
  const item = `<item>${description}<title>أول</title><link>https://site.example/1</link></item>`;
  const first = { title: 'أول', url: 'https://site.example/1', summary: 'قبل\nفقرة أولى\nثانية' };
  expect(parseFeed(rss(item + TWO), BASE)).toMatchObject({ items: [first, { title: 'ثان' }] });
  expect(parseFeed(rss(item.replace(`<${name}>`, `<${name}/>`) + TWO), BASE)).toMatchObject({ items: [first, {}] });
});

it('reads an article whose line breaks never close, as long as it is', () => {
  const lines = Array.from({ length: 400 }, (_, n) => `سطر ${n}`);
  const item = `<item><title>أول</title><description>${lines.join('<br><img src="a.jpg"><br>')}</description></item>`;
  expect(parseFeed(rss(item + TWO), BASE)).toMatchObject({
    items: [{ title: 'أول', paragraphs: lines }, { title: 'ثان' }],
  });
});

it.each([
  '"1.1"',
  '"1"',
  '1.1',
  '1',
  '"v1.1"',
  '"1.0"',
  '"2.0"',
  '"JSON Feed 1.1"',
  '"jsonfeed"',
  '"jsonfeed.org/version/1.1"',
  '""',
  'null',
  '"https://www.jsonfeed.org/version/1.1/"',
  '"http://jsonfeed.org/version/1"',
  '"https://jsonfeed.example/1"',
  '"latest"',
  '["1.1"]',
  'true',
])('a JSON Feed of version %s', (version) => {
  const items = '"items":[{"id":"1","title":"أول","url":"https://site.example/1","content_text":"نص"}]';
  for (const head of [
    `"version":${version},"title":"صحيفة"`,
    `"Version":${version}`,
    `"title":"صحيفة"`,
    `"description":"أ"`,
  ]) {
    expect(parseFeed(`{${head},${items}}`, BASE)).toMatchObject({
      ok: true,
      whole: true,
      items: [{ title: 'أول', url: 'https://site.example/1' }],
    });
    expect(parseFeed(`{${items},${head},"x":[]}`, BASE)).toMatchObject({ ok: true, items: [{ title: 'أول' }] });
  }
});

it('a JSON Feed that breaks off says so', () => {
  const cut = '{"title":"صحيفة","items":[{"id":"1","title":"أول"},{"id":"2"';
  const warnings = ['the document breaks off: its whole items are read, all of it is asked for again'];
  expect(parseFeed(cut, BASE)).toMatchObject({ whole: false, warnings: expect.arrayContaining(warnings) });
});

describe('JSON that is not as it should be', () => {
  const items = '[{"id":"1","title":"أول","url":"https://site.example/1"}]';
  it.each<readonly [string, string, readonly string[] | string]>([
    ['a byte order mark', `\ufeff{"version":"https://jsonfeed.org/version/1","items":${items}}`, ['أول 1']],
    ['no version', `{"title":"صحيفة","items":${items}}`, ['أول 1']],
    ['capitals', `{"Title":"صحيفة","Items":${items.replace('id', 'ID').replace('title', 'Title')}}`, ['أول 1']],
    ['a comma too many', `{"title":"صحيفة","items":${items.replace('}', ',}').replace(']', ',]')},}`, ['أول 1']],
    ['a line break in a string', `{"title":"صح\nيفة","items":${items.replace('أول', 'أول\n\tخبر')}}`, ['أول خبر 1']],
    [
      'one item without a list',
      `{"version":"https://jsonfeed.org/version/1","items":${items.slice(1, -1)}}`,
      ['أول 1'],
    ],
    ['what is no item', `{"title":"صحيفة","items":[null,5,"x",${items.slice(1)}}`, ['أول 1']],
    ['a number for an id', `{"title":"صحيفة","items":${items.replace('"1"', '1')}}`, ['أول 1']],
    ['an address outside', `{"title":"صحيفة","items":${items.replace('"url"', '"external_url"')}}`, ['أول 1']],
    ['cut off in its first item', `{"title":"صحيفة","items":${items.slice(0, -3)}`, 'truncated'],
    ['cut off before its items', '{"title":"صحي', 'truncated'],
    ['cut off behind an item', `{"title":"صحيفة","items":${items.slice(0, -1)}`, ['أول 1']],
    ['cut off behind a comma', `{"title":"صحيفة","items":${items.slice(0, -1)},`, ['أول 1']],
    ['cut off in the second item', `{"title":"صحيفة","items":${items.slice(0, -1)},{"id":"2","title":"ثا`, ['أول 1']],
    ['cut off in an escape', `{"title":"صحيفة","items":${items.slice(0, -1)},{"id":"2","title":"\\u06`, ['أول 1']],
    ['cut off behind its items', `{"title":"صحيفة","items":${items},"icon":"https://si`, ['أول 1']],
    [
      'cut off in a list of an item',
      `{"title":"صحيفة","items":${items.slice(0, -1)},{"id":"2","authors":[{"name":"سلمى"},{"na`,
      ['أول 1'],
    ],
    [
      'cut off, with authors before',
      `{"title":"صحيفة","authors":[{"name":"سلمى"}],"items":[{"id":"1","ti`,
      'truncated',
    ],
    ['cut off, a comma too many', `{"title":"صحيفة","items":${items.slice(0, -1).replace('}', ',}')},{"id"`, ['أول 1']],
    ['one item without a list, cut off', `{"title":"صحيفة","items":{"id":"1","tags":["أ"],"title":"أول`, 'truncated'],
    ['no items', '{"title":"صحيفة","entries":[]}', 'not-a-feed'],
    ['no articles', '{"items":[{"id":1,"name":"x"}]}', 'not-a-feed'],
    ['no JSON', `{title: صحيفة, items: ${items}}`, 'not-a-feed'],
  ])('%s', (_, document, expected) => {
    expect(read(document)).toEqual(expected);
  });
});
