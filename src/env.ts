/** The bindings, and the checked reading of the settings. No other module reads settings from `env`. */
import { KV_WRITES_A_DAY } from './limits.ts';

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
    }
  }
}

/** What the platform hands the Worker and its objects. */
export type Env = Cloudflare.Env;

interface Config {
  readonly adminToken: string | undefined;
  readonly allowLoopback: boolean;
  readonly contactUrl: string | undefined;
  readonly kvWritesADay: number;
}

/** Throws an Error saying what to set when a value cannot be used. */
export function readConfig(env: Env): Config {
  return {
    // A secret piped into `wrangler secret put` ends with a line feed, which no header can carry.
    adminToken: env.ADMIN_TOKEN?.trim() || undefined,
    allowLoopback: env.ALLOW_LOOPBACK === '1',
    contactUrl: httpUrl('CONTACT_URL', env.CONTACT_URL),
    kvWritesADay: wholeNumber('KV_WRITES_A_DAY', env.KV_WRITES_A_DAY) ?? KV_WRITES_A_DAY,
  };
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (!value) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${name} must be a whole number, for example 800; it is "${value}".`);
  return Number(value);
}

function httpUrl(name: string, value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Error(`${name} must be an http(s) address, for example https://example.org/about; it is "${value}".`);
  }
  return value;
}
