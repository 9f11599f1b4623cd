/** The bindings, and the checked reading of the settings. No other module reads settings from `env`. */
import { KV_WRITES_A_DAY } from './limits.ts';
import type { OutletApi } from './outlet/api.ts';
import type { StoryIndexApi } from './story-index/api.ts';

/** What the platform hands the Worker and its objects. */
export interface Env {
  readonly STORIES: KVNamespace;
  readonly STORY_INDEX: DurableObjectNamespace<Rpc.DurableObjectBranded & StoryIndexApi>;
  readonly OUTLET: DurableObjectNamespace<Rpc.DurableObjectBranded & OutletApi>;
  /** Bearer token of the admin routes, which are closed while it is unset. */
  readonly ADMIN_TOKEN?: string;
  /** '1' lets outlets stand on loopback addresses: local development and tests only. */
  readonly ALLOW_LOOPBACK?: string;
  /** Address at which outlets reach the operator, sent to them in User-Agent. */
  readonly CONTACT_URL?: string;
  /** KV writes to spend in a day; unset = a number that leaves room on the free plan. */
  readonly KV_WRITES_A_DAY?: string;
}

interface Config {
  readonly adminToken: string | undefined;
  readonly allowLoopback: boolean;
  readonly contactUrl: string;
  readonly kvWritesADay: number;
}

const DEFAULT_CONTACT = 'https://github.com/wirefold/wirefold';

/** Throws an Error saying what to set when a value cannot be used. */
export function readConfig(env: Env): Config {
  return {
    // A secret piped into `wrangler secret put` ends with a line feed, which no header can carry.
    adminToken: env.ADMIN_TOKEN?.trim() || undefined,
    allowLoopback: env.ALLOW_LOOPBACK === '1',
    contactUrl: httpUrl('CONTACT_URL', env.CONTACT_URL) ?? DEFAULT_CONTACT,
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
