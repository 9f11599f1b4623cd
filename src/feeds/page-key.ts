/**
 * Names of the page behind an address, equal for the addresses under which an outlet lists one page. `url` is canonical: see
 * url.ts. Both are undefined for a site's front page: that is no article's own page. Addresses that differ in an id, in the
 * query too, are two pages, whatever their titles say.
 */

/**
 * Without what does not tell pages apart: scheme, www, mobile and AMP hosts, closing and doubled slashes, index pages, mobile,
 * AMP and .html endings, session ids, percent-encoding that needs none, letter case of headlines, the order of parameters, and
 * parameters that say where a reader came from or what the page is shown on.
 */
export function pageKey(url: string): string | undefined {
  const page = partsOf(url);
  return page && keyOf(page);
}

/**
 * As `pageKey`, and without the words around the article's id: /news/12345-old-headline and /news/12345-new-headline are one
 * page. Only an address with an id is shortened. An id may be a number of a headline by mistake, so that this name
 * needs another sign beside it: see matching.ts.
 */
export function articlePageKey(url: string): string | undefined {
  const page = partsOf(url);
  if (page === undefined) return undefined;
  const { segments, query } = page;
  if (query.some((one) => /^[a-z_]*id=\w*\d/i.test(one))) {
    return keyOf({ ...page, query: query.filter((one) => !/^(?:title|slug|headline|heading|name|t)=/i.test(one)) });
  }
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = (segments[i] ?? '').replace(FILE_ENDING, '');
    const id = idAmong(segment);
    if (id === undefined) continue;
    const isLast = i === segments.length - 1;
    if (id === segment && !isLast && !(i === segments.length - 2 && isSlug(segments[i + 1] ?? ''))) continue;
    if (id !== segment && !isLast) continue;
    const before = segments.slice(0, i);
    return keyOf({ ...page, segments: [...(isSlug(before.at(-1) ?? '') ? before.slice(0, -1) : before), id] });
  }
  return keyOf(page);
}

interface Page {
  readonly host: string;
  readonly segments: readonly string[];
  readonly query: readonly string[];
  readonly hash: string;
}

const SITE_LABEL = /^(?:www\d?|m|mobile|mob|amp|touch|wap)\.(?=[^.]+\.)/;
const INDEX_PAGE = /^(?:index|default)\.(?:html?|php\d?|aspx?|jsp|cfm)$/i;
const FILE_ENDING = /\.(?:s?html?|php\d?|aspx?|jsp|amp)$/i;
const AMP_PARAMETER = /^(?:amp(?:=(?:1|true)?)?|m=1)$/i;
/** Where the reader came from, and what the page is shown on. Any other value may say which page is meant. */
const SHOWN_AS =
  /^(?:ref|src|source|from|via|share|partner|emc|cmp|campaign|feed|format|output|outputtype|mode|view|device|platform)=(?:rss[-_]?(?:feed|2(?:\.0)?)?|atom|xml|feed|amp|mobile|app|web|newsletter|email|social|facebook|twitter|x|telegram|whatsapp)$/i;
const VISIT =
  /^(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|noredirect|__twitter_impression|wt_mc|wt_zmc|spm)=|^(?:rss|print|page)=1$|^print$/i;
const SESSION = /;jsessionid=[^/;]*$/i;
/** Letter case tells codes apart, not the words of a headline. */
const HEADLINE = /\p{L}\p{L}[-_]\p{L}\p{L}/u;

function partsOf(url: string): Page | undefined {
  const parsed = URL.parse(withoutAmpCache(url));
  if (parsed === null) return undefined;
  let host = parsed.host.replace(/\.(?=:|$)/, '');
  while (SITE_LABEL.test(host)) host = host.replace(SITE_LABEL, '');
  const written = parsed.pathname
    .split('/')
    .map((segment) => decodedSegment(segment.replace(SESSION, '')).trim())
    .filter((segment) => segment !== '');
  const segments = written.some((segment) => HEADLINE.test(segment)) ? written.map((s) => s.toLowerCase()) : written;
  const last = segments.pop()?.replace(/\.amp(?=\.html?$|$)/i, '');
  if (last !== undefined && !INDEX_PAGE.test(last)) segments.push(last.replace(/(?<=.)\.html?$/i, ''));
  if (segments.length > 1 && /^(?:index\.php|m|mobile)$/i.test(segments[0] ?? '')) segments.shift();
  if (segments.length > 1 && /^amp(?:\.html?)?$/i.test(segments.at(-1) ?? '')) segments.pop();
  if (segments.length > 1 && /^amp$/i.test(segments[0] ?? '')) segments.shift();
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((one) => one !== '' && !AMP_PARAMETER.test(one) && !SHOWN_AS.test(one) && !VISIT.test(one))
    .map(decoded)
    .sort();
  if (segments.length === 0 && query.length === 0 && parsed.hash === '') return undefined;
  return { host, segments, query, hash: decoded(parsed.hash) };
}

function keyOf({ host, segments, query, hash }: Page): string {
  return `${[host, ...segments].join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}${hash}`;
}

/** Pages that Google serves from its AMP cache or viewer, under their own address. */
function withoutAmpCache(url: string): string {
  const inside =
    /^https?:\/\/(?:[^/]+\.cdn\.ampproject\.org\/[cvi](?:\/s)?|www\.google\.[a-z.]+\/amp(?:\/s)?)\/(.+)$/i.exec(url);
  return inside ? `https://${inside[1]}` : url;
}

/** With the marks that a path may hold either way: "a%2Cb" is "a,b". An encoded slash, question mark or # stays. */
function decodedSegment(segment: string): string {
  return decoded(segment).replace(/%(?:2[4BC6]|3[ABD]|40)/gi, decodeURIComponent);
}

function decoded(text: string): string {
  try {
    return decodeURI(text).normalize('NFC');
  } catch {
    return text;
  }
}

/** The article's id in a segment of the path: all of it, or the number or code before or behind the words of a headline. */
function idAmong(segment: string): string | undefined {
  const whole = /^[a-z]*[-_]?(\d{4,})$/i.exec(segment)?.[1];
  if (whole !== undefined) return isId(whole) ? segment : undefined;
  if (UUID.test(segment) || CODE.test(segment)) return segment;
  const front = /^(\d{4,})[-_.,~]/.exec(segment)?.[1];
  if (front !== undefined && isId(front) && /\p{L}/u.test(segment)) return front;
  const [tail, back] = /[-_.,~](?:id|[a-z])?(\d{5,}|[\da-f]{10,})$/.exec(segment) ?? [];
  const words = segment.slice(0, -(tail?.length ?? 0));
  return back !== undefined && isId(back) && /\d/.test(back) && /\p{L}/u.test(words) ? back : undefined;
}

/** Hexadecimal digits, figures among them. */
const CODE = /^(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{10,}$/i;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Years, days and round amounts are what headlines hold: "2026", "20261122", "10000". */
function isId(digits: string): boolean {
  return !isDate(digits) && !/^(?:19|20)\d\d$/.test(digits) && !/000$/.test(digits);
}

function isDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?$/.test(digits);
}

/** Words of a headline, not the name of a section: several of them, or not Latin; no number of a photo or a page. */
function isSlug(segment: string): boolean {
  const text = segment.replace(FILE_ENDING, '');
  return /\p{L}/u.test(text) && (/[-_ +]/.test(text) || /[^ -~]/.test(text));
}
