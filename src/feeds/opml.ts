/**
 * Outlets as OPML 2.0: reads the files that feed readers export and writes files that they import. Folders become groups ('A/B'
 * when nested); an outlet in no folder has the first of its categories as group. A malformed file is refused whole, with the
 * line. An outline without a usable feed address is left out and a feed listed twice is taken once, each with a note.
 *
 * An outlet's preferences are attributes of our own namespace, urn:wirefold:opml. An absent attribute means the default.
 *   wirefold:publisher="…"       whom it counts as: a domain or a name; else the domain of htmlUrl, else of xmlUrl
 *   wirefold:priority="5"        preferred (or, below 0, avoided) as the lead of a story
 *   wirefold:summaryOnly="true"  title and summary only, even where the feed carries the full text
 *   wirefold:disabled="true"     listed and not read
 *   wirefold:unmerged="true"     its articles always stand alone
 *   wirefold:userAgent="…"       sent to this outlet instead of ours
 *   wirefold:itemsPerDay="100"   most articles taken in 24 hours
 *   wirefold:checked="2026-11"   month in which somebody last said that the address works
 */
import { XMLValidator } from 'fast-xml-parser';
import { generateOpml as generate, parseOpml as parse } from 'feedsmith';
import type { OutletSettings } from '../documents/outlet.ts';
import { bounded, cleanLine } from './clean-line.ts';
import { outletId } from './identity.ts';
import { publisherName } from './publisher.ts';
import { feedUrl, httpUrl, shownAddress } from './url.ts';
import { ATTRIBUTES_MAX } from './xml/ending.ts';
import { readTags } from './xml/tags.ts';

type ParsedOpml =
  | {
      readonly ok: true;
      readonly outlets: readonly OutletSettings[];
      /** Each outlet as the API's schema takes it, in the same order. What no schema takes stands there as the file has it. */
      readonly inputs: readonly OutletInput[];
      /** A sentence for each outline that was not taken. */
      readonly notes: readonly string[];
    }
  /** `line` counts from 1; `detail` is one English sentence. `empty`: well-formed, and without any outline. */
  | { readonly ok: false; readonly empty: boolean; readonly line: number; readonly detail: string };

/** Not checked. */
type OutletInput = Readonly<Record<string, unknown>> & { readonly feed: string };

/** Elements of one file, and how deep they may stand: 500 outlets in folders need a tenth of either. */
const ELEMENTS_MAX = 20_000;
const DEPTH_MAX = 100;
/** Part of a name or an address that a note repeats. UTF-16 units. */
const SHOWN_CHARS_MAX = 100;

/** A year and a month. */
export const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const NAMESPACE = 'urn:wirefold:opml';
const PREFERENCES = [
  'publisher',
  'priority',
  'summaryOnly',
  'disabled',
  'unmerged',
  'userAgent',
  'itemsPerDay',
  'checked',
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
  const skipped = linesIn(text.slice(0, text.length - xml.length));
  const refused = (detail: string, line = 1, empty = false) =>
    ({ ok: false, empty, line: line + skipped, detail }) as const;
  if (xml === '') return refused('The file is empty.');
  const { root, fault } = structureOf(xml);
  if (fault !== undefined) return refused(fault);
  const valid = XMLValidator.validate(xml, { allowBooleanAttributes: true });
  if (valid !== true) {
    const isCut = /<opml[\s>]/i.test(xml) && !/<\/opml\s*>/i.test(xml);
    if (isCut) return refused('The file breaks off here, before </opml>: send it whole.', 1 + linesIn(xml.trimEnd()));
    return refused(`${valid.err.msg}`, valid.err.line);
  }
  let outlines: readonly Outline[];
  try {
    outlines = (parse(xml, { extraOutlineAttributes: EXTRA }).body?.outlines ?? []) as readonly Outline[];
  } catch {
    // feedsmith refuses a body without outlines like a file of another kind.
    if (root !== 'opml') return refused('The file is XML and not OPML: its root element is not <opml>.');
    outlines = [];
  }
  const notes: string[] = [];
  const outlets = new Map<string, readonly [OutletSettings, OutletInput]>();
  collect(outlines, [], outlets, notes);
  if (outlets.size === 0) {
    const named = notes.length > 0 ? ` ${notes.slice(0, NOTES_SHOWN_MAX).join('; ')}.` : '';
    return refused(`The file has no outline with the address of a feed (xmlUrl).${named}`, 1, notes.length === 0);
  }
  const pairs = [...outlets.values()];
  return { ok: true, outlets: pairs.map(([outlet]) => outlet), inputs: pairs.map(([, input]) => input), notes };
}

