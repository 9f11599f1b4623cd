/**
 * Feeds as outlets really send them, mostly malformed, in our own words. Each sample states what a reader should get from it.
 * The expectations follow from what the outlet meant, not from what any reader does.
 */

export interface ExpectedItem {
  readonly title: string;
  readonly link: string;
  /** ms since the epoch; undefined where the feed gives no date. */
  readonly published: number | undefined;
}

export interface Sample {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  readonly items: readonly ExpectedItem[];
  /** The document breaks off, and a reader should say so. */
  readonly cut: boolean;
}

export const SITE = 'https://alnahda.example/';

const FIRST: ExpectedItem = {
  title: 'افتتاح جسر جديد في مدينة الواحة',
  link: `${SITE}news/1`,
  published: Date.UTC(2026, 10, 22, 8, 30),
};
const SECOND: ExpectedItem = {
  title: 'الأمطار تؤخر بداية الموسم الزراعي',
  link: `${SITE}news/2`,
  published: Date.UTC(2026, 10, 22, 9, 45),
};
const BOTH = [FIRST, SECOND];
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

interface Parts {
  readonly title?: string;
  readonly link?: string;
  readonly date?: string;
  readonly description?: string;
}

function rssItem(item: ExpectedItem, { title, link, date, description }: Parts = {}): string {
  return `<item><title>${title ?? item.title}</title><link>${link ?? item.link}</link><guid isPermaLink="false">n-${item.link.at(-1)}</guid>${
    date ?? `<pubDate>${new Date(item.published ?? 0).toUTCString()}</pubDate>`
  }<description>${description ?? 'ملخص الخبر كما أرسلته الصحيفة.'}</description></item>`;
}

const ONE = rssItem(FIRST);
const TWO = rssItem(SECOND);

function rss(items: string, namespaces = ''): string {
  return `<rss version="2.0"${namespaces}><channel><title>صحيفة النهضة</title><link>${SITE}</link><description>أخبار</description>${items}</channel></rss>`;
}

function atomEntry(item: ExpectedItem, { title, link, description }: Parts = {}): string {
  return `<entry>${title ?? `<title>${item.title}</title>`}${link ?? `<link href="${item.link}"/>`}<id>urn:n-${item.link.at(-1)}</id><published>${new Date(item.published ?? 0).toISOString()}</published>${description ?? '<summary>ملخص</summary>'}</entry>`;
}

function atom(entries: string): string {
  return `${PROLOG}<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة النهضة</title><id>urn:feed</id><updated>2026-11-22T10:00:00Z</updated>${entries}</feed>`;
}

function jsonFeed(end = ''): string {
  const items = BOTH.map(({ title, link, published }) => ({
    id: link,
    url: link,
    title,
    content_text: 'نص الخبر.',
    date_published: new Date(published ?? 0).toISOString(),
  }));
  return `{"version":"https://jsonfeed.org/version/1.1","title":"صحيفة النهضة","items":[${items.map((item) => JSON.stringify(item)).join(',')}${end}]}`;
}

/** Single-byte encodings of Arabic, as the Encoding Standard defines them: the inverse of its decoders. */
function encoded(text: string, charset: 'windows-1256' | 'iso-8859-6'): Uint8Array {
  const decoder = new TextDecoder(charset);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(text, (letter) => bytes.get(letter) ?? 0x3f);
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
}

const samples: Sample[] = [];

interface Rest {
  readonly items?: readonly ExpectedItem[];
  readonly cut?: boolean;
  readonly contentType?: string;
}

function sample(kind: string, body: string | Uint8Array, { items = BOTH, cut = false, contentType }: Rest = {}): void {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  samples.push({ kind, bytes, contentType, items, cut });
}

const first = (changes: Partial<ExpectedItem>) => ({ items: [{ ...FIRST, ...changes }, SECOND] });

// Nothing wrong: the reader's mapping is right.
sample('RSS 2.0, well formed', PROLOG + rss(ONE + TWO));
sample('Atom, well formed', atom(BOTH.map((item) => atomEntry(item)).join('')));
sample('JSON Feed, well formed', jsonFeed());
sample(
  'RSS 1.0 (RDF)',
  `${PROLOG}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${SITE}"><title>صحيفة النهضة</title><link>${SITE}</link></channel>${BOTH.map(
    ({ title, link, published }) =>
      `<item rdf:about="${link}"><title>${title}</title><link>${link}</link><dc:date>${new Date(published ?? 0).toISOString()}</dc:date></item>`,
  ).join('')}</rdf:RDF>`,
);

