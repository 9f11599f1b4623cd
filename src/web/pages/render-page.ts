/** A page as the bytes that are sent. */
import type { JSX } from 'hono/jsx/jsx-runtime';

export function renderPage(page: JSX.Element): string {
  return `<!DOCTYPE html>\n${String(page)}\n`;
}
