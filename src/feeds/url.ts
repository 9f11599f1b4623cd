/**
 * Addresses as we keep them: absolute http(s), host in lower case and punycode, without default port, credentials, tracking
 * parameters and fragment. Other schemes are undefined. Parameters keep their order and spelling, because some outlets'
 * scripts read them by position. Idempotent.
 */
import { getDomain } from 'tldts';

/** Longest address kept, in UTF-16 units. Servers and browsers do not agree on longer ones. */
const URL_CHARS_MAX = 2_048;

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

/** Absolute http(s) address as the feed gives it, against `base`; undefined for anything else. Nothing is stripped. */
export function httpUrl(raw: string | undefined, base: string): string | undefined {
  return httpAddress(raw, base)?.href;
}

/** The address an article is known by; undefined when `raw` is not an http(s) address, absolute or against `base`. */
export function canonicalUrl(raw: string | undefined, base: string): string | undefined {
  const url = httpAddress(raw, base);
  if (url === undefined) return undefined;
  url.username = '';
  url.password = '';
  // Hash routes (#!/news/1, #/news/1) are the page's address; any other fragment is a place on it.
  if (url.href.includes('#') && !/^#!?\//.test(url.hash)) url.hash = '';
  if (url.search.length > 1) {
    const kept = url.search
      .slice(1)
      .split('&')
      .filter((part) => part !== '' && !isTracking(part.split('=', 1)[0] ?? ''));
    url.search = kept.length > 0 ? `?${kept.join('&')}` : '';
  } else if (url.href.includes('?')) url.search = '';
  return url.href.length > URL_CHARS_MAX ? undefined : url.href;
}

/** The publisher behind an address, by its registrable domain: bbc.com for www.bbc.com. The host when it has none. */
export function publisherOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

function httpAddress(raw: string | undefined, base: string): URL | undefined {
  if (raw === undefined || raw.length > 2 * URL_CHARS_MAX) return undefined;
  // Feeds that escape addresses twice: no site means "&amp;" by it.
  const text = raw
    .replace(/[\t\n\r]/g, '')
    .replace(/&(?:amp;)+/gi, '&')
    .trim();
  if (text === '') return undefined;
  const absolute = /^www\./i.test(text) ? `http://${text}` : text;
  const url = URL.parse(absolute) ?? URL.parse(absolute, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  return url.hostname === '' ? undefined : url;
}
