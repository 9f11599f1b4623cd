/**
 * The outlets of the operator's list, for who has carried a story and who has not, and for the slices that a page offers. An isolate asks the index for them once an
 * hour: twenty isolates read some 80,000 rows a day, and a change of the list shows within the hour.
 */
import type { Env } from '../../env.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { hashText } from '../../text/hash.ts';
import { askIndex } from './document-repository.ts';

const LISTING_FRESH_MS = 60 * 60_000;
/** How long the isolate waits before it asks again after the index did not answer. */
const UNANSWERED_FRESH_MS = 30_000;
/** Longest wait: a page is whole without the list. */
const LISTING_TIMEOUT_MS = 1_000;

interface ListedPublisher {
  readonly publisher: string;
  /** The first of its outlets. */
  readonly name: string;
  readonly country: string | undefined;
}

export interface Listing {
  /** Those of whom an outlet is read, in the order of the list. */
  readonly publishers: readonly ListedPublisher[];
  /** Country by outlet id, of outlets that are not read too. */
  readonly countries: ReadonlyMap<string, string>;
  /** Names by outlet id, of outlets that are not read too. */
  readonly names: Readonly<Record<string, string>>;
  /** The outlets that are read, by country, in the order of the list; '' for none. */
  readonly byCountry: ReadonlyMap<string, readonly { readonly id: string; readonly name: string }[]>;
  /** Differs between listings that are shown differently. */
  readonly key: string;
}

const cache = new WeakMap<Env, { readonly until: number; readonly listing: Listing | undefined }>();

/** undefined while the index does not answer. */
export async function readListing(env: Env): Promise<Listing | undefined> {
  const known = cache.get(env);
  const left = (known?.until ?? 0) - Date.now();
  // More is left only after the clock was set back.
  if (known && left > 0 && left <= LISTING_FRESH_MS) return known.listing;
  const listing = await askForListing(env);
  cache.set(env, { until: Date.now() + (listing ? LISTING_FRESH_MS : UNANSWERED_FRESH_MS), listing });
  return listing;
}

async function askForListing(env: Env): Promise<Listing | undefined> {
  try {
    const entries = await askIndex(env, (index) => index.outlets(), LISTING_TIMEOUT_MS);
    const outlets = entries.map(({ settings }) => settings);
    const publishers = new Map<string, ListedPublisher>();
    for (const one of outlets.filter(({ disabled }) => !disabled)) {
      const publisher = publisherOf(one);
      if (!publishers.has(publisher)) publishers.set(publisher, { publisher, name: one.name, country: one.group });
    }
    const countries = outlets.flatMap(({ id, group }) => (group === undefined ? [] : [[id, group] as const]));
    const names = Object.fromEntries(outlets.map(({ id, name }) => [id, name]));
    const read = outlets.filter(({ disabled }) => !disabled);
    const byCountry = Map.groupBy(
      read.map(({ id, name, group = '' }) => ({ id, name, group })),
      ({ group }) => group,
    );
    const key = hashText(
      JSON.stringify([...publishers.values(), countries, outlets.map((o) => [o.id, o.name])]),
    ).toString(36);
    return { publishers: [...publishers.values()], countries: new Map(countries), names, byCountry, key };
  } catch (error) {
    console.warn(JSON.stringify({ event: 'listing-unread', error: String(error) }));
    return undefined;
  }
}
