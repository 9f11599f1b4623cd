/**
 * The bindings, and the checked reading of the settings. No other module reads settings from `env`. A setting that cannot be
 * used is left at its default and named as a fault, because a deployment that stops for a typo serves nobody.
 */
import { KV_WRITES_A_DAY, PAID_KV_WRITES_A_DAY } from './limits.ts';

declare global {
  namespace Cloudflare {
    /** Settings beside the bindings, which worker-configuration.d.ts declares from wrangler.toml. */
    interface Env {
      /** Bearer token of the admin routes, which are closed while it is unset. */
      readonly ADMIN_TOKEN?: string;
      /** '1' lets outlets stand on loopback addresses: local development and tests only. */
      readonly ALLOW_LOOPBACK?: string;
      /** Address at which the operator answers, sent to outlets in User-Agent; unset = none is sent. */
      readonly CONTACT_URL?: string;
      /** KV writes to spend in a day; unset = a number that leaves room on the free plan. */
      readonly KV_WRITES_A_DAY?: string;
      /** 'paid' for Cloudflare's paid plan, on which no daily amount runs out; unset = 'free'. */
      readonly PLAN?: string;
    }
  }
}

/** What the platform hands the Worker and its objects. */
export type Env = Cloudflare.Env;

interface Config {
  /** undefined: none is set, or the one that is set cannot be used. The admin routes are closed then. */
  readonly adminToken: string | undefined;
  readonly allowLoopback: boolean;
  readonly contactUrl: string | undefined;
  readonly kvWritesADay: number;
  readonly plan: 'free' | 'paid';
}

/** Eight random letters take centuries to guess at a thousand tries a second; one takes a minute. */
const TOKEN_CHARS_MIN = 8;
/** Longer than any generator's output, and far below what a header may hold. */
export const TOKEN_CHARS_MAX = 1_000;
/** Different characters, so that `aaaaaaaa` is none. */
const TOKEN_CHARACTERS_MIN = 4;
const CONTACT_CHARS_MAX = 300;

const BINDINGS = [
  ['STORIES', 'a KV namespace: add it to [[kv_namespaces]] in wrangler.toml and deploy again'],
  ['OUTLET', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
  ['STORY_INDEX', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
] as const;

/** Never throws. `configFaults` says which values could not be used. */
export function readConfig(env: Env): Config {
  return checked(env).config;
}

/** What is wrong with bindings and settings, each in one sentence that says what to set; [] when all is well. */
export function configFaults(env: Env): readonly string[] {
  return [...missingBindings(env).map(({ fault }) => fault), ...checked(env).faults];
}

interface MissingBinding {
  readonly name: (typeof BINDINGS)[number][0];
  readonly fault: string;
}

/** The bindings that are missing or are texts, each with a sentence. */
export function missingBindings(env: Env): readonly MissingBinding[] {
  return BINDINGS.filter(([name]) => !(env[name] instanceof Object)).map(([name, what]) => ({
    name,
    fault: `The binding ${name} is missing or not ${what}.`,
  }));
}

function checked(env: Env): { readonly config: Config; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const use = <T>({ value, fault }: Setting<T>): T => {
    if (fault !== undefined) faults.push(fault);
    return value;
  };
  const plan = use(planOf(env.PLAN));
  const config = {
    adminToken: use(token(env.ADMIN_TOKEN)),
    allowLoopback: use(flag('ALLOW_LOOPBACK', env.ALLOW_LOOPBACK)),
    contactUrl: use(contact(env.CONTACT_URL)),
    kvWritesADay: use(
      wholeNumber('KV_WRITES_A_DAY', env.KV_WRITES_A_DAY, plan === 'paid' ? PAID_KV_WRITES_A_DAY : KV_WRITES_A_DAY),
    ),
    plan,
  };
  return { config, faults };
}

/** `fault` never tells the value: health is public, and a secret may have been set under the wrong name. */
interface Setting<T> {
  readonly value: T;
  readonly fault?: string;
}

function token(given: unknown): Setting<string | undefined> {
  // A secret piped into `wrangler secret put` ends with a line feed, which no header can carry.
  const text = trimmed(given);
  if (text === '') return { value: undefined };
  const closed = (why: string) => ({
    value: undefined,
    fault: `ADMIN_TOKEN ${why}, so the admin routes are closed: set a long random text, for example the output of \`openssl rand -hex 32\`.`,
  });
  if (!/^[\x20-\x7e]*$/.test(text)) return closed('holds a character that no header can carry');
  if (text.length < TOKEN_CHARS_MIN) return closed(`is shorter than ${TOKEN_CHARS_MIN} characters`);
  if (text.length > TOKEN_CHARS_MAX) return closed(`is longer than ${TOKEN_CHARS_MAX} characters`);
  if (new Set(text).size < TOKEN_CHARACTERS_MIN) return closed('repeats too few characters');
  return { value: text };
}

function flag(name: string, given: unknown): Setting<boolean> {
  const text = trimmed(given);
  if (text === '1') return { value: true };
  if (text === '' || text === '0') return { value: false };
  return { value: false, fault: `${name} must be 1 or unset; it counts as unset.` };
}

function contact(given: unknown): Setting<string | undefined> {
  const text = trimmed(given);
  if (text === '') return { value: undefined };
  const url = URL.parse(text);
  const isAddress = url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !/\s/.test(text);
  if (isAddress && url.username + url.password === '' && url.href.length <= CONTACT_CHARS_MAX)
    return { value: url.href };
  return {
    value: undefined,
    fault: `CONTACT_URL must be an http(s) address of at most ${CONTACT_CHARS_MAX} characters without a password, for example https://example.org/about; none is sent.`,
  };
}

function planOf(given: unknown): Setting<Config['plan']> {
  const text = trimmed(given).toLowerCase();
  if (text === '' || text === 'free') return { value: 'free' };
  if (text === 'paid') return { value: 'paid' };
  return { value: 'free', fault: 'PLAN must be free or paid; it counts as free.' };
}

function wholeNumber(name: string, given: unknown, otherwise: number): Setting<number> {
  const text = trimmed(given);
  if (text === '') return { value: otherwise };
  if (/^\d{1,9}$/.test(text)) return { value: Number(text) };
  return {
    value: otherwise,
    fault: `${name} must be a whole number of 0 or more, for example ${otherwise}; ${otherwise} is used.`,
  };
}

/** `[vars]` may hold numbers and booleans, not only text. */
function trimmed(given: unknown): string {
  if (given === undefined || given === null) return '';
  return (typeof given === 'object' ? JSON.stringify(given) : String(given)).trim();
}
