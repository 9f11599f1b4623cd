/** How a deployment presents itself, as its operator set it (env.ts). */

export type Language = 'ar' | 'en';

export interface Site {
  readonly name: string;
  /** Of pages and of our own words in feeds. What outlets write stays as they wrote it. */
  readonly language: Language;
  /** IANA name of the zone in which times are shown. */
  readonly zone: string;
  /** `#rrggbb`; undefined: our own. */
  readonly accent: string | undefined;
  /** An https address of a square picture; undefined: our own. */
  readonly logo: string | undefined;
  /** The WebSub hub to which changes of the feeds are announced; undefined: none. */
  readonly hub: string | undefined;
}

export const DEFAULT_SITE: Site = {
  name: 'wirefold',
  language: 'ar',
  zone: 'UTC',
  accent: undefined,
  logo: undefined,
  hub: undefined,
};
