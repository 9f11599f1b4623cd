/** Who carried a story, by country, with the first report of each; and who of the list was not seen to carry it, folded. */
import type { FC } from 'hono/jsx';
import type { ArticleDocument, StoryDocument } from '../../documents/document.ts';
import type { Listing } from '../data/listing.ts';
import { BidiNames, BidiText } from './bidi.tsx';
import { FirstTime, inTime } from './published-time.tsx';
import { useShown } from './shown.ts';

interface CoverageProps {
  readonly story: StoryDocument;
  readonly listing: Listing;
  readonly now: number;
}

/** Nothing for a story of one publisher. */
export const Coverage: FC<CoverageProps> = ({ story, listing, now }) => {
  const said = useShown().words.coverage;
  if (story.outlets < 2) return null;
  const byCountry = Map.groupBy(inTime(story.articles), (a) => listing.countries.get(a.outlet.id) ?? '');
  const carriers = new Set(story.articles.map((a) => a.publisher));
  const others = Map.groupBy(
    listing.publishers.filter(({ publisher }) => !carriers.has(publisher)),
    ({ country }) => country ?? '',
  );
  return (
    <section class="sec" aria-labelledby="coverage">
      <h2 id="coverage">{said.title}</h2>
      <ul class="outlets">
        {[...byCountry].map(([country, articles]) => (
          <Country country={country} articles={articles} now={now} />
        ))}
      </ul>
      {others.size > 0 ? (
        <details>
          <summary>{said.notSeen}</summary>
          <p class="meta">{said.asFarAsRead}</p>
          <ul>
            {[...others].map(([country, publishers]) => (
              <li>
                <b>
                  <BidiText text={country || said.noCountry} />
                </b>
                {': '}
                <BidiNames names={publishers.map(({ name }) => name)} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
};

interface CountryProps {
  /** '' for outlets that the list puts in none. */
  readonly country: string;
  /** The first one first. */
  readonly articles: readonly ArticleDocument[];
  readonly now: number;
}

const Country: FC<CountryProps> = ({ country, articles, now }) => {
  const { words } = useShown();
  const publishers = new Map(articles.toReversed().map((a) => [a.publisher, a.outlet.name]));
  const [first] = articles;
  return (
    <li>
      <div>
        <h3>
          <BidiText text={country || words.coverage.noCountry} />
        </h3>
        <p class="meta">
          <span>{words.sources(publishers.size)}</span>
          {first ? (
            <span>
              {words.front.firstReport} <BidiText text={first.outlet.name} />
              {words.comma}
              <FirstTime article={first} now={now} />
            </span>
          ) : null}
        </p>
      </div>
      <p>
        <BidiNames names={[...publishers.values()].reverse()} />
      </p>
    </li>
  );
};
