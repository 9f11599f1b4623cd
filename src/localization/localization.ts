/** Our own words and times as a site shows them: in its language and its zone. */
import { DEFAULT_SITE, type Language, type Site } from '../documents/site.ts';
import { ARABIC, type Localization } from './in-arabic.ts';
import { ENGLISH } from './in-english.ts';
import { createTimes, type Times } from './times.ts';

const LANGUAGES: Record<Language, Localization> = { ar: ARABIC, en: ENGLISH };

export interface Localized {
  readonly site: Site;
  readonly words: Localization;
  readonly times: Times;
}

const made = new WeakMap<Site, Localized>();

/** Memoized by the site object. */
export function localize(site: Site): Localized {
  const words = LANGUAGES[site.language];
  const localized = made.get(site) ?? { site, words, times: createTimes(words, site.zone) };
  made.set(site, localized);
  return localized;
}

export const DEFAULT_LOCALIZED = localize(DEFAULT_SITE);
