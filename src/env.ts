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
const ADDRESS_CHARS_MAX = 300;

/** UTF-16 units: a title bar and a feed reader's list show no more. */
const NAME_CHARS_MAX = 60;
const LANGUAGES: readonly Language[] = ['ar', 'en'];
const PLANS = ['free', 'paid'] as const;

const BINDINGS = [
  ['STORIES', 'a KV namespace: add it to [[kv_namespaces]] in wrangler.toml and deploy again'],
  ['OUTLET', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
  ['STORY_INDEX', 'a Durable Object: add it to [[durable_objects.bindings]] in wrangler.toml and deploy again'],
] as const;

/** Never throws. `configFaults` says which values could not be used. */
export function readConfig(env: Env): Config {
  return checked(env).config;
}

/** The site's settings. One object an environment, so that what is made from it is made once. */
export function siteOf(env: Env): Site {
  return readConfig(env).site;
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

interface Checked {
  readonly config: Config;
  readonly faults: readonly string[];
}

const known = new WeakMap<Env, Checked>();

/** Once an environment: it does not change, and every request asks. */
function checked(env: Env): Checked {
  const found = known.get(env) ?? check(env);
  known.set(env, found);
  return found;
}

function check(env: Env): Checked {
  const faults: string[] = [];
  /**
   * The value of a setting: `otherwise` where it is unset, and where `read` gives undefined, with the fault. A fault never tells the
   * value: health is public, and a secret may have been set under the wrong name.
   */
  const use = <T>(given: unknown, otherwise: T, read: (text: string) => T | undefined, fault: string): T => {
    const text = trimmed(given);
    if (text === '') return otherwise;
    const value = read(text);
    if (value === undefined) faults.push(fault);
    return value ?? otherwise;
  };
  const flag = (name: 'ALLOW_LOOPBACK' | 'SITEMAP') =>
    use(
      env[name],
      false,
      (text) => (text === '1' ? true : text === '0' ? false : undefined),
      `${name} must be 1 or unset; it counts as unset.`,
    );
  const plan = use<Config['plan']>(
    env.PLAN,
    'free',
    (text) => PLANS.find((plan) => plan === text.toLowerCase()),
    'PLAN must be free or paid; it counts as free.',
  );
  const allowLoopback = flag('ALLOW_LOOPBACK');
  const writes = plan === 'paid' ? PAID_KV_WRITES_A_DAY : KV_WRITES_A_DAY;
  const { name, language, zone } = DEFAULT_SITE;
  const config = {
    adminToken: use(env.ADMIN_TOKEN, undefined, (text) => (faultOfToken(text) ? undefined : text), closed(env)),
    allowLoopback,
    contactUrl: use(
      env.CONTACT_URL,
      undefined,
      (text) => addressOf(text, /^https?:$/),
      `CONTACT_URL must be an http(s) address of at most ${ADDRESS_CHARS_MAX} characters without a password, for example https://example.org/about; none is sent.`,
    ),
    kvWritesADay: use(
      env.KV_WRITES_A_DAY,
      writes,
      (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
      `KV_WRITES_A_DAY must be a whole number of 0 or more, for example ${writes}; ${writes} is used.`,
    ),
    plan,
    site: {
      name: use(
        env.SITE_NAME,
        name,
        (text) =>
          text.length <= NAME_CHARS_MAX && /\p{L}|\p{N}/u.test(text) && !/[\p{C}<>]/u.test(text) ? text : undefined,
        `SITE_NAME must be one line of at most ${NAME_CHARS_MAX} characters with a letter and without < and >, for example أخبار الساحل; ${name} is shown.`,
      ),
      language: use(
        env.SITE_LANGUAGE,
        language,
        (text) => LANGUAGES.find((one) => one === text.toLowerCase()),
        `SITE_LANGUAGE must be ${LANGUAGES.join(' or ')}; ${language} is used.`,
      ),
      zone: use(
        env.TIME_ZONE,
        zone,
        zoneOf,
        `TIME_ZONE must be the IANA name of a zone, for example Asia/Riyadh; ${zone} is used.`,
      ),
      accent: use(
        env.ACCENT_COLOR,
        undefined,
        (text) => /^#[0-9a-f]{6}$/.exec(text.toLowerCase())?.[0],
        'ACCENT_COLOR must be a colour as #rrggbb, for example #0a5a57; our own is used.',
      ),
      logo: use(
        env.LOGO_URL,
        undefined,
        (text) => addressOf(text, /^https:$/),
        `LOGO_URL must be an https address of at most ${ADDRESS_CHARS_MAX} characters without a password, for example https://example.org/logo.png; our own is shown.`,
      ),
      hub: use(
        env.WEBSUB_HUB,
        undefined,
        (text) => {
          const verdict = checkAddress(text, allowLoopback);
          const isShort = verdict.ok && verdict.url.href.length <= ADDRESS_CHARS_MAX;
          return isShort && !/\s/.test(text) ? verdict.url.href : undefined;
        },
        `WEBSUB_HUB must be a public http(s) address of at most ${ADDRESS_CHARS_MAX} characters without a password, for example https://pubsubhubbub.appspot.com/; no hub is named.`,
      ),
    },
    sitemap: flag('SITEMAP'),
    siteUrl: use(
      env.SITE_URL,
      undefined,
      (text) => {
        const url = text.length <= ADDRESS_CHARS_MAX ? URL.parse(text) : null;
        return url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
      },
      'SITE_URL must be the scheme and host at which readers reach this site, for example https://news.example.org; it counts as unset.',
    ),
    dailyHour: use(
      env.DAILY_HOUR,
      DAILY_HOUR_DEFAULT,
      (text) => (/^(?:[01]?\d|2[0-3])$/.test(text) ? Number(text) : undefined),
      `DAILY_HOUR must be a whole hour from 0 to 23, for example 18; ${DAILY_HOUR_DEFAULT} is used.`,
    ),
  };
  return { config, faults };
}

/** What is wrong with a token; undefined: it can be used. */
function faultOfToken(text: string): string | undefined {
  if (!/^[\x20-\x7e]*$/.test(text)) return 'holds a character that no header can carry';
  if (text.length < TOKEN_CHARS_MIN) return `is shorter than ${TOKEN_CHARS_MIN} characters`;
  if (text.length > TOKEN_CHARS_MAX) return `is longer than ${TOKEN_CHARS_MAX} characters`;
  return new Set(text).size < TOKEN_CHARACTERS_MIN ? 'repeats too few characters' : undefined;
}

function closed({ ADMIN_TOKEN: given }: Env): string {
  return `ADMIN_TOKEN ${faultOfToken(trimmed(given))}, so the admin routes are closed: set a long random text, for example the output of \`openssl rand -hex 32\`.`;
}

/** An address of a host with a dot, without a password. */
function addressOf(text: string, protocol: RegExp): string | undefined {
  const url = URL.parse(text);
  const isAddress = url !== null && protocol.test(url.protocol) && url.hostname.includes('.') && !/\s/.test(text);
  return isAddress && url.username + url.password === '' && url.href.length <= ADDRESS_CHARS_MAX ? url.href : undefined;
}

/** The zone's own name. Etc/UTC, GMT and the like are one zone with one name. */
function zoneOf(text: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu|Universal)$/i.test(timeZone) ? DEFAULT_SITE.zone : timeZone;
  } catch {
    return undefined;
  }
}

/** `[vars]` may hold numbers and booleans, not only text. A secret piped into `wrangler secret put` ends with a line feed. */
function trimmed(given: unknown): string {
  if (given === undefined || given === null) return '';
  return (typeof given === 'object' ? JSON.stringify(given) : String(given)).trim();
}
