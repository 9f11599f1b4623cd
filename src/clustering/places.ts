/** Names of places, which tell templated news apart: the same committee formed in two provinces, the same telegram to two presidents. */
import { CITY_NAMES, COUNTRY_NAMES } from '../text/place-names.ts';
import { termsOfWords } from '../text/variants.ts';

const COUNTRY_STEMS = termsOfWords(COUNTRY_NAMES);
const CITY_STEMS = termsOfWords(CITY_NAMES);

/** Whether a term names a country and no city or province. */
export function isCountry(stem: number): boolean {
  return COUNTRY_STEMS.has(stem) && !CITY_STEMS.has(stem);
}

/** Whether a term names a city or province: in Arabic news where something happens, not who does it. */
export function isCity(stem: number): boolean {
  return CITY_STEMS.has(stem);
}
