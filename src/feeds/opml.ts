/**
 * Outlets as OPML 2.0: reads the files that feed readers export and writes files that they import. Folders become groups ('A/B'
 * when nested); an outlet in no folder has the first of its categories as group. A malformed file is refused whole, with the
 * line. An outline without a usable feed address is left out and a feed listed twice is taken once, each with a warning.
 *
 * An outlet's preferences are attributes of our own namespace, urn:wirefold:opml. An absent attribute means the default.
 *   wirefold:publisher="…"       whom it counts as: a domain or a name; else the domain of htmlUrl, else of xmlUrl
 *   wirefold:priority="5"        preferred (or, below 0, avoided) as the lead of a story
 *   wirefold:summaryOnly="true"  title and summary only, even where the feed carries the full text
 *   wirefold:disabled="true"     listed and not read
 *   wirefold:unmerged="true"     its articles always stand alone
 *   wirefold:userAgent="…"       sent to this outlet instead of ours
 *   wirefold:itemsPerDay="100"   most articles taken in 24 hours
 */
import { XMLValidator } from 'fast-xml-parser';
import { generateOpml as generate, parseOpml as parse } from 'feedsmith';
import type { OutletSettings } from '../documents/outlet.ts';
import { cleanLine } from './clean-line.ts';
import { outletId } from './identity.ts';
import { publisherName } from './publisher.ts';
import { httpUrl } from './url.ts';

type ParsedOpml =
  | { readonly ok: true; readonly outlets: readonly OutletSettings[]; readonly notes: readonly string[] }
  /** `line` counts from 1; `detail` is one English sentence. */
  | { readonly ok: false; readonly line: number; readonly detail: string };

const NAMESPACE = 'urn:wirefold:opml';
const PREFERENCES = [
  'publisher',
  'priority',
  'summaryOnly',
  'disabled',
  'unmerged',
  'userAgent',
  'itemsPerDay',
] as const;
type Preference = (typeof PREFERENCES)[number];
const EXTRA = PREFERENCES.map((name) => `wirefold:${name}` as const);
/** An outline as feedsmith reads and writes it, with our own attributes. */
interface Outline extends Partial<Readonly<Record<`wirefold:${Preference}`, string>>> {
  readonly text?: string;
  readonly title?: string;
  readonly type?: string;
  readonly xmlUrl?: string;
  readonly htmlUrl?: string;
  readonly url?: string;
  readonly category?: string;
  readonly isComment?: boolean;
  readonly outlines?: readonly Outline[];
}

export function parseOpml(text: string): ParsedOpml {
  const xml = text.replace(/^[\s\ufeff]+/, '');
  const skipped = (text.slice(0, text.length - xml.length).match(/\n/g) ?? []).length;
  const valid = XMLValidator.validate(xml, { allowBooleanAttributes: true });
  if (valid !== true) return { ok: false, line: valid.err.line + skipped, detail: `${valid.err.msg}` };
  let outlines: readonly Outline[];
  try {
    outlines = (parse(xml, { extraOutlineAttributes: EXTRA }).body?.outlines ?? []) as readonly Outline[];
  } catch {
    return { ok: false, line: 1 + skipped, detail: 'The file is XML and not OPML: its root element is not <opml>.' };
  }
  const notes: string[] = [];
  const outlets = new Map<string, OutletSettings>();
  collect(outlines, [], outlets, notes);
  if (outlets.size === 0) {
    return { ok: false, line: 1 + skipped, detail: 'The file has no outline with the address of a feed (xmlUrl).' };
  }
  return { ok: true, outlets: [...outlets.values()], notes };
}

