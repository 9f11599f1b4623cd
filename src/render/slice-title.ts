/** What a slice is called, in the site's language: on its page and in its feeds. */
import type { Slice } from '../documents/slice.ts';
import type { Localized } from '../localization/localization.ts';

/** `names`: names of its outlets, by id. '' for all stories. */
export function sliceTitle(
  slice: Slice,
  names: Readonly<Record<string, string>>,
  { words, times }: Pick<Localized, 'words' | 'times'>,
): string {
  const named = (ids: readonly string[]) => ids.map((id) => names[id] ?? id);
  const muted = [...slice.notCountries, ...named(slice.notOutlets)];
  const parts = [
    slice.q === undefined ? '' : words.slice.words(slice.q),
    slice.countries.join(words.slice.or),
    named(slice.outlets).join(words.slice.or),
    slice.publishers > 1 ? words.feed.withSources(slice.publishers) : '',
    slice.since === undefined ? '' : words.slice.since(`${times.moment(slice.since)} ${times.zone(slice.since)}`),
    muted.length > 0 ? words.slice.without(muted.join(words.comma)) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
