/** The front: each story once, newest or most carried first, with everyone who carries it. */
import type { FC } from 'hono/jsx';
import type { FrontStory } from '../../documents/document.ts';
import { type Slice, sliceQuery, WHOLE } from '../../documents/slice.ts';
import { encodeCursor } from '../../documents/story-cursor.ts';
import { PAGE_STORIES_MAX } from '../../limits.ts';
import type { CountryCarried } from '../../render/front-feeds.ts';
import { sliceTitle } from '../../render/slice-title.ts';
import type { Searched } from '../../story-index/api.ts';
import { clip } from '../../text/clip.ts';
import { SEARCH_CHARS_MAX } from '../../text/search.ts';
import type { Listing } from '../data/listing.ts';
import { BidiLink, BidiText } from './bidi.tsx';
import { Card } from './card.tsx';
import { type FeedLink, FRONT_FEED, Page, Subscribe, UPDATES_FEED } from './layout.tsx';
import { storiesThatFit } from './page-weight.ts';
import { useShown } from './shown.ts';
import { Submit } from './submit.tsx';

type Sort = 'new' | 'carried';

interface FrontProps {
  /** Of which the page shows as many as it has room for. */
  readonly stories: readonly FrontStory[];
  /** The most carried of the day, for the margin. */
  readonly carried: readonly Pick<FrontStory, 'id' | 'title' | 'outlets'>[];
  /** What each country carried most today; [] on other pages than the front. */
  readonly byCountry: readonly CountryCarried[];
  readonly sort: Sort;
  readonly slice: Slice;
  /** Names of the outlets that the slice names, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a slice with words. */
  readonly search: Searched | undefined;
  /** undefined while it cannot be read: the page then offers no slices. */
  readonly listing: Listing | undefined;
  readonly cursor: string | undefined;
  readonly next: string | undefined;
  readonly now: number;
  /** Path of the watch whose page this is; its feeds are under it. */
  readonly watch?: string;
}

/** UTF-16 units of a title in the margin: four lines. */
const MARGIN_TITLE_CHARS_MAX = 120;
const inMargin = (title: string) => clip(title, MARGIN_TITLE_CHARS_MAX);