/** One folder a group, in order of first appearance. Outlets without a group stand at the top level. */
export function generateOpml(outlets: readonly OutletSettings[], title = 'wirefold'): string {
  const groups = new Map<string | undefined, OutletSettings[]>();
  for (const outlet of outlets) groups.set(outlet.group, [...(groups.get(outlet.group) ?? []), outlet]);
  const outlines = [...groups].flatMap(([group, members]): readonly Outline[] => {
    const written = members.map(outlineOf);
    return group === undefined ? written : [{ text: group, title: group, outlines: written }];
  });
  // OPML 2.0 asks for at least one outline, and feedsmith refuses a body without any.
  const body = { outlines: outlines.length > 0 ? outlines : [{ text: title }] };
  const xml = generate({ head: { title }, body } as Parameters<typeof generate>[0], {
    extraOutlineAttributes: EXTRA,
  });
  // The W3C validator warns of a namespace that nothing uses.
  const used = outlets.some((o) => EXTRA.some((name) => outlineOf(o)[name] !== undefined));
  return used ? xml.replace('<opml version="2.0"', `<opml version="2.0" xmlns:wirefold="${NAMESPACE}"`) : xml;
}

function collect(
  outlines: readonly Outline[],
  folders: readonly string[],
  outlets: Map<string, OutletSettings>,
  notes: string[],
): void {
  for (const outline of outlines) {
    if (outline.isComment === true) continue;
    const name = cleanLine(outline.text ?? '') || cleanLine(outline.title ?? '');
    const raw = outline.xmlUrl ?? (outline.outlines === undefined ? outline.url : undefined);
    if (raw !== undefined) {
      const feed = httpUrl(raw.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:/i, 'http:'), '');
      if (feed === undefined) notes.push(`"${name || raw}" is left out: "${raw}" is not an http(s) address`);
      else if (outlets.has(feed)) notes.push(`"${name || raw}" is listed twice; the first is kept`);
      else outlets.set(feed, settingsOf(outline, feed, name, folders));
    } else if (outline.outlines === undefined && outline.type === 'rss') {
      notes.push(`"${name}" is left out: it has no xmlUrl`);
    }
    const inside = raw === undefined && name !== '' ? [...folders, name] : folders;
    collect(outline.outlines ?? [], inside, outlets, notes);
  }
}

function settingsOf(outline: Outline, feed: string, name: string, folders: readonly string[]): OutletSettings {
  const category = outline.category
    ?.split(',')[0]
    ?.replace(/^\s*\/|\/\s*$/g, '')
    .trim();
  const extra = (key: Preference) => outline[`wirefold:${key}`];
  const itemsPerDay = Number(extra('itemsPerDay'));
  const priority = Number(extra('priority') ?? 0);
  return {
    id: outletId(feed),
    feed,
    name: name || new URL(feed).hostname,
    home: httpUrl(outline.htmlUrl, feed),
    publisher: publisherName(extra('publisher')),
    group: folders.join('/') || category || undefined,
    priority: Number.isFinite(priority) ? priority : 0,
    summaryOnly: isTrue(extra('summaryOnly')),
    disabled: isTrue(extra('disabled')),
    unmerged: isTrue(extra('unmerged')),
    userAgent: cleanLine(extra('userAgent') ?? '') || undefined,
    itemsPerDay: Number.isInteger(itemsPerDay) && itemsPerDay > 0 ? itemsPerDay : undefined,
  };
}

function outlineOf(outlet: OutletSettings): Outline {
  return {
    type: 'rss',
    text: outlet.name,
    title: outlet.name,
    xmlUrl: outlet.feed,
    ...(outlet.home === undefined ? {} : { htmlUrl: outlet.home }),
    ...(outlet.group === undefined ? {} : { category: `/${outlet.group}` }),
    ...(outlet.publisher === undefined ? {} : { 'wirefold:publisher': outlet.publisher }),
    ...(outlet.priority === 0 ? {} : { 'wirefold:priority': String(outlet.priority) }),
    ...(outlet.summaryOnly ? { 'wirefold:summaryOnly': 'true' } : {}),
    ...(outlet.disabled ? { 'wirefold:disabled': 'true' } : {}),
    ...(outlet.unmerged ? { 'wirefold:unmerged': 'true' } : {}),
    ...(outlet.userAgent === undefined ? {} : { 'wirefold:userAgent': outlet.userAgent }),
    ...(outlet.itemsPerDay === undefined ? {} : { 'wirefold:itemsPerDay': String(outlet.itemsPerDay) }),
  };
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|1|yes)$/i.test(value.trim());
}
