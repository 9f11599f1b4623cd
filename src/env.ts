/**
 * The bindings, and the checked reading of the settings. No other module reads settings from `env`. A setting that cannot be
 * used is left at its default and named as a fault, because a deployment that stops for a typo serves nobody.
 */
import { DEFAULT_SITE, type Language, type Site } from './documents/site.ts';
import { checkAddress } from './feeds/address-guard.ts';
import { DAILY_HOUR_DEFAULT, FREE_PLAN_A_DAY, KV_WRITES_A_DAY, PAID_KV_WRITES_A_DAY } from './limits.ts';

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
      /** Name of the site on pages and in feeds. */
      readonly SITE_NAME?: string;
      /** `ar` or `en`: language of pages and of our words in feeds. */
      readonly SITE_LANGUAGE?: string;
      /** IANA name of the zone in which times are shown. */
      readonly TIME_ZONE?: string;
      /** Hour of the day, 0–23 in that zone, at which the day's most carried stories are published. */
      readonly DAILY_HOUR?: string;
      /** Colour of links and buttons, `#rrggbb`. */
      readonly ACCENT_COLOR?: string;
      /** https address of a square PNG or JPEG picture. */
      readonly LOGO_URL?: string;
      /** Address of a WebSub hub to which changes of the feeds are announced. */
      readonly WEBSUB_HUB?: string;
      /** Where readers reach this site: https://news.example.org. The hub is told feeds' addresses there. */
      readonly SITE_URL?: string;
      /** '1' serves /sitemap.xml and names it in /robots.txt. */
      readonly SITEMAP?: string;
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
  readonly site: Site;
  readonly sitemap: boolean;
  /** Scheme and host at which readers reach this site; undefined: not set. */
  readonly siteUrl: string | undefined;
  /** 0–23, in the site's zone. */
  readonly dailyHour: number;
}

/** Eight random letters take centuries to guess at a thousand tries a second; one takes a minute. */
const TOKEN_CHARS_MIN = 8;
/** Longer than any generator's output, and far below what a header may hold. */
export const TOKEN_CHARS_MAX = 1_000;
/** Different characters, so that `aaaaaaaa` is none. */
const TOKEN_CHARACTERS_MIN = 4;
const CONTACT_CHARS_MAX = 300;

/** UTF-16 units: a title bar and a feed reader's list show no more. */
const NAME_CHARS_MAX = 60;
const LANGUAGES: readonly Language[] = ['ar', 'en'];

