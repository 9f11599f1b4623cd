/** Turns an operator's OPML or JSON into outlet settings: all of the list, or none of it. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import type { OutletSettings } from '../../documents/outlet.ts';
import { decodeFeed } from '../../feeds/charset.ts';
import { outletId } from '../../feeds/identity.ts';
import { parseOpml } from '../../feeds/opml.ts';
import { publisherName } from '../../feeds/publisher.ts';
import { httpUrl } from '../../feeds/url.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import type { Read } from '../http/query.ts';
import { badRequest, parseJson } from '../http/request-body.ts';
import { type OutletInputSchema, OutletsInputSchema } from './public-schema.ts';

/** Reads a whole list. A body that begins with `<` is OPML, because browsers and curl send OPML under many types. */
export async function readOutlets(c: Context): Promise<Read<readonly OutletSettings[]>> {
  const body = await c.req.arrayBuffer();
  const decoded = decodeFeed(new Uint8Array(body), c.req.header('Content-Type'));
  if (decoded.ok && decoded.text.trimStart().startsWith('<')) return fromOpml(c, decoded.text);
  const input = parseJson(c, body, OutletsInputSchema);
  return input.ok ? distinct(c, input.value.outlets.map(outletFrom)) : input;
}

export function outletFrom(input: z.output<typeof OutletInputSchema>): OutletSettings {
  const feed = httpUrl(input.feed, '') ?? input.feed;
  return {
    id: outletId(feed),
    feed,
    name: input.name ?? new URL(feed).hostname,
    home: input.home,
    publisher: publisherName(input.publisher),
    group: input.group,
    priority: input.priority,
    summaryOnly: input.summaryOnly,
    disabled: input.disabled,
    unmerged: input.unmerged,
    userAgent: input.userAgent,
    itemsPerDay: input.itemsPerDay,
  };
}

function fromOpml(c: Context, text: string): Read<readonly OutletSettings[]> {
  const parsed = parseOpml(text);
  if (!parsed.ok)
    return badRequest(c, 400, 'Bad Request', `Nothing was changed. Line ${parsed.line}: ${parsed.detail}`);
  if (parsed.outlets.length <= OUTLETS_MAX) return { ok: true, value: parsed.outlets };
  return badRequest(
    c,
    400,
    'Bad Request',
    `Nothing was changed. The file lists ${parsed.outlets.length} outlets; send at most ${OUTLETS_MAX}.`,
  );
}

function distinct(c: Context, outlets: readonly OutletSettings[]): Read<readonly OutletSettings[]> {
  const seen = new Set<string>();
  const twice = outlets.find((o) => seen.has(o.id) || !seen.add(o.id));
  if (!twice) return { ok: true, value: outlets };
  return badRequest(
    c,
    400,
    'Bad Request',
    `Nothing was changed. "${twice.feed}" is listed twice; list each feed once.`,
  );
}
