/** A page as the HTML text that is sent. */
import type { JSX } from 'hono/jsx/jsx-runtime';
import { type Shown, ShownContext } from './shown.ts';

export function renderPage(page: JSX.Element, shown: Shown): string {
  return `<!DOCTYPE html>\n${String(<ShownContext.Provider value={shown}>{page}</ShownContext.Provider>)}\n`;
}
