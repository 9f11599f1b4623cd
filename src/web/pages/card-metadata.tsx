/**
 * The head's metadata for whoever shows a link to a page: Open Graph, Twitter's cards and JSON-LD. Every listed report points to
 * its outlet's own address, and none is called ours: we are nobody's author.
 */

import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { httpAddress, oneLine } from '../../render/plain-text.ts';
import { clip } from '../../text/clip.ts';
import { useShown } from './shown.ts';

export interface Shared {
  /** Path and query by which the page is known, whatever was asked for. */
  readonly path: string;
  /** An outlet's picture that the page shows. */
  readonly image?: string | undefined;
  /** Reports at their outlets, in the order of the page. */
  readonly items?: readonly { readonly url: string; readonly title: string }[];
}

interface CardMetadataProps {
  readonly title: string;
  readonly description: string;
  readonly shared: Shared;
}

/** UTF-16 units: what cards show of a description. */
const DESCRIPTION_CHARS_MAX = 200;
/** Of a page's list: search engines show fewer, and each takes 300 bytes. */
export const ITEMS_MAX = 10;
const LOCALES = { ar: 'ar_AR', en: 'en_US' } as const;

export const CardMetadata: FC<CardMetadataProps> = ({ title, description, shared }) => {
  const { site, origin } = useShown();
  const address = origin + shared.path;
  const said = clip(oneLine(description), DESCRIPTION_CHARS_MAX);
  const picture = httpAddress(shared.image);
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:locale" content={LOCALES[site.language]} />
      <meta property="og:title" content={oneLine(title)} />
      <meta property="og:description" content={said} />
      <meta property="og:url" content={address} />
      <meta property="og:image" content={picture ?? site.logo ?? `${origin}/icon.png`} />
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
      <script type="application/ld+json">{raw(jsonLd(title, address, site.name, origin, shared))}</script>
    </>
  );
};

function jsonLd(title: string, address: string, name: string, origin: string, { items = [] }: Shared): string {
  const listed = items.flatMap(({ url, title: headline }) => {
    const href = httpAddress(url);
    return href ? [{ url: href, name: oneLine(headline) }] : [];
  });
  const list = {
    '@type': 'ItemList',
    itemListElement: listed.slice(0, ITEMS_MAX).map((item, i) => ({ '@type': 'ListItem', position: i + 1, ...item })),
  };
  const page = {
    '@context': 'https://schema.org',
    '@type': listed.length > 0 ? 'CollectionPage' : 'WebPage',
    name: oneLine(title),
    url: address,
    isPartOf: { '@type': 'WebSite', name, url: `${origin}/` },
    ...(listed.length > 0 ? { mainEntity: list } : {}),
  };
  // An end tag or a comment within a string would end the element.
  return JSON.stringify(page).replaceAll('<', '\\u003c');
}
