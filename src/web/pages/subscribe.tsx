/** The address of a feed to copy, what a feed reader is, and links that open some well-known readers with it. */
import type { FC } from 'hono/jsx';
import { FEED_FORMATS, type RenderFormat } from '../../render/formats.ts';
import { BidiText, useDirectionOf } from './bidi.tsx';
import { DAILY_FEED, FRONT_FEED, Page, subscribePath, UPDATES_FEED } from './layout.tsx';
import { useShown } from './shown.ts';

interface SubscribeProps {
  /** Path and query of the feed. */
  readonly address: string;
  readonly format: RenderFormat;
  /** The story's, where it is a story's feed, or the slice's; undefined for all stories. */
  readonly title: string | undefined;
}

/** Addresses under which readers take a feed's address. FreshRSS runs on people's own servers, so only its path is known. */
const READERS: readonly (readonly [name: string, address: (feed: string) => string])[] = [
  ['NetNewsWire', (feed) => `feed:${feed}`],
  ['Feedly', (feed) => `https://feedly.com/i/subscription/feed%2F${encodeURIComponent(feed)}`],
  ['Inoreader', (feed) => `https://www.inoreader.com/?add_feed=${encodeURIComponent(feed)}`],
  ['NewsBlur', (feed) => `https://www.newsblur.com/?url=${encodeURIComponent(feed)}`],
];
const freshRssPath = (feed: string) => `/i/?c=feed&a=add&url_rss=${encodeURIComponent(feed)}`;

export const SubscribePage: FC<SubscribeProps> = ({ address, format, title }) => {
  const { site, words, origin } = useShown();
  const said = words.subscribe;
  const whole = origin + address;
  const { suffix } = FEED_FORMATS[format];
  const [path = '', query = ''] = address.split(/(?=\?)/);
  const base = path.slice(0, -suffix.length);
  const news = path.startsWith(UPDATES_FEED.path);
  const all = path.startsWith(DAILY_FEED.path) ? words.daily.name : words.allStories;
  const what = news ? [words.updates, ...(title ? [title] : [])].join(' · ') : (title ?? all);
  return (
    <Page
      title={`${said.title} — ${site.name}`}
      description={said.reader}
      feeds={[{ title: () => `${site.name} — ${what}`, path: base.slice(0, -1), query }, FRONT_FEED]}
    >
      <h1>{said.title}</h1>
      <p dir={useDirectionOf(what)}>
        <BidiText text={what} />
      </p>
      <section class="sheet">
        <h2>{said.copy}</h2>
        <p>
          <code class="copy" tabindex={0}>
            {whole}
          </code>
        </p>
        <p class="meta">{said.reader}</p>
      </section>
      <section class="sec">
        <h2>{said.open}</h2>
        <ul class="subs">
          {READERS.map(([name, to]) => (
            <li>
              <a href={to(whole)} rel="external">
                {name}
              </a>
            </li>
          ))}
        </ul>
        <p class="meta">{said.apps}</p>
        <h3>FreshRSS</h3>
        <p class="meta">{said.freshRss}</p>
        <p>
          <code class="copy" tabindex={0}>
            {freshRssPath(whole)}
          </code>
        </p>
      </section>
      <section class="sec">
        <h2>{said.formats}</h2>
        <ul class="subs">
          {Object.values(FEED_FORMATS).map((other) => (
            <li>
              <a
                href={subscribePath(base + other.suffix + query)}
                aria-current={other.suffix === suffix ? 'true' : undefined}
              >
                {other.label}
              </a>
            </li>
          ))}
        </ul>
        <p class="meta">
          <a href={address}>{said.raw}</a>
        </p>
      </section>
    </Page>
  );
};
