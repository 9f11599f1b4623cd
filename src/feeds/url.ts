/**
 * Addresses as we keep them: absolute http(s), host in lower case and punycode, without default port, credentials, tracking
 * parameters and fragment. Other schemes are undefined. Parameters keep their order and spelling, because some outlets'
 * scripts read them by position. Idempotent.
 */

/** Longest address kept, in UTF-16 units. Servers and browsers do not agree on longer ones. */
const URL_CHARS_MAX = 2_048;
/** Longest address read: half of it may be tracking parameters. */
const RAW_CHARS_MAX = 2 * URL_CHARS_MAX;

/** Parameters that say where a reader came from and never which page is meant: analytics, ad clicks, mailings, shares. */
const TRACKING_NAMES = new Set(
  [
    // ad networks and social sites put these on every outgoing link
    'fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id epik rdt_cid',
    // mailings
    'mc_cid mc_eid mkt_tok _hsenc _hsmi oly_anon_id oly_enc_id vero_id ck_subscriber_id',
    // analytics linkers
    '_ga _gl _openstat wickedid s_cid icid cmpid ocid xtor ito sr_share smid smtyp',
    // BBC (at_medium…), Sky and Al Jazeera (traffic_source), DW (maca), France 24 and RFI (ref, xtor), Hootsuite
    'maca traffic_source ref_src ref_url hootpostid guccounter',
  ]
    .join(' ')
    .split(' '),
);
/** utm_ Google, at_ AT Internet, ns_ comScore, pk_/mtm_/piwik_ Matomo, hsa_ and __hs HubSpot. */
const TRACKING_PREFIX =
  /^(?:utm|itm|mtm|pk|piwik|matomo|hsa|ns|at)_[a-z\d_]+$|^__(?:hs|s)[a-z]+$|^utm(?:source|medium|campaign)$/i;
/** Of `at_…` and `ns_…` only these are tracking. Others may say which page is meant. */
const AT_OR_NS = /^(?:at|ns)_/i;
const AT_OR_NS_KNOWN =
  /^(?:at_(?:medium|campaign|custom\d|bbc_team|format|link_[a-z]+|ptr_name|creation|send_date|recipient_[a-z]+|emailtype|platform|variant)|ns_(?:mchannel|source|campaign|linkname|fee))$/i;

function isTracking(name: string): boolean {
  if (TRACKING_NAMES.has(name.toLowerCase())) return true;
  if (AT_OR_NS.test(name)) return AT_OR_NS_KNOWN.test(name);
  return TRACKING_PREFIX.test(name);
}

/** Absolute http(s) address as the feed gives it, against `base`, without user name and password; undefined for anything else. */
export function httpUrl(raw: string | undefined, base: string): string | undefined {
  const href = httpAddress(raw, base)?.href;
  return href === undefined || href.length > RAW_CHARS_MAX ? undefined : href;
}

/**
 * The address of a feed as it is listed: as `httpUrl`, and without what no request carries or every server takes as absent, so that one
 * feed in two spellings is one outlet. The host's final dot, the fragment and an empty query go.
 */
export function feedUrl(raw: string): string | undefined {
  const href = httpUrl(raw, '');
  if (href === undefined) return undefined;
  const url = new URL(href);
  url.hash = '';
  if (url.search === '') url.search = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  return url.href;
}

