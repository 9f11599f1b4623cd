/** The front: each story once, newest or most carried first, with everyone who carries it. */
import type { FC } from 'hono/jsx';
import type { FrontStory } from '../../documents/document.ts';
import { frontTitle } from '../../render/render.ts';
import { BidiText } from './bidi.tsx';
import { Card } from './card.tsx';
import { type FeedLink, FRONT_FEED, Page, Subscribe, UPDATES_FEED } from './layout.tsx';
import { useShown } from './shown.ts';

type Sort = 'new' | 'carried';

interface FrontProps {
  readonly stories: readonly FrontStory[];
  /** The most carried of the day, for the margin. */
  readonly carried: readonly Pick<FrontStory, 'id' | 'title' | 'outlets'>[];
  readonly sort: Sort;
  readonly outlets: number;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly now: number;
}

export const FrontPage: FC<FrontProps> = (props) => {
  const { stories, carried, sort, outlets, cursor, next, now } = props;
  const { site, words } = useShown();
  const { front } = words;
  const feed: FeedLink =
    outlets > 1
      ? { title: (shown) => frontTitle(outlets, shown), path: '/feed', query: `?outlets=${outlets}` }
      : FRONT_FEED;
  return (
    <Page
      title={`${site.name} — ${words.promise}`}
      description={words.feed.description}
      section="stories"
      feeds={[feed]}
      shared={{ path: address({ sort, outlets }), items: stories }}
    >
      <div class="cols">
        <div>
          <div class="bar">
            <h1>{cursor ? front.older : sort === 'carried' ? front.carried : front.newest}</h1>
            <Choices {...props} />
          </div>
          {stories.length === 0 ? (
            <Empty outlets={outlets} older={cursor !== undefined} />
          ) : (
            stories.map((s, i) => (
              <>
                {sort === 'new' ? <Day story={s} before={stories[i - 1]} now={now} /> : null}
                <Card story={s} now={now} first={i === 0 && !cursor && s.outlets > 1} />
              </>
            ))
          )}
          <nav class="pages" aria-label={front.pages}>
            {cursor ? (
              <a class="button" href={address({ sort, outlets })}>
                {front.toNewest}
              </a>
            ) : null}
            {next ? (
              <a class="button" rel="next" href={address({ sort, outlets, cursor: next })}>
                {front.older}
              </a>
            ) : null}
          </nav>
        </div>
        <aside class="aside" aria-label={front.follow}>
          <section>
            <h2>{front.inYourReader}</h2>
            <p>{front.onceEach}</p>
            <Subscribe feed={feed} />
            <p>{front.everything}</p>
            <Subscribe feed={UPDATES_FEED} />
          </section>
          {carried.length > 0 ? (
            <section>
              <h2>{front.carriedToday}</h2>
              <ol>
                {carried.map((s) => (
                  <li>
                    <a class="plain" href={`/stories/${s.id}`}>
                      <BidiText text={s.title} />
                    </a>
                    <p>{words.sources(s.outlets)}</p>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
        </aside>
      </div>
    </Page>
  );
};

/** The day of a story, where the one before it is of another. */
const Day: FC<{ readonly story: FrontStory; readonly before: FrontStory | undefined; readonly now: number }> = (
  props,
) => {
  const { times } = useShown();
  const { story, before, now } = props;
  if (before && times.dayNumber(before.published) === times.dayNumber(story.published)) return null;
  return (
    <p class="day">
      <time datetime={times.date(story.published)}>{times.day(story.published, now)}</time>
    </p>
  );
};

const Choices: FC<FrontProps> = ({ sort, outlets }) => {
  const { front, allStories } = useShown().words;
  return (
    <>
      <nav class="pick" aria-label={front.order}>
        <Choice href={address({ sort: 'new', outlets })} chosen={sort === 'new'} label={front.byTime} />
        <Choice href={address({ sort: 'carried', outlets })} chosen={sort === 'carried'} label={front.carried} />
      </nav>
      <nav class="pick" aria-label={front.publishers}>
        <Choice href={address({ sort, outlets: 1 })} chosen={outlets === 1} label={allStories} />
        <Choice href={address({ sort, outlets: 2 })} chosen={outlets === 2} label={front.twoOrMore} />
        <Choice href={address({ sort, outlets: 3 })} chosen={outlets === 3} label={front.threeOrMore} />
      </nav>
    </>
  );
};

const Choice: FC<{ readonly href: string; readonly chosen: boolean; readonly label: string }> = ({
  href,
  chosen,
  label,
}) => (
  <a href={href} aria-current={chosen ? 'true' : undefined}>
    {label}
  </a>
);

/** Shown without stories. Says why there are none and where to go. */
const Empty: FC<{ readonly outlets: number; readonly older: boolean }> = ({ outlets, older }) => {
  const { front, allStories } = useShown().words;
  return (
    <div class="sheet">
      <h2>{older ? front.noOlder : front.none}</h2>
      {outlets > 1 ? (
        <p>
          {front.noneWith(outlets)} <a href="/">{allStories}</a>
        </p>
      ) : older ? null : (
        <p>
          {front.untilRead} <a href="/outlets">{front.outletStates}</a>
        </p>
      )}
    </div>
  );
};

function address({
  sort,
  outlets,
  cursor,
}: {
  readonly sort: Sort;
  readonly outlets: number;
  readonly cursor?: string;
}): string {
  const query = new URLSearchParams();
  if (sort !== 'new') query.set('sort', sort);
  if (outlets > 1) query.set('outlets', String(outlets));
  if (cursor) query.set('cursor', cursor);
  return query.size > 0 ? `/?${query}` : '/';
}
