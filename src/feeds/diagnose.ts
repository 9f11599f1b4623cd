/** Diagnoses a document that is not a feed, in one sentence that an operator can act upon. */

import { cleanLine } from './clean-line.ts';
import { htmlParagraphs, plainText } from './html.ts';
import type { NotAFeed } from './item.ts';
import { httpUrl, shownAddress } from './url.ts';

const HTML_ELEMENTS = new Set(
  (
    'html head body title meta link base script noscript style div p br hr b i h1 h2 h3 center table span a img font ' +
    'frameset frame iframe form main section article header nav ul ol pre'
  ).split(' '),
);
/** Part of a page in which its title and links are looked for. UTF-16 units. */
const HEAD_CHARS_MAX = 20_000;
const TITLE = /<title\b[^<>]*>([^<]*)/i;
const TITLE_CHARS_MAX = 120;
const LINK = /<link\b[^<>]*>/gi;
const FEED_TYPE = /type\s*=\s*["']?application\/(?:rss|atom|feed)\+(?:xml|json)/i;
const HREF = /\shref\s*=\s*["']?([^\s"'<>]{1,200})/i;
const BASE = /<base\b[^<>]*>/i;
/** In a page's text. */
const ADDRESS = /https?:\/\/[^\s<>"'«»()،]{1,300}/gi;
const CANONICAL = /\srel\s*=\s*["']?canonical\b/i;
const META = /<meta\b[^<>]*>/gi;
const REFRESH = /\shttp-equiv\s*=\s*(?:["']\s*)?refresh\b/i;
const CONTENT = /\scontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;
/** "0; url=…", which browsers also take without "url=" and with quotation marks. */
const REFRESH_TARGET = /^[\s\d.]*(?:[;,]\s*)?(?:url\s*=\s*)?(?:["']\s*)?([^\s"']+)/i;
const SCRIPT_TARGET =
  /\blocation(?:\.href)?\s*=\s*["'`]([^"'`\s]{1,500})["'`]|\blocation\.(?:replace|assign)\s*\(\s*["'`]([^"'`\s]{1,500})["'`]/;
const ANCHOR = /<a\b[^<>]*>/i;
/** How pages say that they moved. */
const MOVED =
  /\b(?:moved|redirect(?:ed|ing|ion)?|30[12378]|new (?:address|location|home)|click here)\b|انتقل|نقل|تحويل|توجيه|جديد/i;
/** Pages that only send readers on say no more than this. A script of a longer page may do something else. */
const SHORT_CHARS_MAX = 600;

/** `first` is the name of the first element in lower case; undefined if there is no element. `base` is the document's address. */
export function diagnose(text: string, first: string | undefined, base: string): { readonly ok: false } & NotAFeed {
  const head = text.slice(0, HEAD_CHARS_MAX);
  if ((first !== undefined && HTML_ELEMENTS.has(first)) || /<!doctype\s+html/i.test(head)) {
    const title = plainText(TITLE.exec(head)?.[1] ?? '', TITLE_CHARS_MAX).slice(0, TITLE_CHARS_MAX);
    const named = title === '' ? '' : `, titled "${title}"`;
    const feed = announcedFeed(head);
    const advice = feed === undefined ? '' : ` The page names ${feed} as its feed.`;
    const to = whereTo(head, title, base);
    const leads = to === undefined ? '' : ` ${to.says.replace('%', () => to.address)}`;
    const detail = `The address answers with an HTML page, not a feed${named}.${leads}${advice}`;
    return { ok: false, reason: 'html', detail, ...(to === undefined ? {} : { leadsTo: to.address }) };
  }
  const name = cleanLine((first ?? '').slice(0, 40));
  // Bytes that are not text may hold a "<" too. They are not shown.
  if (!ELEMENT_NAME.test(name))
    return { ok: false, reason: 'not-xml', detail: 'The text is neither XML nor a JSON Feed.' };
  return { ok: false, reason: 'not-a-feed', detail: `The root element <${name}> is not that of a feed.` };
}

const ELEMENT_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/** Where the page sends its readers, and the sentence that says so with % for the address; undefined for nowhere. */
function whereTo(
  head: string,
  title: string,
  base: string,
): { readonly address: string; readonly says: string } | undefined {
  // Relative addresses are the page's own, unless the page says whose they are.
  const own = httpUrl(decoded(HREF.exec(BASE.exec(head)?.[0] ?? '')?.[1]), base) ?? base;
  const target = (raw: string | undefined) => {
    const url = httpUrl(decoded(raw), own);
    return url === undefined || isSame(url, base) ? undefined : cleanLine(shownAddress(url)).slice(0, 200);
  };
  const refresh = target(refreshTarget(head));
  if (refresh !== undefined) return { address: refresh, says: 'It sends its readers on to %.' };
  const words = htmlParagraphs(head, 2 * SHORT_CHARS_MAX).join(' ');
  if (words.length <= SHORT_CHARS_MAX) {
    const [, assigned, replaced] = SCRIPT_TARGET.exec(head) ?? [];
    const script = target((assigned ?? replaced)?.replaceAll('\\/', '/'));
    if (script !== undefined) return { address: script, says: 'It sends its readers on to %.' };
    const link = target(HREF.exec(ANCHOR.exec(head)?.[0] ?? '')?.[1]);
    const written = link ?? target(words.match(ADDRESS)?.find((address) => target(address) !== undefined));
    if (written !== undefined && MOVED.test(`${title} ${words}`)) {
      return { address: written, says: 'It says that it moved to %.' };
    }
  }
  const canonical = target(HREF.exec(head.match(LINK)?.find((tag) => CANONICAL.test(tag)) ?? '')?.[1]);
  return canonical === undefined ? undefined : { address: canonical, says: 'It gives % as its own address.' };
}

function refreshTarget(head: string): string | undefined {
  const meta = head.match(META)?.find((tag) => REFRESH.test(tag)) ?? '';
  const [, double, single, bare] = CONTENT.exec(meta) ?? [];
  return REFRESH_TARGET.exec(decoded(double ?? single ?? bare) ?? '')?.[1];
}

/** With the character references that addresses in attributes have. */
function decoded(attribute: string | undefined): string | undefined {
  return attribute
    ?.replace(/&#x([\da-f]{2,4});/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d{2,5});/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replace(/&(?:amp|quot|apos);/gi, (name) => ({ '&amp;': '&', '&quot;': '"' })[name.toLowerCase()] ?? "'");
}

/** Whether both lead to one page, as they are shown. */
function isSame(one: string, other: string): boolean {
  const page = (address: string) => shownAddress(address).replace(/^https?:\/\/(?:www\.)?|\/$/g, '');
  return page(one) === page(other);
}

/** Statuses are public: without user name and password. */
function withoutLogin(address: string): string {
  return address.replace(/\/\/[^/\s]*@/, '//');
}

/** The feed's address that a page names in its head, as written there. */
function announcedFeed(head: string): string | undefined {
  const link = head.match(LINK)?.find((tag) => FEED_TYPE.test(tag));
  const address = link === undefined ? '' : cleanLine(withoutLogin(HREF.exec(link)?.[1] ?? ''));
  return (SECRET.test(address) ? shownAddress(address) : address) || undefined;
}

/** Parameters that may be keys: the page may repeat those of the address that was asked for. */
const SECRET = /[?&;][\w-]{0,40}(?:token|key|auth|sig|secret|pass|session|sid)[\w-]{0,40}=/i;
