/** What is answered in place of a slice that cannot be. */
import type { Context } from 'hono';
import { normalize } from '../../text/normalize.ts';
import { readListing } from '../data/listing.ts';
import type { Unanswered } from '../data/story-pages.ts';
import type { AppEnv } from '../http/context.ts';
import { queriesSpent, unavailable, unusable } from '../http/problem.ts';

export function isAnswered<T extends object>(page: T | Unanswered): page is T {
  return page !== undefined && !('kind' in page);
}

export async function unanswered(c: Context<AppEnv>, page: Unanswered): Promise<Response> {
  if (!page) return unavailable(c);
  if (page.kind === 'spent') return queriesSpent(c);
  const listed = await asListed(c);
  if (listed !== undefined) return c.redirect(listed, 302);
  return unusable(c, page.why);
}

/** The address with its countries as the list spells them: people type الاردن for الأردن. undefined when that changes nothing. */
async function asListed(c: Context<AppEnv>): Promise<string | undefined> {
  const { pathname, searchParams } = new URL(c.req.url);
  const countries = [...((await readListing(c.env))?.countries.values() ?? [])];
  const given = [...searchParams];
  const listed = given.map(([name, value]): [string, string] => {
    if (!/^(?:not-)?country$/.test(name) || countries.includes(value)) return [name, value];
    return [name, countries.find((country) => normalize(country) === normalize(value)) ?? value];
  });
  const isSame = listed.every(([, value], i) => value === given[i]?.[1]);
  return isSame ? undefined : `${pathname}?${new URLSearchParams(listed)}`;
}
