/** A day as it was published: its most carried stories, each with its outlets. It has no relative times, so that it stays as it is. */
import type { FC } from 'hono/jsx';
import type { DayDocument, DayStory } from '../../documents/daily.ts';
import { BidiLink, BidiText, useDirectionOf } from './bidi.tsx';
import { ExternalLink } from './external-link.tsx';
import { DAILY_FEED, type FeedLink, Page, Subscribe } from './layout.tsx';
import { useShown } from './shown.ts';

interface DayProps {
  readonly day: DayDocument;
  /** Dates of the days before and after it; undefined for none that is kept. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The slice's title and query; '' for all stories. */
  readonly called: string;
  readonly query: string;
}

export const DayPage: FC<DayProps> = ({ day, before, after, called, query }) => {
  const { site, words, times } = useShown();
  const { daily } = words;
  const feed: FeedLink = called
    ? { title: (shown) => `${DAILY_FEED.title(shown)} · ${called}`, path: DAILY_FEED.path, query }
    : DAILY_FEED;
  const named = times.dateInWords(day.date);
  const between = daily.between(times.moment(day.since), `${times.moment(day.at)} ${times.zone(day.at)}`);
  return (
    <Page
      title={[`${site.name} — ${daily.title(named)}`, called].filter(Boolean).join(' · ')}
      description={between}
      section="stories"
      feeds={[feed]}
      shared={{ path: `/days/${day.date}${query}`, items: day.stories }}
    >
      <h1>
        {daily.name}: <time datetime={day.date}>{named}</time>
      </h1>
      {called ? (
        <p>
          <b>
            <BidiText text={called} />
          </b>
        </p>
      ) : null}
      <p class="meta">{between}</p>
      {day.stories.length > 0 ? (
        <ol class="days">
          {day.stories.map((story) => (
            <Told story={story} />
          ))}
        </ol>
      ) : (
        <p class="sheet">{called ? daily.noneOfSlice : daily.none}</p>
      )}
      <nav class="pages" aria-label={daily.days}>
        {before ? (
          <a class="button" rel="prev" href={`/days/${before}${query}`}>
            {daily.before}
          </a>
        ) : null}
        {after ? (
          <a class="button" rel="next" href={`/days/${after}${query}`}>
            {daily.after}
          </a>
        ) : null}
      </nav>
      <Subscribe feed={feed} />
    </Page>
  );
};

/** In place of the newest day, before the first is published. `hour`: at which each is, with its zone. */
export const NoDayPage: FC<{ readonly hour: string }> = ({ hour }) => {
  const { site, words } = useShown();
  const { name, noneYet } = words.daily;
  return (
    <Page title={`${site.name} — ${name}`} description={noneYet(hour)} section="stories" feeds={[DAILY_FEED]}>
      <h1>{name}</h1>
      <p class="sheet">{noneYet(hour)}</p>
      <Subscribe feed={DAILY_FEED} />
    </Page>
  );
};

const Told: FC<{ readonly story: DayStory }> = ({ story }) => {
  const { words } = useShown();
  return (
    <li>
      <h2 dir={useDirectionOf(story.title)}>
        <BidiLink class="plain" href={`/stories/${story.id}`} text={story.title || words.untitled} />
      </h2>
      <p class="meta">
        <b>{words.sources(story.publishers)}</b>
        {story.countries.map((country) => (
          <span>
            <BidiText text={country} />
          </span>
        ))}
      </p>
      <ul class="chips" aria-label={words.front.carriedBy}>
        {story.articles.map(({ url, title, outlet }) => (
          <li>
            <ExternalLink to={url} title={title}>
              <BidiText text={outlet.name} />
            </ExternalLink>
          </li>
        ))}
      </ul>
    </li>
  );
};