// Characters that XML does not allow where they stand.
sample(
  'bare < in a title',
  PROLOG + rss(rssItem(FIRST, { title: 'النمو < 3% هذا العام' }) + TWO),
  first({ title: 'النمو < 3% هذا العام' }),
);
sample(
  'bare & in a title',
  PROLOG + rss(rssItem(FIRST, { title: 'بحث & تطوير' }) + TWO),
  first({ title: 'بحث & تطوير' }),
);
sample(
  'bare & in a link',
  PROLOG + rss(rssItem(FIRST, { link: `${SITE}news?id=1&page=2` }) + TWO),
  first({ link: `${SITE}news?id=1&page=2` }),
);
sample(
  'a word in angle brackets',
  PROLOG + rss(rssItem(FIRST, { title: '<عاجل> هزة أرضية' }) + TWO),
  first({ title: '<عاجل> هزة أرضية' }),
);
sample(
  'control characters',
  PROLOG + rss(rssItem(FIRST, { title: 'خبر\u0008 أول\u001b' }) + TWO),
  first({ title: 'خبر أول' }),
);
sample(
  "HTML's entities in XML",
  PROLOG + rss(rssItem(FIRST, { title: '&laquo;الجسر&raquo;&nbsp;يفتح&hellip;' }) + TWO),
  first({ title: '«الجسر» يفتح…' }),
);
sample(
  'entities escaped twice',
  PROLOG + rss(rssItem(FIRST, { title: '&amp;quot;الجسر&amp;quot; يفتح' }) + TWO),
  first({ title: '"الجسر" يفتح' }),
);
sample(
  "Windows' numbers of characters",
  PROLOG + rss(rssItem(FIRST, { title: '&#147;الجسر&#148; يفتح' }) + TWO),
  first({ title: '“الجسر” يفتح' }),
);

// HTML that is neither escaped nor closed.
sample(
  'unclosed <p> in a description',
  PROLOG + rss(rssItem(FIRST, { description: '<p>فقرة أولى<p>فقرة ثانية' }) + TWO),
);
sample(
  '<br> and <img> in a description',
  PROLOG + rss(rssItem(FIRST, { description: `سطر<br>سطر<img src="${SITE}a.jpg">` }) + TWO),
);
sample(
  'attributes without quotes',
  PROLOG + rss(rssItem(FIRST, { description: '<a href=/a target=_blank>رابط</a>' }) + TWO).replace('"2.0"', '2.0'),
);
sample(
  'HTML in a title',
  PROLOG + rss(rssItem(FIRST, { title: '<b>عاجل</b> هزة أرضية' }) + TWO),
  first({ title: 'عاجل هزة أرضية' }),
);

