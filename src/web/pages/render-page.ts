/** A page as the HTML text that is sent. */
import type { JSX } from 'hono/jsx/jsx-runtime';

export function renderPage(page: JSX.Element): string {
  return `<!DOCTYPE html>\n${String(page)}\n`;
}