/** Of a file without any usable outline, so many are named. */
const NOTES_SHOWN_MAX = 10;

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** Measured by a tokenizer that keeps nothing, because a parser would hold the tree of whatever comes. */
function structureOf(xml: string): { readonly root: string | undefined; readonly fault: string | undefined } {
  let root: string | undefined;
  let elements = 0;
  let depth = 0;
  let fault: string | undefined;
  readTags(xml, 'xml', {
    onStart(name, _, empty) {
      root ??= name;
      if (++elements > ELEMENTS_MAX) fault = `The file has more than ${ELEMENTS_MAX} elements.`;
      if (!empty && ++depth > DEPTH_MAX) fault = `Its elements stand inside one another more than ${DEPTH_MAX} deep.`;
    },
    onEnd: () => depth--,
    onText: () => {},
    onAttribute(count) {
      if (count > ATTRIBUTES_MAX) fault = `One element has more than ${ATTRIBUTES_MAX} attributes.`;
    },
    stopped: () => fault !== undefined,
  });
  return { root, fault };
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
  outlets: Map<string, readonly [OutletSettings, OutletInput]>,
  notes: string[],
): void {
  for (const outline of outlines) {
    if (outline.isComment === true) continue;
    const name = cleanLine(outline.text ?? '') || cleanLine(outline.title ?? '');
    // OPML 2.0: of these types `url` is another list, or a page.
    const isLink = /^(?:include|link)$/i.test(outline.type ?? '');
    const raw = outline.xmlUrl ?? (outline.outlines === undefined && !isLink ? outline.url : undefined);
    if (raw !== undefined) {
      const shown = `"${bounded(name || cleanLine(shownAddress(raw)), SHOWN_CHARS_MAX)}"`;
      const written = raw
        .trim()
        .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
        .replace(/^feed:/i, 'http:');
      const feed = feedUrl(written);
      if (feed === undefined)
        notes.push(
          `${shown} is left out: "${bounded(cleanLine(shownAddress(raw)), SHOWN_CHARS_MAX)}" is not an http(s) address`,
        );
      else if (outlets.has(spelling(feed))) notes.push(`${shown} is listed twice; the first is kept`);
      else {
        const settings = settingsOf(outline, feed, name, folders);
        outlets.set(spelling(feed), [settings, inputOf(outline, written, settings)]);
      }
    } else if (outline.outlines === undefined) {
      const why = isLink ? 'it is a link to a page or another list, and has no xmlUrl' : 'it has no xmlUrl';
      notes.push(`"${bounded(name, SHOWN_CHARS_MAX)}" is left out: ${why}`);
    }
    const inside = raw === undefined && name !== '' ? [...folders, name] : folders;
    collect(outline.outlines ?? [], inside, outlets, notes);
  }
}

/** What two addresses of one feed have in common: a server that answers both http and https serves one feed. */
function spelling(feed: string): string {
  return feed.replace(/^https?:/, '');
}

/** `feed` is the address as the file has it, because a schema may refuse what reading an address mends. */
function inputOf(outline: Outline, feed: string, { name, home, group }: OutletSettings): OutletInput {
  const extra = (key: Preference) => cleanLine(outline[`wirefold:${key}`] ?? '') || undefined;
  const number = (text: string | undefined) =>
    text !== undefined && Number.isFinite(Number(text)) ? Number(text) : text;
  const flag = (text: string | undefined) =>
    text === undefined ? undefined : isTrue(text) ? true : /^(?:false|0|no)$/i.test(text) ? false : text;
  const given = {
    feed,
    name,
    home,
    group,
    publisher: extra('publisher'),
    priority: number(extra('priority')),
    summaryOnly: flag(extra('summaryOnly')),
    disabled: flag(extra('disabled')),
    unmerged: flag(extra('unmerged')),
    userAgent: extra('userAgent'),
    itemsPerDay: number(extra('itemsPerDay')),
    checked: extra('checked'),
  };
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), feed };
}

function settingsOf(outline: Outline, feed: string, name: string, folders: readonly string[]): OutletSettings {
  const category = outline.category
    ?.split(',')[0]
    ?.replace(/^\s*\/|\/\s*$/g, '')
    .trim();
  const extra = (key: Preference) => outline[`wirefold:${key}`];
  const itemsPerDay = Number(extra('itemsPerDay'));
  const priority = Number(extra('priority') ?? 0);
  const checked = (extra('checked') ?? '').trim();
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
    ...(MONTH.test(checked) ? { checked } : {}),
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
    ...(outlet.checked === undefined ? {} : { 'wirefold:checked': outlet.checked }),
  };
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|1|yes)$/i.test(value.trim());
}
