/**
 * Turns an operator's OPML or JSON into outlet settings. Both pass one schema and the address guard. JSON is taken whole or not
 * at all. Of an OPML file, which another program wrote, the outlines that can be used are taken and the others are named.
 */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import type { OutletSettings } from '../../documents/outlet.ts';
import { type Env, readConfig } from '../../env.ts';
import { checkListed } from '../../feeds/address-guard.ts';
import { decodeFeed } from '../../feeds/charset.ts';
import { bounded, cleanLine } from '../../feeds/clean-line.ts';
import { outletId } from '../../feeds/identity.ts';
import { parseOpml } from '../../feeds/opml.ts';
import { publisherName } from '../../feeds/publisher.ts';
import { feedUrl, httpUrl } from '../../feeds/url.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import type { OutletChanges } from '../../story-index/api.ts';
import type { Read } from '../http/query.ts';
import { badRequest, parseJson } from '../http/request-body.ts';
import { type ChangeOutletSchema, complaint, OutletInputSchema, OutletsInputSchema } from './public-schema.ts';

type OutletInput = z.output<typeof OutletInputSchema>;
type OutletChangesInput = z.output<typeof ChangeOutletSchema>;

interface OutletList {
  readonly outlets: readonly OutletSettings[];
  /** A sentence for each entry of the file that was not taken. */
  readonly leftOut: readonly string[];
}

/** Faults of one body that an answer names. */
const NAMED_MAX = 500;
const SHOWN_CHARS_MAX = 100;

/**
 * Reads a whole list. A body that begins with `<` is OPML, because browsers and curl send OPML under many types. `mayEmpty`: the
 * operator means to remove every outlet.
 */
export async function readOutlets(c: Context, mayEmpty: boolean): Promise<Read<OutletList>> {
  const body = await c.req.arrayBuffer();
  const decoded = decodeFeed(new Uint8Array(body), c.req.header('Content-Type'));
  if (!decoded.ok && decoded.reason === 'empty') {
    return refused(c, 'The body is empty: send an OPML file, or JSON like {"outlets":[{"feed":"https://…"}]}.');
  }
  const list = decoded.ok && decoded.text.trimStart().startsWith('<') ? fromOpml(c, decoded.text) : fromJson(c, body);
  if (!list.ok || list.value.outlets.length > 0 || mayEmpty) return list;
  return refused(c, 'The list is empty, which would remove every outlet: send it to ?empty=1 if you mean that.');
}

/** The settings of one outlet, or one sentence why it cannot be used. */
export function checkedOutlet(input: OutletInput, env: Env): OutletSettings | { readonly fault: string } {
  const { allowLoopback } = readConfig(env);
  const verdict = checkListed(input.feed, allowLoopback);
  if (!verdict.ok) return { fault: `"feed" is refused: ${verdict.detail}.` };
  const feed = feedUrl(verdict.url.href) ?? verdict.url.href;
  const home = input.home === undefined ? undefined : httpUrl(input.home, feed);
  if (input.home !== undefined && home === undefined) return { fault: '"home" is not an http(s) address of a site.' };
  return {
    id: outletId(feed),
    feed,
    name: cleanLine(input.name ?? '') || new URL(feed).hostname,
    home,
    publisher: publisherName(input.publisher),
    group: cleanLine(input.group ?? '') || undefined,
    priority: input.priority,
    summaryOnly: input.summaryOnly,
    disabled: input.disabled,
    unmerged: input.unmerged,
    userAgent: input.userAgent,
    itemsPerDay: input.itemsPerDay,
    ...(input.checked === undefined ? {} : { checked: input.checked }),
  };
}

/** The changes as they are stored, or one sentence why they cannot be made. */
export function checkedChanges(input: OutletChangesInput): OutletChanges | { readonly fault: string } {
  const home = input.home == null ? undefined : httpUrl(input.home, NOWHERE);
  if (input.home != null && home === undefined) return { fault: '"home" is not an http(s) address of a site.' };
  const name = cleanLine(input.name ?? '');
  if (input.name !== undefined && name === '') return { fault: '"name" shows nothing: give it a letter.' };
  const { priority, summaryOnly, disabled, unmerged } = input;
  const plain = { priority, summaryOnly, disabled, unmerged };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(input.name === undefined ? {} : { name }),
    ...(input.home === undefined ? {} : { home }),
    ...(input.publisher === undefined ? {} : { publisher: publisherName(input.publisher ?? undefined) }),
    ...(input.group === undefined ? {} : { group: cleanLine(input.group ?? '') || undefined }),
    ...(input.userAgent === undefined ? {} : { userAgent: input.userAgent ?? undefined }),
    ...(input.itemsPerDay === undefined ? {} : { itemsPerDay: input.itemsPerDay ?? undefined }),
  };
}

/** A home is absolute: no address is relative to this one. */
const NOWHERE = 'https://nowhere.invalid/';

function fromOpml(c: Context<{ Bindings: Env }>, text: string): Read<OutletList> {
  const list = outletsInOpml(text, c.env);
  return list.ok ? list : refused(c, list.why);
}

type OpmlRead = { readonly ok: true; readonly value: OutletList } | { readonly ok: false; readonly why: string };

/** The outlets of an OPML file that can be used, or one or two sentences why there are none. */
export function outletsInOpml(text: string, env: Env): OpmlRead {
  const none = (why: string) => ({ ok: false, why }) as const;
  const parsed = parseOpml(text);
  if (!parsed.ok) {
    if (parsed.empty) return { ok: true, value: { outlets: [], leftOut: [] } };
    return none(`Line ${parsed.line}: ${parsed.detail}`);
  }
  if (parsed.outlets.length > OUTLETS_MAX) {
    return none(`The file lists ${parsed.outlets.length} outlets; send at most ${OUTLETS_MAX}.`);
  }
  const leftOut = [...parsed.notes];
  const outlets = parsed.inputs.flatMap((input) => {
    const fits = OutletInputSchema.safeParse(input);
    const outlet = fits.success ? checkedOutlet(fits.data, env) : { fault: complaint(fits.error) };
    if (!('fault' in outlet)) return [outlet];
    const name = bounded(String(input.name ?? input.feed), SHOWN_CHARS_MAX);
    leftOut.push(`"${name}" is left out: ${outlet.fault.replace(/\.$/, '')}`);
    return [];
  });
  if (outlets.length === 0) return none(`None of its entries can be used. ${told(leftOut).join('; ')}.`);
  return { ok: true, value: { outlets, leftOut: told(leftOut) } };
}

function fromJson(c: Context, body: ArrayBuffer): Read<OutletList> {
  const input = parseJson(c, body, OutletsInputSchema);
  if (!input.ok) return input;
  const faults: string[] = [];
  const seen = new Set<string>();
  const outlets = input.value.outlets.flatMap((one, i) => {
    const outlet = checkedOutlet(one, c.env);
    if ('fault' in outlet) faults.push(`outlets[${i}]: ${outlet.fault}`);
    else if (seen.has(outlet.id)) faults.push(`"${outlet.feed}" is listed twice; list each feed once.`);
    else seen.add(outlet.id);
    return 'fault' in outlet ? [] : [outlet];
  });
  return faults.length > 0 ? refused(c, told(faults).join(' ')) : { ok: true, value: { outlets, leftOut: [] } };
}

function told(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= NAMED_MAX) return sentences;
  return [...sentences.slice(0, NAMED_MAX), `${sentences.length - NAMED_MAX} more are left out`];
}

function refused(c: Context, why: string): Read<never> {
  return badRequest(c, `Nothing was changed. ${why}`);
}
