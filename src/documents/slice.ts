/**
 * A slice: the part of the stories that somebody asks for. Pages, feeds, updates and the API take the same one, and each slice has one
 * address. Whatever it asks, the stories keep their ids, guids and dates.
 */

export interface Slice {
  /** Only stories with a report that answers this search (text/search.ts), as typed; undefined for any. */
  readonly q: string | undefined;
  /** Only stories that an outlet of one of these countries carries, as the list groups outlets; [] for any. */
  readonly countries: readonly string[];
  /** Only stories that one of these outlets carries, by id; [] for any. Of both, a story must fit both. */
  readonly outlets: readonly string[];
  /** Only stories carried by at least so many publishers; 1 for any. */
  readonly publishers: number;
  /** Only stories updated at or after, ms since the epoch; undefined for any. */
  readonly since: number | undefined;
  /** Muted: the reports of outlets of these countries, and of these outlets, count as if they did not exist. */
  readonly notCountries: readonly string[];
  readonly notOutlets: readonly string[];
}

/** All stories. */
export const WHOLE: Slice = {
  q: undefined,
  countries: [],
  outlets: [],
  publishers: 1,
  since: undefined,
  notCountries: [],
  notOutlets: [],
};

/** The parameters of an address that make a slice, in the order in which an address has them. */
export const SLICE_PARAMETERS = ['q', 'country', 'outlet', 'publishers', 'since', 'not-country', 'not-outlet'] as const;

type SliceParameter = (typeof SLICE_PARAMETERS)[number];

/** Of a repeated parameter every value, sorted; [] for one that the address does not need. */
function valuesOf(slice: Slice): Readonly<Record<SliceParameter, readonly string[]>> {
  return {
    q: slice.q === undefined ? [] : [slice.q],
    country: inOrder(slice.countries),
    outlet: inOrder(slice.outlets),
    publishers: slice.publishers > 1 ? [String(slice.publishers)] : [],
    since: slice.since === undefined ? [] : [secondsIn(slice.since)],
    'not-country': inOrder(slice.notCountries),
    'not-outlet': inOrder(slice.notOutlets),
  };
}

/** Each value once, sorted by code unit. */
export function inOrder(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** RFC 3339 in UTC, without a fraction of zero. */
export function secondsIn(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The query of the slice's address, with its question mark; '' for all stories. `before` and `after`: further parameters, as [name, value]. */
export function sliceQuery(
  slice: Slice,
  before: readonly (readonly [string, string])[] = [],
  after: readonly (readonly [string, string])[] = [],
): string {
  const values = valuesOf(slice);
  const own = SLICE_PARAMETERS.flatMap((name) => values[name].map((value) => [name, value] as const));
  const query = new URLSearchParams([...before, ...own, ...after].map(([name, value]) => [name, value]));
  return query.size > 0 ? `?${query}` : '';
}

/** Whether nothing but a minimum of publishers is asked. The front holds such slices ready. */
export function asksOnlyPublishers(slice: Slice): boolean {
  return sliceQuery({ ...slice, publishers: 1 }) === '';
}

/** An outlet as a slice tells it apart. */
interface Grouped {
  readonly id: string;
  readonly group: string | undefined;
}

/** Whose reports a slice asks for. A story must have a report by one of each of `any`; the reports of `muted` do not exist. */
export interface SliceOutlets {
  readonly any: readonly (readonly string[])[];
  readonly muted: readonly string[];
}

export function sliceOutlets(slice: Slice, known: readonly Grouped[]): SliceOutlets {
  const of = (countries: readonly string[], ids: readonly string[]) =>
    known.filter(({ id, group }) => ids.includes(id) || (group !== undefined && countries.includes(group)));
  const muted = of(slice.notCountries, slice.notOutlets).map(({ id }) => id);
  const any = [of(slice.countries, []), of([], slice.outlets)]
    .filter((_, i) => (i === 0 ? slice.countries : slice.outlets).length > 0)
    .map((outlets) => outlets.flatMap(({ id }) => (muted.includes(id) ? [] : id)));
  return { any, muted };
}

/** What the slice names and the list does not know, as an English sentence; undefined when it knows all. */
export function unknownInSlice(slice: Slice, known: readonly Grouped[]): string | undefined {
  const [ids, groups] = [new Set(known.map(({ id }) => id)), new Set(known.map(({ group }) => group))];
  const outlet = [...slice.outlets, ...slice.notOutlets].find((id) => !ids.has(id));
  if (outlet !== undefined) return `There is no outlet "${outlet}"; /api/outlets lists them by id.`;
  const country = [...slice.countries, ...slice.notCountries].find((group) => !groups.has(group));
  if (country !== undefined) {
    return `No outlet is listed under the country "${country}"; /api/outlets names it as each outlet’s group.`;
  }
  return undefined;
}