/** The address an article is known by; undefined when `raw` is not an http(s) address, absolute or against `base`. */
export function canonicalUrl(raw: string | undefined, base: string): string | undefined {
  const url = httpAddress(raw, base);
  if (url === undefined) return undefined;
  // Hash routes (#!/news/1, #/news/1) are the page's address; any other fragment is a position on it.
  if (url.href.includes('#') && !/^#!?\//.test(url.hash)) url.hash = '';
  if (url.search.length > 1) {
    const meaningful = url.search
      .slice(1)
      .split('&')
      .filter((part) => part !== '' && !isTracking(part.split('=', 1)[0] ?? ''));
    url.search = meaningful.length > 0 ? `?${meaningful.join('&')}` : '';
  } else if (url.href.includes('?')) url.search = '';
  return url.href.length > URL_CHARS_MAX ? undefined : url.href;
}

/**
 * An address as it may be told in public: without query, fragment, path parameters and credentials, which may carry keys. Also
 * for text that is no whole address.
 */
export function shownAddress(address: string): string {
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return (isWeb ? `${url.protocol}//${url.host}${url.pathname}` : address)
    .replace(/(?:[?#]|%3f|%23).*$/is, '')
    .replace(/;[^/]*/g, '')
    .replace(/\/\/[^/\s]*@/, '//');
}

function httpAddress(raw: string | undefined, base: string): URL | undefined {
  if (raw === undefined || raw.length > RAW_CHARS_MAX) return undefined;
  // Feeds that escape addresses twice: no site means "&amp;" by it.
  const written = raw
    .replace(/[\t\n\r]/g, '')
    .replace(/&(?:amp;)+/gi, '&')
    .trim();
  // Of two addresses in one field the first.
  const text = written.split(/ https?:\/\//i, 1)[0]?.trimEnd() ?? '';
  if (text === '') return undefined;
  if (!isAddress(text, base)) return undefined;
  const host = URL.parse(base)?.hostname ?? '';
  // "news.example/1" in that site's own feed, and "www.news.example/1" in any, lack their scheme.
  const absolute = /^www\./i.test(text) || isAt(text, host) ? `http://${text}` : text;
  const url = URL.parse(absolute) ?? (SCHEME.test(absolute) ? null : URL.parse(absolute, base));
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // What is read here is served: an address with its owner's password must not be.
  url.username = '';
  url.password = '';
  return isPublicHost(url.hostname) || url.hostname === host ? url : undefined;
}

function isAt(text: string, host: string): boolean {
  const own = host.replace(/^www\./, '');
  return own !== '' && text.toLowerCase().startsWith(`${own}/`);
}

const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** "N/A" in its spellings: the one placeholder that reads like a path. */
const NOT_AVAILABLE = /^\W*n\s*\/\s*a\W*$/i;
/** Endings of pages and pictures. Others are those of hosts ("news.com") and mailboxes. */
const PAGE_FILE =
  /\.(?:[sx]?html?|php\d?|aspx?|jspx?|do|cfm|cgi|pl|xml|rss|json|pdf|jpe?g|png|gif|webp|avif|svg|mp[34]|m4[av])$/i;
/** "https//news.example/a", "https;//…": resolved against the feed it would be a page of the feed's site. */
const MISSPELT_SCHEME = /^h?t{1,2}ps?\W{0,3}\/\//i;
/** A place in a template that nobody filled: "{{url}}". */
const UNFILLED = /\{\{|\$\{|<%/;
/** What templates print for an address they do not have, where it may stand behind a slash. */
const NOTHING = /^\W*(?:null|undefined|none|nil|nan|false|true|0+|\[object[\s_]object\])\W*$/i;

/**
 * Whether `text` can be an address at all. Relative to the feed every word is one, and "N/A", "null" or "لا يوجد" would lead to
 * a page that nobody wrote. A relative address shows a path, a query, a hash route, a file's ending, or a number in a
 * directory that the feed names.
 */
function isAddress(text: string, base: string): boolean {
  if (NOT_AVAILABLE.test(text) || NOTHING.test(text) || UNFILLED.test(text)) return false;
  if (SCHEME.test(text) || /^www\./i.test(text)) return true;
  if (/^#!?\/./.test(text) || /^(?:\.{0,2}\/|\?.)/.test(text)) return true;
  if (/\s/.test(text) || text.startsWith('#')) return false;
  if (PAGE_FILE.test(text) || (/^\w[\w-]*$/.test(text) && /\d/.test(text) && base.endsWith('/'))) return true;
  return /[/=]|\?./.test(text) && !MISSPELT_SCHEME.test(text);
}

/** Not "https" in "https://https://news.example/": a host has a domain, or is a machine's own. */
function isPublicHost(host: string): boolean {
  return /[^.]\.[^.]/.test(host) || host.startsWith('[') || host === 'localhost';
}
