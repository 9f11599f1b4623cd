/** What is answered in place of a slice that cannot be. */
import type { Context } from 'hono';
import type { Unanswered } from '../data/story-pages.ts';
import { problem, queriesSpent, unavailable } from '../http/problem.ts';

export function isAnswered<T extends object>(page: T | Unanswered): page is T {
  return page !== undefined && !('kind' in page);
}

export function unanswered(c: Context, page: Unanswered): Response {
  if (!page) return unavailable(c);
  if (page.kind === 'spent') return queriesSpent(c);
  const detail = `The query cannot be used. ${page.why}`;
  return problem(c, { status: 400, title: 'Bad Request', detail });
}
