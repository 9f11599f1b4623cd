/** What a request's pages are shown in: the site's words and times, and the request's origin. */
import type { Context } from 'hono';
import { type Env, siteOf } from '../../env.ts';
import { type Localized, localize } from '../../localization/localization.ts';
import type { Shown } from '../pages/shown.ts';

export function localizedFor(env: Env): Localized {
  return localize(siteOf(env));
}

export function shownTo(c: Context): Shown {
  return { ...localizedFor(c.env), origin: new URL(c.req.url).origin };
}
