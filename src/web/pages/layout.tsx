/** The layout of every page: head with feed discovery, skip link, navigation, footer. */
import type { Child, FC } from 'hono/jsx';
import type { Site } from '../../documents/site.ts';
import { isLeftToRight } from '../../render/direction.ts';
import { FEED_FORMATS } from '../../render/formats.ts';
import { hashText } from '../../text/hash.ts';
import { accentStyle } from './accent.ts';
import { BidiText } from './bidi.tsx';
import { CardMetadata, type Shared } from './card-metadata.tsx';
import { FOLD } from './icon.ts';
import { OPERATOR_STYLE } from './operate/operator-style.ts';
import { type Shown, useShown } from './shown.ts';
import { STYLE } from './style.ts';

export interface FeedLink {
  readonly title: (shown: Shown) => string;
  /** Path of the RSS feed without its suffix: `/feed` stands for /feed.xml, /feed.atom and /feed.json. */
  readonly path: string;
  /** With its question mark; '' for none. */
  readonly query?: string;
}

interface PageProps {
  readonly title: string;
  readonly description: string;
  /** Whether it is one of the operator's pages. */
  readonly operator?: boolean;
  readonly section?: 'stories' | 'outlets' | 'api';
  readonly feeds: readonly FeedLink[];
  /** What a card of a link to it shows; undefined for pages that are not to be shared. */
  readonly shared?: Shared;
  readonly children?: Child;
}

const styleHashes = new Map<string, string>();

/** The style in the site's accent. */
export function styleOf({ accent }: Site): string {
  return STYLE + accentStyle(accent);
}

/** The address changes with the style, so browsers may cache it for long. */
function stylePath(site: Site): string {
  const accent = site.accent ?? '';
  const hash = styleHashes.get(accent) ?? hashText(styleOf(site)).toString(36);
  styleHashes.set(accent, hash);
  return `/style.css?v=${hash}`;
}

const OPERATOR_STYLE_PATH = `/operator.css?v=${hashText(OPERATOR_STYLE).toString(36)}`;

export const FRONT_FEED: FeedLink = { title: ({ site, words }) => `${site.name} — ${words.allStories}`, path: '/feed' };
/** Discovered on every page, after the page's own. */
export const UPDATES_FEED: FeedLink = {
  title: ({ site, words }) => `${site.name} — ${words.updates}`,
  path: '/updates',
};

/** One item a day. */
export const DAILY_FEED: FeedLink = {
  title: ({ site, words }) => `${site.name} — ${words.daily.name}`,
  path: '/daily',
};

const SECTIONS = [
  ['stories', '/'],
  ['outlets', '/outlets'],
  ['api', '/api'],
] as const;

export const Page: FC<PageProps> = ({ title, description, operator = false, section, feeds, shared, children }) => {
  const shown = useShown();
  const { site, words } = shown;
  return (
    <html lang={site.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#15140f" media="(prefers-color-scheme: dark)" />
        <link rel="stylesheet" href={stylePath(site)} />
        {operator ? <link rel="stylesheet" href={OPERATOR_STYLE_PATH} /> : null}
        {site.logo ? <link rel="icon" href={site.logo} /> : <link rel="icon" href="/icon.svg" type="image/svg+xml" />}
        <link rel="apple-touch-icon" href={site.logo ?? '/icon.png'} />
        {shared ? <CardMetadata title={title} description={description} shared={shared} /> : null}
        {[...feeds, UPDATES_FEED].flatMap((feed) =>
          Object.values(FEED_FORMATS).map(({ suffix, type, label }) => (
            <link
              rel="alternate"
              type={type}
              title={`${feed.title(shown)} (${label})`}
              href={`${feed.path}.${suffix}${feed.query ?? ''}`}
            />
          )),
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">
              {site.logo ? <img class="logo" src={site.logo} alt="" width="36" height="36" /> : <Fold />}
              <span>
                {isLeftToRight(site.name) ? (
                  <b lang="en" dir="ltr">
                    {site.name}
                  </b>
                ) : (
                  <b>
                    <BidiText text={site.name} />
                  </b>
                )}
                <span>{words.promise}</span>
              </span>
            </a>
            <nav class="nav" aria-label={words.sectionsLabel}>
              {SECTIONS.map(([name, href]) => (
                <a href={href} aria-current={name === section ? 'page' : undefined}>
                  {words.sections[name]}
                </a>
              ))}
            </nav>
            <a class="button" href={subscribeTo(feeds[0] ?? FRONT_FEED)}>
              {words.subscribe.button}
            </a>
          </div>
        </header>
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{words.rights}</p>
            <p class="dots">
              <a href={subscribeTo(FRONT_FEED)}>{words.storiesFeed}</a>
              <a href={subscribeTo(UPDATES_FEED)}>{words.updates}</a>
              <a href="/days">{words.daily.name}</a>
              <a href="/outlets.opml">OPML</a>
              <a href="/about">{words.about.title}</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
};

/** The page that says how to subscribe to the feed at `address`, a path with its query. */
export function subscribePath(address: string): string {
  return `/subscribe?feed=${encodeURIComponent(address)}`;
}

function subscribeTo({ path, query = '' }: FeedLink): string {
  return subscribePath(`${path}.${FEED_FORMATS.rss.suffix}${query}`);
}

export const Subscribe: FC<{ readonly feed: FeedLink }> = ({ feed }) => (
  <p class="subs">
    <a href={subscribeTo(feed)}>{useShown().words.subscribe.inReader}</a>
  </p>
);

const Fold: FC = () => (
  <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true">
    <path d={FOLD} />
  </svg>
);
