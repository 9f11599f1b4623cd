/** What every part of a page may ask for: the site, its words and times, and the origin of the request. */
import { createContext, useContext } from 'hono/jsx';
import { DEFAULT_LOCALIZED, type Localized } from '../../localization/localization.ts';

export interface Shown extends Localized {
  /** Scheme and host of the request. */
  readonly origin: string;
}

export const ShownContext = createContext<Shown>({ ...DEFAULT_LOCALIZED, origin: '' });

export function useShown(): Shown {
  return useContext(ShownContext);
}
