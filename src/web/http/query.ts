/** Reads a request's query by its schema. A query that does not fit is answered with 400 and a sentence. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { SLICE_PARAMETERS } from '../../documents/slice.ts';
import { normalize } from '../../text/normalize.ts';
import { complaint } from '../api/public-schema.ts';
import { unusable } from './problem.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

/**
 * `schema` names every parameter that the address knows. A reader's address in another spelling is sent on to the canonical one, because
 * each spelling would be an entry of its own in every cache before us.
 */
export function readQuery<S extends z.ZodMiniType>(c: Context, schema: S): Read<z.output<S>> {
  const asked = c.req.url.includes('?');
  const checked = checkQuery(asked ? c.req.queries() : {}, schema);
  if (!checked.ok) return { ok: false, response: unusable(c, checked.why) };
  if (asked && (c.req.method === 'GET' || c.req.method === 'HEAD')) {
    const canonical = canonicalQuery(schema, checked.value);
    const { pathname } = new URL(c.req.url);
    if (!c.req.url.endsWith(pathname + canonical)) {
      return { ok: false, response: c.redirect(pathname + canonical, 301) };
    }
  }
  return checked;
}

type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/**
 * `given`: every value of each parameter. A blank one counts as none, because forms send their empty fields; but a blank cursor would begin
 * anew for ever. `why` is an English sentence.
 */
export function checkQuery<S extends z.ZodMiniType>(
  given: Readonly<Record<string, readonly string[]>>,
  schema: S,
): Checked<z.output<S>> {
  const entries = [...Map.groupBy(Object.entries(given), ([name]) => nameOf(name))].flatMap(([name, same]) => {
    const values = same.flatMap(([, all]) => all.map(spelledValue));
    const said = values.filter((value) => name === 'cursor' || value.trim() !== '');
    return said.length > 0 ? [[name, said] as const] : [];
  });
  const repeated = repeatedIn(schema);
  const twice = entries.find(([name, values]) => values.length > 1 && !repeated.has(name))?.[0];
  if (twice !== undefined) return { ok: false, why: `"${twice}" is given more than once.` };
  const parsed =
    entries.length > 0
      ? schema.safeParse(
          Object.fromEntries(entries.map(([name, values]) => [name, repeated.has(name) ? values : values[0]])),
        )
      : ofNothing(schema);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: complaint(parsed.error) };
}

/** Parameters are known in any case, and behind the `&amp;` of an address that was copied out of HTML. */
function nameOf(name: string): string {
  return name.toLowerCase().replace(/^amp;/, '');
}

/** Letters past ASCII that are still encoded: the address was encoded twice, as some apps do when they share one. */
const ENCODED_TWICE = /%[c-f][\da-f]%[89ab][\da-f]/i;

/** Numbers are known in Arabic digits too. */
const ARABIC_NUMBER = /^\s*[\u0660-\u0669\u06f0-\u06f9]+\s*$/;

function spelledValue(value: string): string {
  if (ARABIC_NUMBER.test(value)) return normalize(value);
  if (!ENCODED_TWICE.test(value)) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** The parameters that may be repeated: those with a list as default. */
function repeatedIn<S extends z.ZodMiniType>(schema: S): ReadonlySet<string> {
  return new Set(Object.entries(defaultsOf(schema)).flatMap(([name, value]) => (Array.isArray(value) ? name : [])));
}

/** The order of parameters in our own links. Others come first, by name. */
const ORDER: readonly string[] = ['article', 'sort', 'limit', ...SLICE_PARAMETERS, 'cursor'];

/** The query that stands for these values: parameters in one order, each in one spelling, defaults left out. '' for none. */
function canonicalQuery<S extends z.ZodMiniType>(schema: S, values: z.output<S>): string {
  const defaults = defaultsOf(schema);
  const given = Object.entries(values as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => value !== undefined && value !== defaults[name])
    .sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other) || (one < other ? -1 : 1))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

function defaultsOf<S extends z.ZodMiniType>(schema: S): Readonly<Record<string, unknown>> {
  const none = ofNothing(schema);
  return none.success ? (none.data as Readonly<Record<string, unknown>>) : {};
}

/** The result for a request without a query, which most requests are. Cached per schema. */
function ofNothing<S extends z.ZodMiniType>(schema: S): z.core.util.SafeParseResult<z.output<S>> {
  const known = defaults.get(schema) ?? schema.safeParse({});
  defaults.set(schema, known);
  return known as z.core.util.SafeParseResult<z.output<S>>;
}

const defaults = new WeakMap<z.ZodMiniType, z.core.util.SafeParseResult<unknown>>();
