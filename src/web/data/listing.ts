/**
 * The outlets of the operator's list, for who has carried a story and who has not, and for the slices that a page offers. An isolate asks the index for them once an
 * hour: twenty isolates read some 80,000 rows a day, and a change of the list shows within the hour.
 */
import type { OutletSettings } from '../../documents/outlet.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { hashText } from '../../text/hash.ts';
import { remembered } from './remembered.ts';

const LISTING_FRESH_MS = 60 * 60_000;

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

/** undefined while the index does not answer. */
export const readListing = remembered('listing-unread', LISTING_FRESH_MS, 1, async (index) =>
  listingOf((await index.outlets()).map(({ settings }) => settings)),
);

function listingOf(outlets: readonly OutletSettings[]): Listing {
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
}
