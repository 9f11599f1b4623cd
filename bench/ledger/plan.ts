/**
 * Limits and prices of Cloudflare's plans, from its documentation of late 2026 (developers.cloudflare.com:
 * workers/platform/{limits,pricing}, kv/platform/{limits,pricing}, durable-objects/platform/{limits,pricing}).
 */

/** A resource with a daily limit on the free plan and a monthly price on the paid one. */
export interface Price {
  readonly free: number;
  /** Included a month in the paid plan. */
  readonly included: number;
  /** Dollars for each million beyond. */
  readonly perMillion: number;
}

export const PRICES = {
  workerRequests: { free: 100_000, included: 10e6, perMillion: 0.3 },
  workerCpuMs: { free: Number.POSITIVE_INFINITY, included: 30e6, perMillion: 0.02 },
  kvReads: { free: 100_000, included: 10e6, perMillion: 0.5 },
  kvWrites: { free: 1_000, included: 1e6, perMillion: 5 },
  objectRequests: { free: 100_000, included: 1e6, perMillion: 0.15 },
  objectGbSeconds: { free: 13_000, included: 400_000, perMillion: 12.5 },
  rowsRead: { free: 5e6, included: 25e9, perMillion: 0.001 },
  rowsWritten: { free: 100_000, included: 50e6, perMillion: 1 },
} as const satisfies Record<string, Price>;

export type Resource = keyof typeof PRICES;

/** Storage of objects: 5 GB free on both plans, then dollars for each GB and month. */
export const OBJECT_STORAGE = { freeBytes: 5e9, perGb: 0.2 };
export const PLAN_DOLLARS = 5;
/** Limits of a Worker invocation on the free plan, and of a Durable Object's request on both. */
export const CPU_MS_MAX = 10;
export const OBJECT_CPU_MS_MAX = 30_000;
export const EXTERNAL_SUBREQUESTS_MAX = 50;
/** To objects and KV. */
export const INTERNAL_SUBREQUESTS_MAX = 1_000;
export const DAYS_A_MONTH = 30;

/** Dollars a month on the paid plan, from daily use and stored bytes. */
export function dollarsAMonth(daily: Readonly<Record<Resource, number>>, storedBytes: number): number {
  let dollars = PLAN_DOLLARS + (Math.max(0, storedBytes - OBJECT_STORAGE.freeBytes) / 1e9) * OBJECT_STORAGE.perGb;
  for (const [name, price] of Object.entries(PRICES) as [Resource, Price][]) {
    dollars += (Math.max(0, daily[name] * DAYS_A_MONTH - price.included) / 1e6) * price.perMillion;
  }
  return dollars;
}