const BINDINGS = [
  ['STORIES', 'a KV namespace: add it to [[kv_namespaces]] in wrangler.toml and deploy again'],
  ['OUTLET', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
  ['STORY_INDEX', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
] as const;

/** Never throws. `configFaults` says which values could not be used. */
export function readConfig(env: Env): Config {
  return checked(env).config;
}

const sites = new WeakMap<Env, Site>();

/** The site's settings. One object an environment, so that what is made from it is made once. */
export function siteOf(env: Env): Site {
  const site = sites.get(env) ?? readConfig(env).site;
  sites.set(env, site);
  return site;
}

/** What may be used a day; undefined: none runs out. */
export interface PlanADay {
  readonly kvWrites: number;
  readonly rowsWritten: number | undefined;
  readonly rowsRead: number | undefined;
  readonly objectRequests: number | undefined;
}

export function planOf(env: Env): PlanADay {
  const { plan, kvWritesADay } = readConfig(env);
  const none = { rowsWritten: undefined, rowsRead: undefined, objectRequests: undefined };
  return { kvWrites: kvWritesADay, ...(plan === 'free' ? FREE_PLAN_A_DAY : none) };
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
  const plan = use(planNamed(env.PLAN));
  const allowLoopback = use(flag('ALLOW_LOOPBACK', env.ALLOW_LOOPBACK));
  const config = {
    adminToken: use(token(env.ADMIN_TOKEN)),
    allowLoopback,
    contactUrl: use(contact(env.CONTACT_URL)),
    kvWritesADay: use(
      wholeNumber('KV_WRITES_A_DAY', env.KV_WRITES_A_DAY, plan === 'paid' ? PAID_KV_WRITES_A_DAY : KV_WRITES_A_DAY),
    ),
    plan,
    site: {
      name: use(siteName(env.SITE_NAME)),
      language: use(language(env.SITE_LANGUAGE)),
      zone: use(timeZone(env.TIME_ZONE)),
      accent: use(color(env.ACCENT_COLOR)),
      logo: use(logo(env.LOGO_URL)),
      hub: use(hub(env.WEBSUB_HUB, allowLoopback)),
    },
    sitemap: use(flag('SITEMAP', env.SITEMAP)),
    siteUrl: use(siteUrl(env.SITE_URL)),
    dailyHour: use(hour(env.DAILY_HOUR)),
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

function planNamed(given: unknown): Setting<Config['plan']> {
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

function siteName(given: unknown): Setting<string> {
  const text = trimmed(given);
  if (text === '') return { value: DEFAULT_SITE.name };
  if (text.length <= NAME_CHARS_MAX && /\p{L}|\p{N}/u.test(text) && !/[\p{C}<>]/u.test(text)) return { value: text };
  return {
    value: DEFAULT_SITE.name,
    fault: `SITE_NAME must be one line of at most ${NAME_CHARS_MAX} characters with a letter and without < and >, for example أخبار الساحل; ${DEFAULT_SITE.name} is shown.`,
  };
}

function language(given: unknown): Setting<Language> {
  const text = trimmed(given).toLowerCase();
  const known = text === '' ? DEFAULT_SITE.language : LANGUAGES.find((l) => l === text);
  if (known) return { value: known };
  const choice = LANGUAGES.join(' or ');
  return { value: DEFAULT_SITE.language, fault: `SITE_LANGUAGE must be ${choice}; ${DEFAULT_SITE.language} is used.` };
}

function timeZone(given: unknown): Setting<string> {
  const text = trimmed(given);
  if (text === '') return { value: DEFAULT_SITE.zone };
  try {
    const { timeZone: zone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    // Etc/UTC, GMT and the like are one zone with one name.
    return { value: /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu|Universal)$/i.test(zone) ? DEFAULT_SITE.zone : zone };
  } catch {
    return {
      value: DEFAULT_SITE.zone,
      fault: `TIME_ZONE must be the IANA name of a zone, for example Asia/Riyadh; ${DEFAULT_SITE.zone} is used.`,
    };
  }
}

function hour(given: unknown): Setting<number> {
  const text = trimmed(given);
  if (text === '') return { value: DAILY_HOUR_DEFAULT };
  if (/^(?:[01]?\d|2[0-3])$/.test(text)) return { value: Number(text) };
  return {
    value: DAILY_HOUR_DEFAULT,
    fault: `DAILY_HOUR must be a whole hour from 0 to 23, for example 18; ${DAILY_HOUR_DEFAULT} is used.`,
  };
}

function color(given: unknown): Setting<string | undefined> {
  const text = trimmed(given).toLowerCase();
  if (text === '') return { value: undefined };
  if (/^#[0-9a-f]{6}$/.test(text)) return { value: text };
  return { value: undefined, fault: 'ACCENT_COLOR must be a colour as #rrggbb, for example #0a5a57; our own is used.' };
}

function logo(given: unknown): Setting<string | undefined> {
  const text = trimmed(given);
  if (text === '') return { value: undefined };
  const url = URL.parse(text);
  const isAddress = url?.protocol === 'https:' && url.hostname.includes('.') && !/\s/.test(text);
  if (isAddress && url.username + url.password === '' && url.href.length <= CONTACT_CHARS_MAX)
    return { value: url.href };
  return {
    value: undefined,
    fault: `LOGO_URL must be an https address of at most ${CONTACT_CHARS_MAX} characters without a password, for example https://example.org/logo.png; our own is shown.`,
  };
}

function hub(given: unknown, allowLoopback: boolean): Setting<string | undefined> {
  const text = trimmed(given);
  if (text === '') return { value: undefined };
  const verdict = checkAddress(text, allowLoopback);
  if (verdict.ok && verdict.url.href.length <= CONTACT_CHARS_MAX && !/\s/.test(text))
    return { value: verdict.url.href };
  return {
    value: undefined,
    fault: `WEBSUB_HUB must be a public http(s) address of at most ${CONTACT_CHARS_MAX} characters without a password, for example https://pubsubhubbub.appspot.com/; no hub is named.`,
  };
}

function siteUrl(given: unknown): Setting<string | undefined> {
  const text = trimmed(given);
  if (text === '') return { value: undefined };
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (isOrigin && text.length <= CONTACT_CHARS_MAX) return { value: url.origin };
  return {
    value: undefined,
    fault:
      'SITE_URL must be the scheme and host at which readers reach this site, for example https://news.example.org; it counts as unset.',
  };
}

/** `[vars]` may hold numbers and booleans, not only text. */
function trimmed(given: unknown): string {
  if (given === undefined || given === null) return '';
  return (typeof given === 'object' ? JSON.stringify(given) : String(given)).trim();
}
