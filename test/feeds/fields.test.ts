/** One row for each name under which a feed may carry what an item says, in RSS and in Atom. */
import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../src/feeds/item.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://feeds.example/rss.xml';
const NAMESPACES = [
  ['atom', 'http://www.w3.org/2005/Atom'],
  ['content', 'http://purl.org/rss/1.0/modules/content/'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['feedburner', 'http://rssnamespace.org/feedburner/ext/1.0'],
  ['googleplay', 'http://www.google.com/schemas/play-podcasts/1.0'],
  ['itunes', 'http://www.itunes.com/dtds/podcast-1.0.dtd'],
  ['media', 'http://search.yahoo.com/mrss/'],
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['xhtml', 'http://www.w3.org/1999/xhtml'],
]
  .map(([prefix, address]) => `xmlns:${prefix}="${address}"`)
  .join(' ');
const rss = (item: string) =>
  `<rss version="2.0" ${NAMESPACES}><channel><link>https://site.example/</link>${item}</channel></rss>`;
const atom = (entry: string) => `<feed xmlns="http://www.w3.org/2005/Atom" ${NAMESPACES}>${entry}</feed>`;

function only(document: string): FeedItem | undefined {
  const read = parseFeed(document, BASE);
  return read.ok && read.items.length === 1 ? read.items[0] : undefined;
}
const inRss = (fields: string) => only(rss(`<item>${fields}</item>`));
const inAtom = (fields: string) => only(atom(`<entry>${fields}</entry>`));
const element = (name: string, text: string) => `<${name}>${text}</${name}>`;

describe('a title, in RSS and Atom', () => {
  it.each('title TITLE atom:title media:title dc:title dcterms:title itunes:title headline'.split(' '))(
    '%s',
    (name) => {
      const field = element(name, 'خبر &lt;b&gt;مهم&lt;/b&gt; &amp;quot;اليوم&amp;quot;');
      expect(inRss(field)?.title).toBe('خبر مهم "اليوم"');
      expect(inAtom(field)?.title).toBe('خبر مهم "اليوم"');
    },
  );
});

describe('the article, in RSS and Atom', () => {
  const article = Array.from({ length: 80 }, (_, i) => `&lt;p&gt;فقرة طويلة رقم ${i} من الخبر&lt;/p&gt;`).join('');
  it.each(
    'content:encoded atom:content content xhtml:body xhtml:div body encoded fullitem fulltext full-text yandex:full-text turbo:content'.split(
      ' ',
    ),
  )('%s', (name) => {
    const fields = element('description', 'موجز') + element(name, article);
    for (const item of [inRss(fields), inAtom(fields)]) {
      expect(item?.paragraphs.length).toBe(80);
      expect(item?.summary).toBe('موجز');
    }
  });
});

describe('a summary, in RSS and Atom', () => {
  it.each(
    'description atom:summary summary abstract itunes:summary itunes:subtitle subtitle googleplay:description dc:description dcterms:abstract dcterms:description media:description excerpt excerpt:encoded'.split(
      ' ',
    ),
  )('%s', (name) => {
    expect(inRss(element(name, '&lt;p&gt;موجز الخبر&lt;/p&gt;'))?.summary).toBe('موجز الخبر');
    expect(inAtom(element(name, '&lt;p&gt;موجز الخبر&lt;/p&gt;'))?.summary).toBe('موجز الخبر');
  });

  it('media:description of a media:group', () => {
    expect(inAtom('<media:group><media:description>عن الفيلم</media:description></media:group>')?.summary).toBe(
      'عن الفيلم',
    );
  });
});

const WHEN = Date.UTC(2026, 10, 22, 3, 5, 9);
describe('when it was published, in RSS and Atom', () => {
  it.each(
    'pubDate pubdate dc:date dcterms:issued dcterms:date dcterms:created dcterms:available atom:published atom:issued atom:created published issued date created dc:issued dc:created prism:publicationDate publicationDate publishDate datePublished'.split(
      ' ',
    ),
  )('%s', (name) => {
    const field = element(name, '2026-11-22T06:05:09+03:00');
    expect(inRss(field)).toMatchObject({ published: WHEN, updated: undefined });
    expect(inAtom(field)).toMatchObject({ published: WHEN, updated: undefined });
  });
});

describe('when it was last changed, in RSS and Atom', () => {
  it.each('atom:updated atom:modified dcterms:modified updated modified dc:modified lastBuildDate lastmod'.split(' '))(
    '%s',
    (name) => {
      const field = element(name, 'Sun, 22 Nov 2026 06:05:09 +0300');
      expect(inRss(field)).toMatchObject({ updated: WHEN, published: undefined });
      expect(inAtom(field)).toMatchObject({ updated: WHEN, published: undefined });
    },
  );
});

describe('who wrote it, in RSS and Atom', () => {
  it.each('dc:creator author atom:author dc:author itunes:author googleplay:author creator dc:contributor'.split(' '))(
    '%s',
    (name) => {
      for (const read of [inRss, inAtom]) {
        expect(read(element(name, 'سلمى الحداد'))?.author).toBe('سلمى الحداد');
        expect(read(element(name, 'salma@site.example (سلمى الحداد)'))?.author).toBe('سلمى الحداد');
        expect(read(element(name, '<name>سلمى الحداد</name><email>s@site.example</email>'))?.author).toBe(
          'سلمى الحداد',
        );
        expect(read(element(name, '<atom:email>s@site.example</atom:email>'))?.author).toBe('s@site.example');
      }
    },
  );

  it('an Atom source’s author', () => {
    expect(inAtom('<source><author><name>وكالة</name></author></source>')?.author).toBe('وكالة');
  });

  it.each([
    ['أحمد علي (رويترز)', 'أحمد علي (رويترز)'],
    ['أحمد علي (رويترز) ahmad@site.example', 'أحمد علي (رويترز)'],
    ['ahmad@site.example (أحمد علي (رويترز))', 'أحمد علي (رويترز)'],
    ['ahmad@site.example (أحمد علي)', 'أحمد علي'],
    ['ahmad@site.example(أحمد علي)', 'أحمد علي'],
    ['أحمد علي (ahmad@site.example)', 'أحمد علي'],
    ['أحمد علي &lt;ahmad@site.example&gt;', 'أحمد علي'],
    ['أحمد علي، ahmad@site.example', 'أحمد علي'],
    ['(أحمد علي)', 'أحمد علي'],
    ['((أحمد علي))', 'أحمد علي'],
    ['(أحمد علي', 'أحمد علي'],
    ['أحمد علي)', 'أحمد علي'],
    ['(رويترز) أحمد علي', '(رويترز) أحمد علي'],
    ['(رويترز) أحمد علي (القاهرة)', '(رويترز) أحمد علي (القاهرة)'],
    ['أحمد (أبو سامي) علي', 'أحمد (أبو سامي) علي'],
    ['سلمى الحداد (أ ف ب)، ناصر قاسم (د ب أ)', 'سلمى الحداد (أ ف ب)، ناصر قاسم (د ب أ)'],
    ['()', '()'],
  ])('%s', (written, author) => {
    for (const read of [inRss, inAtom]) expect(read(element('author', written))?.author).toBe(author);
  });

  it('in Atom the feed’s author where the entry and its source name none, wherever the feed names its own', () => {
    const own = '<author><name>سلمى الحداد</name></author>';
    const paper = '<author><name>صحيفة المرفأ</name></author>';
    const entries = [own, '', '<source><author><name>وكالة</name></author></source>', '<author><name/></author>'];
    const written = entries.map((inside) => `<entry><title>خبر</title>${inside}</entry>`).join('');
    for (const document of [atom(paper + written), atom(written + paper)]) {
      expect(parseFeed(document, BASE)).toMatchObject({
        items: ['سلمى الحداد', 'صحيفة المرفأ', 'وكالة', 'صحيفة المرفأ'].map((author) => ({ author })),
      });
    }
    const twice = atom(`${own}${paper}<entry><title>خبر</title></entry>`);
    expect(parseFeed(twice, BASE)).toMatchObject({ items: [{ author: 'سلمى الحداد' }] });
    expect(inAtom('<title>خبر</title>')?.author).toBeUndefined();
  });

  it.each([
    ['1.1', { authors: [{ name: 'صحيفة المرفأ' }] }],
    ['1.1', { authors: [{ url: 'https://site.example/' }, { name: 'صحيفة المرفأ' }] }],
    ['1', { author: { name: 'صحيفة المرفأ' } }],
  ])('in JSON Feed %s the feed’s author where the item names none', (version, feed) => {
    const items = [
      { id: '1', title: 'أ', authors: [{ name: 'سلمى الحداد' }] },
      { id: '2', title: 'ب' },
      { id: '3', title: 'ج', authors: [] },
      { id: '4', title: 'د', authors: [{ url: 'https://site.example/' }] },
    ];
    const document = { version: `https://jsonfeed.org/version/${version}`, title: 'المرفأ', ...feed, items };
    expect(parseFeed(JSON.stringify(document), BASE)).toMatchObject({
      items: ['سلمى الحداد', 'صحيفة المرفأ', 'صحيفة المرفأ', 'صحيفة المرفأ'].map((author) => ({ author })),
    });
  });
});

it.each([
  ['a media type in capitals', { mime_type: 'IMAGE/JPEG', url: 'https://site.example/a' }],
  ['no media type', { url: 'https://site.example/a.jpg' }],
])('an attached picture of JSON Feed with %s', (_, picture) => {
  const sound = { mime_type: 'audio/mpeg', url: 'https://site.example/a.mp3' };
  const document = { version: '1.1', items: [{ id: '1', title: 'أ', attachments: [sound, picture] }] };
  expect(parseFeed(JSON.stringify(document), BASE)).toMatchObject({ items: [{ image: picture.url }] });
});

describe('subjects, in RSS and Atom', () => {
  it.each([
    ['category', element('category', 'اقتصاد')],
    ['dc:subject', element('dc:subject', 'اقتصاد')],
    ['atom:category, term', '<atom:category term="اقتصاد"/>'],
    ['atom:category, label', '<atom:category term="eco" label="اقتصاد"/>'],
    ['subject', element('subject', 'اقتصاد')],
  ])('%s', (_, field) => {
    expect(inRss(field)?.categories).toEqual(['اقتصاد']);
    expect(inAtom(field)?.categories).toEqual(['اقتصاد']);
  });
});

describe('which item it is', () => {
  it.each([
    ['guid', inRss('<guid isPermaLink="false">tag:1</guid>')],
    ['guid before atom:id', inRss('<atom:id>tag:2</atom:id><guid>tag:1</guid>')],
    ['atom:id', inRss('<atom:id> tag:1 </atom:id>')],
    ['id', inRss('<id>tag:1</id>')],
    ['rdf:about', only(rss('<item rdf:about="tag:1"/>'))],
    ['dc:identifier', inRss('<dc:identifier>tag:1</dc:identifier>')],
    ['Atom’s id', inAtom('<id>tag:1</id>')],
    ['RSS’s guid in Atom', inAtom('<guid>tag:1</guid>')],
  ])('%s', (_, item) => {
    expect(item?.guid).toBe('tag:1');
  });

  it('is not tidied: an id is compared letter by letter', () => {
    expect(inAtom('<id>http://Site.Example/%7ebob/../x?utm_source=a</id>')?.guid).toBe(
      'http://Site.Example/%7ebob/../x?utm_source=a',
    );
  });
});

describe('an Atom text of any type', () => {
  const types = [
    'text',
    'html',
    'xhtml',
    'plain',
    'text/plain',
    'text/html',
    'TEXT',
    'unknown',
    'x',
    'application/octet-stream',
    'image/png',
    'application/x-headline',
    'plain/text',
    'utf-8',
    'text/html; charset=utf-8',
    'html/text',
    'string',
    '*/*',
    'application/json',
  ];
  it.each(types)('%s', (type) => {
    for (const text of [
      'Breaking news from Cairo',
      'Breaking',
      'Headline',
      'News',
      'abcd',
      'خبر مهم',
      'Q3 2026',
      '2026',
      'YWJj',
    ]) {
      expect(inAtom(`<title type="${type}">${text}</title>`)?.title).toBe(text);
      expect(inAtom(`<summary type="${type}">${text}</summary>`)?.summary).toBe(text);
      expect(inRss(`<title type="${type}">${text}</title>`)?.title).toBe(text);
    }
    expect(inAtom(`<content type="${type}">Breaking news from Cairo</content>`)?.summary).toBe(
      'Breaking news from Cairo',
    );
    expect(inAtom(`<title type="${type}">&lt;b&gt;خبر&lt;/b&gt; مهم</title>`)?.title).toBe('خبر مهم');
  });

  it('content in base64 is decoded if it is text, and else is none', () => {
    const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64').replace(/.{20}/g, '$&\n  ');
    const content = (text: string) => `<title>أ</title><content type="application/x-news">${text}</content>`;
    expect(inAtom(content(base64('نص الخبر كما هو في الصحيفة')))?.summary).toBe('نص الخبر كما هو في الصحيفة');
    expect(inAtom(content(base64(Uint8Array.from({ length: 90 }, (_, i) => i * 3))))?.summary).toBeUndefined();
    expect(inAtom(`<title mode="base64">${base64('خبر')}</title>`)?.title).toBe('خبر');
    expect(inAtom('<title mode="base64">Breaking news</title>')?.title).toBe('Breaking news');
  });
});

describe('xml:base', () => {
  const PICTURE = 'https://media.example/2026/a.jpg';
  it.each([
    ['content', '<content type="html" xml:base="https://media.example/2026/">&lt;img src="a.jpg"&gt;</content>'],
    [
      'content, a path',
      '<content type="html" xml:base="https://media.example/">&lt;img src="/2026/a.jpg"&gt;</content>',
    ],
    [
      'content, in CDATA',
      '<content type="html" xml:base="https://media.example/x"><![CDATA[<img src="2026/a.jpg">]]></content>',
    ],
    ['summary', '<summary type="html" xml:base="https://media.example/2026/">&lt;img src="a.jpg"&gt;</summary>'],
    ['XHTML', '<content type="xhtml" xml:base="https://media.example/2026/"><div><img src="a.jpg"/></div></content>'],
    [
      'an element of XHTML',
      '<content type="xhtml"><div xml:base="https://media.example/2026/"><img src="a.jpg"/></div></content>',
    ],
    [
      'bases in bases',
      '<content type="xhtml" xml:base="https://media.example/"><div xml:base="2026/"><img src="a.jpg"/></div></content>',
    ],
    [
      'content:encoded',
      '<content:encoded xml:base="https://media.example/2026/">&lt;img src="a.jpg"&gt;</content:encoded>',
    ],
    ['description', '<description xml:base="https://media.example/2026/">&lt;img src="a.jpg"&gt;</description>'],
    ['an enclosure', '<enclosure xml:base="https://media.example/2026/" url="a.jpg" type="image/jpeg"/>'],
    [
      'a whole address needs none',
      `<description xml:base="https://other.example/">&lt;img src="${PICTURE}"&gt;</description>`,
    ],
  ])('of %s holds for its picture', (_, field) => {
    expect(inRss(field)?.image).toBe(PICTURE);
    expect(inAtom(field)?.image).toBe(PICTURE);
  });
});

describe('feedburner:origLink', () => {
  it.each([
    '/news/9',
    'news/9',
    '9',
    '#9',
    '?p=9',
    'n/a',
    '-',
    'http://',
    'https://https://x',
    'feed:https://site.example/9',
    'https://site.example',
    'https://www.site.example/index.html',
    'https://site.example/undefined',
    'https://site.example/news/null/',
    'www',
    'tag:9',
    '',
  ])('%s leaves the link as it is', (none) => {
    const origin = element('feedburner:origLink', none);
    expect(inRss(element('link', PAGE) + origin)?.url).toBe(PAGE);
    expect(inAtom(`<link href="${PAGE}"/>${origin}`)?.url).toBe(PAGE);
  });
});

const PAGE = 'https://site.example/news/1';
describe('where it stands, in RSS', () => {
  it.each([
    ['link', '<link>https://site.example/news/1</link>'],
    ['link, in CDATA and white space', '<link>\n <![CDATA[ https://site.example/news/1 ]]>\n</link>'],
    ['link, relative to the site', '<link>news/1</link>'],
    ['link, relative to xml:base', '<link xml:base="https://site.example/news/">1</link>'],
    ['link, as Atom writes it', '<link href="https://site.example/news/1"/>'],
    ['link, an RDF resource', '<link rdf:resource="https://site.example/news/1"/>'],
    ['the second link, where the first is empty', '<link/><link>https://site.example/news/1</link>'],
    ['the link before the guid', '<guid>https://site.example/guid</guid><link>https://site.example/news/1</link>'],
    ['the link behind the guid', '<link>https://site.example/news/1</link><guid>https://site.example/guid</guid>'],
    ['atom:link', '<atom:link href="https://site.example/news/1"/>'],
    ['atom:link, alternate', '<atom:link rel="self" href="/feed"/><atom:link rel="alternate" href="/news/1"/>'],
    ['guid', '<guid>https://site.example/news/1</guid>'],
    ['guid, a permalink', '<guid isPermaLink="true">https://site.example/news/1</guid>'],
    ['guid, a relative permalink', '<guid isPermaLink="true">/news/1</guid>'],
    ['permalink', '<permalink>https://site.example/news/1</permalink>'],
    ['dc:identifier', '<dc:identifier>https://site.example/news/1</dc:identifier>'],
    ['feedburner:origLink', '<feedburner:origLink>https://site.example/news/1</feedburner:origLink>'],
    [
      'feedburner:origLink before what counts clicks',
      '<link>https://feedproxy.example/~r/1</link><feedburner:origLink>https://site.example/news/1</feedburner:origLink>',
    ],
    ['text behind an empty link', '<link/>https://site.example/news/1'],
  ])('%s', (_, fields) => {
    expect(inRss(fields)?.url).toBe(PAGE);
  });

  it.each([
    ['a guid that is no permalink', '<guid isPermaLink="false">https://site.example/news/1</guid>'],
    ['a guid that is no address', '<guid isPermaLink="true">12345</guid>'],
    ['a mail address', '<link>mailto:desk@site.example</link>'],
    ['a search form inside', '<textInput><link>https://site.example/search</link></textInput>'],
    ['an image’s page', '<image><link>https://site.example/photo</link></image>'],
    ['the page it was taken from', '<source url="https://other.example/rss">وكالة</source>'],
  ])('not %s', (_, fields) => {
    expect(inRss(`<title>أ</title>${fields}`)).toMatchObject({ title: 'أ', url: undefined });
  });
});

describe.each(['N/A', 'null', 'https://https://site.example/news/1', 'http://', '#', 'javascript:void(0)', 'رابط'])(
  'an address that is none: %s',
  (none) => {
    const good = element('link', PAGE);

    it.each([
      ['feedburner:origLink', element('feedburner:origLink', none) + good],
      ['the first of two links', element('link', none) + good],
      ['a link, with a guid', element('link', none) + element('guid', PAGE)],
      ['atom:link', `<atom:link href="${none}"/>${element('guid', PAGE)}`],
      ['a permalink', `<guid isPermaLink="true">${none}</guid><atom:link href="${PAGE}"/>`],
    ])('is no link in RSS: %s', (_, fields) => {
      expect(inRss(fields)?.url).toBe(PAGE);
    });

    it.each([
      element('link', none),
      element('feedburner:origLink', none),
      element('permalink', none),
      `<guid isPermaLink="true">${none}</guid>`,
    ])('leaves the item without a link: %s', (fields) => {
      expect(inRss(`<title>خبر</title>${fields}`)).toMatchObject({ title: 'خبر', url: undefined });
    });

    it('is no link in Atom and JSON Feed', () => {
      expect(inAtom(`<link href="${none}"/><link href="${PAGE}"/>`)?.url).toBe(PAGE);
      expect(inAtom(`<link href="${none}"/>${element('id', PAGE)}`)?.url).toBe(PAGE);
      expect(inAtom(`<title>خبر</title><link href="${none}"/>`)).toMatchObject({ title: 'خبر', url: undefined });
      const items = [
        { id: '1', title: 'أ', url: none },
        { id: '2', title: 'ب', url: none, external_url: PAGE },
      ];
      const json = { version: 'https://jsonfeed.org/version/1.1', title: 'المرفأ', home_page_url: none, items };
      expect(parseFeed(JSON.stringify(json), BASE)).toMatchObject({
        home: undefined,
        items: [{ url: undefined }, { url: PAGE }],
      });
    });
  },
);

describe('where it stands, in Atom', () => {
  it.each([
    ['alternate', '<link rel="alternate" type="text/html" href="https://site.example/news/1"/>'],
    ['no rel', '<link href="https://site.example/news/1"/>'],
    ['a rel in capitals', '<link rel="Alternate" href="https://site.example/news/1"/>'],
    [
      'a rel as an address',
      '<link rel="http://www.iana.org/assignments/relation/alternate" href="https://site.example/news/1"/>',
    ],
    ['text instead of href', '<link rel="alternate">https://site.example/news/1</link>'],
    [
      'alternate behind the rest',
      '<link rel="enclosure" href="/a.mp3"/><link rel="via" href="/v"/><link href="/news/1"/>',
    ],
    ['HTML before PDF', '<link type="application/pdf" href="/pdf"/><link type="text/html" href="/news/1"/>'],
    ['Arabic before English', '<link hreflang="en" href="/en"/><link hreflang="ar-EG" href="/news/1"/>'],
    ['related where there is no alternate', '<link rel="self" href="/self"/><link rel="related" href="/news/1"/>'],
    ['the id where it is an address', '<id>https://site.example/news/1</id>'],
    ['the content’s source', '<id>tag:1</id><content src="/news/1"/>'],
    ['the content’s source against its own base', '<id>tag:1</id><content xml:base="news/" src="1"/>'],
    [
      'feedburner:origLink',
      '<link href="https://feedproxy.example/1"/><feedburner:origLink>https://site.example/news/1</feedburner:origLink>',
    ],
  ])('%s', (_, fields) => {
    expect(only(atom(`<entry xml:base="https://site.example/">${fields}</entry>`))?.url).toBe(PAGE);
  });

  it('relative to the nearest xml:base, each relative to the one around it', () => {
    const entry = '<entry xml:base="news/"><link xml:base="./" href="1"/></entry>';
    expect(
      only(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://site.example/">${entry}</feed>`)?.url,
    ).toBe(PAGE);
  });
});

describe('text, however it is escaped', () => {
  const XHTML = '<div xmlns="http://www.w3.org/1999/xhtml"><p>ألف &amp; باء</p><p>تاء</p></div>';
  it.each([
    ['html', '<content type="html">&lt;p&gt;ألف &amp;amp; باء&lt;/p&gt;&lt;p&gt;تاء&lt;/p&gt;</content>'],
    ['html in CDATA', '<content type="html"><![CDATA[<p>ألف &amp; باء</p><p>تاء</p>]]></content>'],
    ['a media type', '<content type="text/html">&lt;p&gt;ألف &amp;amp; باء&lt;/p&gt;&lt;p&gt;تاء&lt;/p&gt;</content>'],
    ['xhtml', `<content type="xhtml">${XHTML}</content>`],
    ['xhtml by media type', `<content type="application/xhtml+xml">${XHTML}</content>`],
    ['xhtml with a prefix', `<content type="xhtml">${XHTML.replace(/<(\/?)(?=[dp])/g, '<$1xhtml:')}</content>`],
    ['xhtml that says nothing', `<content>${XHTML}</content>`],
    [
      'text that is HTML after all',
      '<content type="text">&lt;p&gt;ألف &amp;amp; باء&lt;/p&gt;&lt;p&gt;تاء&lt;/p&gt;</content>',
    ],
    [
      'Atom 0.3, escaped',
      '<content mode="escaped">&lt;p&gt;ألف &amp;amp; باء&lt;/p&gt;&lt;p&gt;تاء&lt;/p&gt;</content>',
    ],
    ['Atom 0.3, xml', `<content mode="xml">${XHTML}</content>`],
    [
      'base64',
      `<content mode="base64">\n${Buffer.from('<p>ألف &amp; باء</p><p>تاء</p>').toString('base64')}\n</content>`,
    ],
    [
      'base64 by media type',
      `<content type="application/octet-stream">${Buffer.from('<p>ألف &amp; باء</p><p>تاء</p>').toString('base64')}</content>`,
    ],
    [
      'a media type that is plain text after all',
      '<content type="application/x-news">ألف &amp; باء&lt;p&gt;تاء</content>',
    ],
    ['the second of two, the first empty', `<content type="text"/><content type="xhtml">${XHTML}</content>`],
  ])('%s', (_, field) => {
    expect(inAtom(field)?.summary).toBe('ألف & باء\nتاء');
  });

  it('plain text keeps its signs', () => {
    expect(inAtom('<title type="text">5 &lt; 7 &amp; 9 &gt; 3</title>')?.title).toBe('5 < 7 & 9 > 3');
  });

  it('an image is no text', () => {
    expect(
      inAtom(`<content type="image/png">${Buffer.from([0x89, 0x50, 0xff]).toString('base64')}</content>`),
    ).toMatchObject({
      summary: undefined,
      paragraphs: [],
    });
  });
});

describe('the file of a picture, as the feed describes it', () => {
  const P = 'https://media.example/a.jpg';
  const NOTHING = { type: undefined, width: undefined, height: undefined, bytes: undefined };
  it.each<readonly [string, string, Partial<FeedItem['imageFile']> | undefined]>([
    ['an enclosure', `<enclosure url="${P}" type="image/jpeg" length="84211"/>`, { type: 'image/jpeg', bytes: 84_211 }],
    ['an enclosure of unknown length', `<enclosure url="${P}" type="image/png" length="0"/>`, { type: 'image/png' }],
    ['and the other placeholder', `<enclosure url="${P}" type="image/webp" length="1"/>`, { type: 'image/webp' }],
    [
      'media:content',
      `<media:content url="${P}" medium="image" type="image/jpeg" width="1200" height="675" fileSize="90000"/>`,
      { type: 'image/jpeg', width: 1200, height: 675, bytes: 90_000 },
    ],
    ['a thumbnail', `<media:thumbnail url="${P}" width="640px" height="360px"/>`, { width: 640, height: 360 }],
    [
      'two places that describe one file',
      `<media:content url="${P}" medium="image" width="1200"/><enclosure url="${P}" type="image/jpeg" length="84211"/>`,
      { type: 'image/jpeg', width: 1200, bytes: 84_211 },
    ],
    [
      'the name that is no media type',
      `<enclosure url="${P}" type="image/jpg" length="500"/>`,
      { type: 'image/jpeg', bytes: 500 },
    ],
    ['a parameter', `<enclosure url="${P}" type="Image/JPEG; q=1" length="500"/>`, { type: 'image/jpeg', bytes: 500 }],
    ['a page’s type', `<media:content url="${P}" medium="image" type="text/html"/>`, undefined],
    [
      'markup',
      `<media:content url="${P}" medium="image" type="image/&lt;b&gt;" width="&quot;9" height="-4"/>`,
      undefined,
    ],
    [
      'absurd sizes',
      `<media:content url="${P}" medium="image" width="99999999" height="1e3" fileSize="99999999999999999999"/>`,
      undefined,
    ],
    [
      'another picture’s',
      `<media:content url="${P}" medium="image"/><media:thumbnail url="https://media.example/b.jpg" width="90"/>`,
      undefined,
    ],
    ['a picture in the text', `<description>&lt;img src="${P}" width="90"&gt;</description>`, undefined],
  ])('%s', (_, fields, file) => {
    const expected = file && { ...NOTHING, ...file };
    expect(inRss(fields)?.image).toBe(P);
    expect(inRss(fields)?.imageFile).toEqual(expected);
    expect(inAtom(fields)?.imageFile).toEqual(expected);
  });

  it('an attachment of JSON Feed', () => {
    const item = {
      id: '1',
      title: 'أ',
      image: P,
      attachments: [{ url: P, mime_type: 'image/jpeg', size_in_bytes: 84_211 }],
    };
    const text = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'أ', items: [item] });
    expect(only(text)?.imageFile).toEqual({ ...NOTHING, type: 'image/jpeg', bytes: 84_211 });
  });
});
