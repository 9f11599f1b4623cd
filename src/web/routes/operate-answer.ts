/** How the operator's pages answer: with a page, with the next page, or with why not. */
import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { OperateWords } from '../../localization/operate-in-arabic.ts';
import type { AppEnv } from '../http/context.ts';
import { localizedFor, shownTo } from '../http/presentation.ts';
import type { Done } from '../pages/operate/frame.tsx';
import { noticePage } from '../pages/operate/notice.tsx';
import { renderPage } from '../pages/render-page.tsx';

export function show(c: Context<AppEnv>, page: JSX.Element, status: 200 | 400 | 401 | 404 | 409 | 429 = 200) {
  return c.html(renderPage(page, shownTo(c)), status);
}

/** To a path of ours, which says there what was done, and to which outlet if `outlet` is an id. */
export function goTo(c: Context, path: string, done: Done, outlet?: string): Response {
  const of = outlet === undefined ? '' : `&outlet=${encodeURIComponent(outlet)}`;
  return c.redirect(`${path}${path.includes('?') ? '&' : '?'}done=${done}${of}`, 303);
}

/** What the page before says was done. */
export function doneIn(c: Context<AppEnv>): Done | undefined {
  const done = c.req.query('done') ?? '';
  return Object.hasOwn(localizedFor(c.env).words.operate.done, done) ? (done as Done) : undefined;
}

/** Why something was not done. */
export function notDone(
  c: Context<AppEnv>,
  status: 400 | 404 | 409,
  say: (words: OperateWords) => string,
  { detail = [], back }: { readonly detail?: readonly string[]; readonly back?: string } = {},
): Response | Promise<Response> {
  return c.html(noticePage(shownTo(c), say, { detail, ...(back === undefined ? {} : { back }) }), status);
}

/** A path under /operate; anything else would lead the operator, signed in, to where somebody else wants him. */
export function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/operate(?:\/[\w./-]*)?(?:\?[\w=&%.+-]*)?$/.test(path) ? path : '/operate';
}