export const FrontPage: FC<FrontProps> = (props) => {
  const { carried, byCountry, sort, slice, names, search, listing, cursor, now, watch } = props;
  const margin = [
    ...[...carried, ...byCountry.flatMap((one) => one.stories)].map(({ title }) => inMargin(title)),
    ...[...(listing?.byCountry.values() ?? [])].flat().map(({ name }) => name),
  ];
  const stories = storiesThatFit(props.stories, margin, PAGE_STORIES_MAX);
  const last = stories.length < props.stories.length ? stories.at(-1) : undefined;
  const next = last && sort === 'new' ? encodeCursor(last) : props.next;
  const shown = useShown();
  const { site, words } = shown;
  const { front } = words;
  const called = sliceTitle(slice, names, shown);
  const [own, news] = feedsOf(slice, called);
  const feed = watch === undefined ? own : { title: own.title, path: `${watch}/feed` };
  return (
    <Page
      title={`${site.name} — ${called || words.promise}`}
      description={words.feed.description}
      section="stories"
      feeds={called ? [feed, news] : [feed]}
      shared={{ path: watch ?? address({ sort, slice }), items: stories }}
    >
      <div class="cols">
        <div>
          <div class="bar">
            <h1>
              {called ? (
                <BidiText text={called} />
              ) : cursor ? (
                front.older
              ) : sort === 'carried' ? (
                front.carried
              ) : (
                front.newest
              )}
            </h1>
            <Choices {...props} />
          </div>
          <SearchBox slice={slice} sort={sort} />
          {called && stories.length > 0 ? <Conditions label={words.slice.remove} {...props} /> : null}
          {search ? <p class="meta">{words.slice.searched(search.days)}</p> : null}
          {stories.length === 0 ? (
            <Empty {...props} />
          ) : (
            stories.map((s, i) => (
              <>
                {sort === 'new' ? <Day story={s} before={stories[i - 1]} now={now} /> : null}
                <Card story={s} now={now} first={i === 0 && !cursor && s.outlets > 1} marks={search?.marks[s.id]} />
              </>
            ))
          )}
          <nav class="pages" aria-label={front.pages}>
            {cursor ? (
              <a class="button" href={address({ sort, slice })}>
                {front.toNewest}
              </a>
            ) : null}
            {next ? (
              <a class="button" rel="next" href={address({ sort, slice, cursor: next })}>
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
            <Subscribe feed={news} />
          </section>
          {listing ? <Offered slice={slice} sort={sort} listing={listing} /> : null}
          {carried.length > 0 ? (
            <section>
              <h2>{front.carriedToday}</h2>
              <ol>
                {carried.map((s) => (
                  <li>
                    <BidiLink class="plain" href={`/stories/${s.id}`} text={inMargin(s.title)} />
                    <p>{words.sources(s.outlets)}</p>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {byCountry.length > 0 ? <ByCountry countries={byCountry} /> : null}
        </aside>
      </div>
    </Page>
  );
};

const ByCountry: FC<{ readonly countries: readonly CountryCarried[] }> = ({ countries }) => {
  const { words } = useShown();
  return (
    <section>
      <h2>{words.front.carriedByCountry}</h2>
      {countries.map(({ country, stories }) => (
        <>
          <h3>
            <a class="plain" href={address({ sort: 'new', slice: { ...WHOLE, countries: [country] } })}>
              <BidiText text={country} />
            </a>
          </h3>
          <ol>
            {stories.map(({ id, title, outlets }) => (
              <li>
                <BidiLink class="plain" href={`/stories/${id}`} text={inMargin(title)} />
                <p>{words.sources(outlets)}</p>
              </li>
            ))}
          </ol>
        </>
      ))}
    </section>
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

const Choices: FC<FrontProps> = ({ sort, slice }) => {
  const { front, allStories } = useShown().words;
  const among = (publishers: number) => address({ sort, slice: { ...slice, publishers } });
  const label = (publishers: number) =>
    publishers === 1 ? allStories : publishers === 2 ? front.twoOrMore : front.threeOrMore;
  return (
    <>
      <nav class="pick" aria-label={front.order}>
        <Choice href={address({ sort: 'new', slice })} chosen={sort === 'new'} label={front.byTime} />
        <Choice href={address({ sort: 'carried', slice })} chosen={sort === 'carried'} label={front.carried} />
      </nav>
      <nav class="pick" aria-label={front.publishers}>
        {[1, 2, 3].map((n) => (
          <Choice href={among(n)} chosen={slice.publishers === n} label={label(n)} />
        ))}
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
    <BidiText text={label} />
  </a>
);

type Sliced = Pick<FrontProps, 'slice' | 'sort' | 'names'>;

/** The slice's conditions, each leading to the same slice without it. */
const Conditions: FC<Sliced & { readonly label: string }> = ({ slice, sort, names, label }) => {
  const shown = useShown();
  return (
    <nav class="subs" aria-label={label}>
      <span>{label}</span>
      {conditionsOf(slice).map(({ only, rest }) => (
        <BidiLink href={address({ sort, slice: rest })} text={sliceTitle(only, names, shown)} />
      ))}
    </nav>
  );
};

/** A form that works without script. It keeps the slice's other conditions. */
const SearchBox: FC<Pick<Sliced, 'slice' | 'sort'>> = ({ slice, sort }) => {
  const { words } = useShown();
  const kept = new URLSearchParams(sliceQuery({ ...slice, q: undefined }, sort === 'new' ? [] : [['sort', sort]]));
  return (
    <search>
      <form class="find" method="get" action="/">
        <label class="hide" for="q">
          {words.slice.searchLabel}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          dir="auto"
          value={slice.q}
          maxlength={SEARCH_CHARS_MAX}
          placeholder={words.slice.searchLabel}
          title={words.slice.howToSearch}
        />
        {[...kept].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Submit label={words.slice.search} />
      </form>
    </search>
  );
};

/** Each condition of a slice by itself, and the slice without it. */
function conditionsOf(slice: Slice): readonly { readonly only: Slice; readonly rest: Slice }[] {
  const lists = (['countries', 'outlets', 'notCountries', 'notOutlets'] as const).flatMap((name) =>
    slice[name].map((one) => ({
      only: { ...WHOLE, [name]: [one] },
      rest: { ...slice, [name]: slice[name].filter((other) => other !== one) },
    })),
  );
  return [
    ...(slice.q === undefined ? [] : [{ only: { ...WHOLE, q: slice.q }, rest: { ...slice, q: undefined } }]),
    ...lists,
    ...(slice.publishers > 1
      ? [{ only: { ...WHOLE, publishers: slice.publishers }, rest: { ...slice, publishers: 1 } }]
      : []),
    ...(slice.since !== undefined
      ? [{ only: { ...WHOLE, since: slice.since }, rest: { ...slice, since: undefined } }]
      : []),
  ];
}

/** The countries and outlets to narrow the page to; on the page of one of them, the way to all but it. */
const Offered: FC<Pick<Sliced, 'slice' | 'sort'> & { readonly listing: Listing }> = ({ slice, sort, listing }) => {
  const { words } = useShown();
  const countries = [...listing.byCountry.keys()].filter((country) => country !== '');
  const only = slice.countries.length + slice.outlets.length === 1;
  const muted: Slice = { ...WHOLE, notCountries: slice.countries, notOutlets: slice.outlets };
  return (
    <section>
      {countries.length > 0 ? (
        <>
          <h2>{words.slice.byCountry}</h2>
          <nav class="subs" aria-label={words.slice.byCountry}>
            {countries.map((country) => (
              <Choice
                href={address({ sort, slice: { ...slice, countries: [country] } })}
                chosen={slice.countries.includes(country)}
                label={country}
              />
            ))}
          </nav>
        </>
      ) : null}
      <details>
        <summary>{words.slice.byOutlet}</summary>
        {[...listing.byCountry].map(([country, outlets]) => (
          <>
            <h3>
              <BidiText text={country || words.slice.noCountry} />
            </h3>
            <p class="dots">
              {outlets.map(({ id, name }) => (
                <Choice
                  href={address({ sort, slice: { ...slice, outlets: [id] } })}
                  chosen={slice.outlets.includes(id)}
                  label={name}
                />
              ))}
            </p>
          </>
        ))}
      </details>
      {only ? (
        <p>
          {words.slice.mute}{' '}
          <BidiLink
            href={address({ sort, slice: muted })}
            text={[...slice.countries, ...slice.outlets.map((id) => listing.names[id] ?? id)].join()}
          />
        </p>
      ) : null}
    </section>
  );
};

/** Shown without stories. Says why there are none and where to go. */
const Empty: FC<FrontProps> = (props) => {
  const { slice, sort, cursor, next } = props;
  const { front, slice: said, allStories } = useShown().words;
  if (sliceQuery(slice) !== '') {
    return (
      <div class="sheet">
        <h2>{next ? said.noneFurther : cursor === undefined ? said.none : front.noOlder}</h2>
        {slice.q === undefined ? null : <p>{said.howToSearch}</p>}
        <Conditions label={said.widen} {...props} />
        <p>
          <a href={address({ sort, slice: WHOLE })}>{allStories}</a>
        </p>
      </div>
    );
  }
  return (
    <div class="sheet">
      <h2>{cursor !== undefined ? front.noOlder : front.none}</h2>
      {cursor !== undefined ? null : (
        <p>
          {front.untilRead} <a href="/outlets">{front.outletStates}</a>
        </p>
      )}
    </div>
  );
};

/** A slice's stories and its updates. */
function feedsOf(slice: Slice, called: string): readonly [FeedLink, FeedLink] {
  if (!called) return [FRONT_FEED, UPDATES_FEED];
  const query = sliceQuery(slice);
  return [
    { title: ({ site }) => `${site.name} — ${called}`, path: '/feed', query },
    { title: ({ site, words }) => `${site.name} — ${words.updates} · ${called}`, path: '/updates', query },
  ];
}

interface Address {
  readonly sort: Sort;
  readonly slice: Slice;
  readonly cursor?: string;
}

function address({ sort, slice, cursor }: Address): string {
  const before = sort === 'new' ? [] : [['sort', sort] as const];
  return `/${sliceQuery(slice, before, cursor === undefined ? [] : [['cursor', cursor]])}`;
}