// Tags.
sample(
  'upper-case tags',
  PROLOG +
    rss(ONE + TWO).replaceAll(/<(\/?)([a-z]+)/gi, (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`),
);
sample('no </item>', PROLOG + rss((ONE + TWO).replaceAll('</item>', '')));
sample('the wrong end tag', PROLOG + rss(ONE.replace('</title>', '</titel>') + TWO));
sample('stray end tags', PROLOG + rss(`${ONE}</p></item>${TWO}`));
sample('items behind the channel', `${PROLOG}${rss('').replace('</rss>', '')}${ONE}${TWO}</rss>`);
sample('a comment with two hyphens', PROLOG + rss(`<!-- قديم -- لا تحذف -->${ONE}${TWO}`));
sample(
  'an undeclared namespace prefix',
  PROLOG +
    rss((ONE + TWO).replaceAll('</item>', `<media:content url="${SITE}a.jpg"/><dc:creator>سلمى</dc:creator></item>`)),
);

// CDATA.
sample('a CDATA section without end', PROLOG + rss(rssItem(FIRST, { description: '<![CDATA[ملخص الخبر' }) + TWO));
sample(
  'a CDATA section in another',
  PROLOG + rss(rssItem(FIRST, { description: '<![CDATA[<p>أول</p><![CDATA[ثان]]> ثالث]]>' }) + TWO),
);
sample(
  'line breaks and CDATA around fields',
  PROLOG +
    rss(rssItem(FIRST, { title: `\n<![CDATA[\n${FIRST.title}\n]]>\n`, link: `\n<![CDATA[ ${FIRST.link} ]]>\n` }) + TWO),
);

// Before, behind and around the document.
sample(
  'a warning of PHP before the prolog',
  `<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/rss.php</b> on line <b>7</b><br />\n${PROLOG}${rss(ONE + TWO)}`,
);
sample('blank lines before the prolog', `\n\n ${PROLOG}${rss(ONE + TWO)}`);
sample('an advertisement behind the end', `${PROLOG}${rss(ONE + TWO)}<script>if (a < b && c) ad('<item>');</script>`);
sample('a byte order mark', `\ufeff${PROLOG}${rss(ONE + TWO)}`);
sample('two byte order marks', `\ufeff\ufeff${PROLOG}${rss(ONE + TWO)}`);
sample(
  'a document type with entities',
  `${PROLOG}<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>${rss(rssItem(FIRST, { title: 'الجسر&nbsp;يفتح' }) + TWO)}`,
  first({ title: 'الجسر يفتح' }),
);

// Documents that break off. An item that was not complete is not an item.
const whole = PROLOG + rss(ONE + TWO);
sample('cut off in a description', whole.slice(0, whole.lastIndexOf('كما أرسلته')), { items: [FIRST], cut: true });
sample('cut off in a title', whole.slice(0, whole.indexOf('بداية الموسم')), { items: [FIRST], cut: true });
sample('cut off in a link', whole.slice(0, whole.indexOf('/2</link>')), { items: [FIRST], cut: true });
sample('cut off between two items', whole.slice(0, whole.lastIndexOf('<item>')), { items: [FIRST], cut: true });
sample(
  'Atom, cut off in an entry',
  (() => {
    const text = atom(BOTH.map((item) => atomEntry(item)).join(''));
    return text.slice(0, text.lastIndexOf('<published>'));
  })(),
  { items: [FIRST], cut: true },
);
sample('JSON Feed, cut off', jsonFeed().slice(0, jsonFeed().lastIndexOf('"content_text"')), {
  items: [FIRST],
  cut: true,
});

// Encodings.
const windows = '<?xml version="1.0" encoding="windows-1256"?>';
sample('windows-1256, rightly labelled', encoded(windows + rss(ONE + TWO), 'windows-1256'));
sample('windows-1256 labelled UTF-8', encoded(PROLOG + rss(ONE + TWO), 'windows-1256'));
sample('UTF-8 labelled windows-1256', windows + rss(ONE + TWO));
sample('iso-8859-6, by its Content-Type only', encoded(`<?xml version="1.0"?>${rss(ONE + TWO)}`, 'iso-8859-6'), {
  contentType: 'text/xml; charset=iso-8859-6',
});
sample('UTF-16 with a byte order mark', utf16(`<?xml version="1.0" encoding="UTF-16"?>${rss(ONE + TWO)}`));

// Atom and JSON in particular.
sample(
  'Atom, XHTML in title and content',
  atom(
    atomEntry(FIRST, {
      title: `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${FIRST.title.replace('جديد', '<b>جديد</b>')}</div></title>`,
      description: '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content>',
    }) + atomEntry(SECOND),
  ),
);
sample(
  'Atom, HTML in a title',
  atom(
    atomEntry(FIRST, { title: '<title type="html">&lt;b&gt;عاجل&lt;/b&gt; هزة &amp;amp; أمطار</title>' }) +
      atomEntry(SECOND),
  ),
  first({ title: 'عاجل هزة & أمطار' }),
);
sample(
  'Atom, other links before the article',
  atom(
    atomEntry(FIRST, {
      link: `<link rel="enclosure" href="${SITE}a.mp3"/><link rel="self" href="${SITE}n.atom"/><link rel="alternate" href="${FIRST.link}"/>`,
    }) + atomEntry(SECOND),
  ),
);
sample('JSON Feed with a trailing comma', jsonFeed(','));

// Dates and links.
const dated = (text: string) => PROLOG + rss(rssItem(FIRST, { date: `<pubDate>${text}</pubDate>` }) + TWO);
sample('a date with the Arabic name of the month', dated('22 تشرين الثاني 2026 08:30:00 +0000'));
sample('a date in Arabic digits', dated('٢٢ نوفمبر ٢٠٢٦ ٠٨:٣٠ +0000'));
sample('a date with the wrong day of the week', dated('Fri, 22 Nov 2026 11:30:00 +0300'));
sample('an ISO date without colons in its time', dated('2026-11-22T113000+03:00'));
sample(
  'dc:date in RSS',
  PROLOG +
    rss(
      rssItem(FIRST, { date: '<dc:date>2026-11-22T08:30:00Z</dc:date>' }) + TWO,
      ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ),
);
sample('no date', PROLOG + rss(rssItem(FIRST, { date: '' }) + TWO), first({ published: undefined }));
sample(
  'the link only in a guid',
  PROLOG + rss(`${ONE.replace(/<link>.*<\/guid>/, `<guid>${FIRST.link}</guid>`)}${TWO}`),
);
sample('a relative link', PROLOG + rss(rssItem(FIRST, { link: '/news/1' }) + TWO));

export const SAMPLES: readonly Sample[] = samples;
