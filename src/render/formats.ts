/** The formats in which feeds are served: how their addresses end, their media types, and what readers and programs call them. */
export const FEED_FORMATS = {
  rss: { suffix: 'xml', type: 'application/rss+xml', label: 'RSS', specification: 'RSS 2.0' },
  atom: { suffix: 'atom', type: 'application/atom+xml', label: 'Atom', specification: 'Atom' },
  json: { suffix: 'json', type: 'application/feed+json', label: 'JSON', specification: 'JSON Feed' },
} as const;

export type RenderFormat = keyof typeof FEED_FORMATS;

export const FORMATS = Object.keys(FEED_FORMATS) as readonly RenderFormat[];

/** As the W3C validator and JSON Feed ask for it. */
export function contentType(format: RenderFormat): string {
  return `${FEED_FORMATS[format].type}; charset=utf-8`;
}
