/** Names of places, which tell templated news apart: the same committee formed in two provinces, the same telegram to two presidents. */
import { termOf } from '../text/analyzer.ts';
import { CITY_NAMES, COUNTRY_NAMES } from '../text/place-names.ts';
import { variantTerm } from '../text/variants.ts';

const stemsOf = (names: string): ReadonlySet<number> =>
  new Set(
    names
      .trim()
      .split(/\s+/)
      .map((word) => variantTerm(termOf(word))),
  );
const COUNTRY_STEMS = stemsOf(COUNTRY_NAMES);
const CITY_STEMS = stemsOf(CITY_NAMES);

/** Whether a term names a country and no city or province. */
export function isCountry(stem: number): boolean {
  return COUNTRY_STEMS.has(stem) && !CITY_STEMS.has(stem);
}

/** Whether a term names a city or province: in Arabic news where something happens, not who does it. */
export function isCity(stem: number): boolean {
  return CITY_STEMS.has(stem);
}
