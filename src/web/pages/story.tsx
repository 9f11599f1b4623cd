/** One story: the chosen article with its shared passages highlighted, who carried the story when, and why each article is in it. */
import type { FC } from 'hono/jsx';
import { earliest } from '../../documents/article.ts';
import type { ArticleDocument, StoryDocument } from '../../documents/document.ts';
import type { Listing } from '../data/listing.ts';
import { countPassages } from '../data/story-passages.ts';
import { BidiLink, BidiText, OwnSentence, useDirectionOf } from './bidi.tsx';
import { Coverage } from './coverage.tsx';
import { ExternalLink } from './external-link.tsx';
import { type FeedLink, FRONT_FEED, Page, Subscribe } from './layout.tsx';
import { Passages, type StoryProps } from './passages.tsx';
import { FirstTime, inTime, isByItsWord, PublishedTime } from './published-time.tsx';
import { RelativeTime } from './relative-time.tsx';
import { useShown } from './shown.ts';

interface StoryPageProps extends StoryProps {
  /** undefined: the list could not be read just now. */
  readonly listing: Listing | undefined;
}

export const StoryPage: FC<StoryPageProps> = ({ story, chosen, listing, now }) => {
  const { site, words } = useShown();
  const said = words.story;
  const feed: FeedLink = { title: () => story.title, path: `/stories/${story.id}/feed` };
  const description = story.articles.find((a) => a.id === story.lead.article)?.excerpt || story.title;
  // When somebody last published, which may be hours before it was filed.
  const ordered = inTime(story.articles);
  const first = ordered[0];
  const newest = Math.max(...story.articles.map((a) => a.published));
  return (
    <Page
      title={`${story.title} — ${site.name}`}
      description={description}
      feeds={[feed, FRONT_FEED]}
      shared={{
        path: `/stories/${story.id}`,
        image: story.articles.find((a) => a.id === story.lead.article)?.image,
        items: ordered,
      }}
    >
      <header class="story-head">
        <h1 dir={useDirectionOf(story.title)}>
          <BidiText text={story.title} />
        </h1>
        <p class="meta">
          <b>{words.sources(story.outlets)}</b>
          <span>{words.reports(story.articles.length)}</span>
          <span>
            {said.firstPublished} {first ? <FirstTime article={first} now={now} /> : null}
          </span>
          {first && newest > earliest(first) ? (
            <span>
              {said.latest} <RelativeTime at={newest} now={now} />
            </span>
          ) : null}
        </p>
      </header>
      <div class="cols">
        <div>
          <Passages story={story} chosen={chosen} now={now} />
          <Timeline story={story} chosen={chosen} now={now} />
          {listing ? <Coverage story={story} listing={listing} now={now} /> : null}
        </div>
        <aside class="aside" aria-label={said.followLabel}>
          <section>
            <h2>{said.follow}</h2>
            <p>{said.itemEach}</p>
            <Subscribe feed={feed} />
            <p>
              <a href={`/operate/stories/${story.id}`} rel="nofollow">
                {words.operate.stories.correct}
              </a>
            </p>
          </section>
          {story.related.length > 0 ? (
            <section>
              <h2>{said.related}</h2>
              <ul>
                {story.related.map((r) => (
                  <li>
                    <BidiLink class="plain" href={`/stories/${r.id}`} text={r.title} />
                    <p class="dots">
                      <RelativeTime at={r.published} now={now} />
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </div>
    </Page>
  );
};

const Timeline: FC<StoryProps> = ({ story, chosen, now }) => {
  const [first, ...others] = inTime(story.articles);
  if (!first) return null;
  // A headline that several reports share, or that stands above, is told once.
  const told = new Set([story.title, chosen.title]);
  const isNew = ({ title }: ArticleDocument) => !told.has(title) && told.add(title) !== undefined;
  return (
    <section class="sec" aria-labelledby="when">
      <h2 id="when">{useShown().words.story.timeline}</h2>
      <ol class="line">
        {[first, ...others].map((a) => (
          <Report article={a} story={story} first={first} titled={isNew(a)} now={now} />
        ))}
      </ol>
      <Why articles={[first, ...others]} />
    </section>
  );
};

interface ReportProps {
  readonly article: ArticleDocument;
  readonly story: StoryDocument;
  /** The first to be published. */
  readonly first: ArticleDocument;
  /** Whether its headline is shown. */
  readonly titled: boolean;
  readonly now: number;
}

const Report: FC<ReportProps> = ({ article, story, first, titled, now }) => {
  const { words } = useShown();
  const said = words.story;
  const shared = countPassages(article, story, 'verbatim');
  const told = countPassages(article, story, 'reworded');
  const delay = words.later(earliest(article) - earliest(first));
  return (
    <li>
      <p class="meta">
        <b>
          <BidiText text={article.outlet.name} />
        </b>
        <PublishedTime article={article} now={now} />
        {article === first && isByItsWord(article) ? <span>{words.byItsWord}</span> : null}
        {delay ? <span>{delay}</span> : null}
        {article.author && article.author !== article.outlet.name ? (
          <span>
            <BidiText text={article.author} />
          </span>
        ) : null}
      </p>
      {titled ? (
        <h3>
          <ExternalLink to={article.url} class="plain">
            <BidiText text={article.title} />
          </ExternalLink>
        </h3>
      ) : (
        <p class="meta">
          <ExternalLink to={article.url}>{said.toReport}</ExternalLink>
        </p>
      )}
      {article.id === story.lead.article ? (
        <p class="tag">{said.leads(said.leadReason(story.lead.reason, article === first))}</p>
      ) : null}
      {shared + told > 0 && story.articles.length > 1 ? (
        <p class="meta">
          <a href={`/stories/${story.id}?article=${article.id}#text`}>
            {[...(shared > 0 ? [words.passages(shared)] : []), ...(told > 0 ? [words.inOtherWords(told)] : [])].join(
              words.comma,
            )}{' '}
            <span class="hide">
              <OwnSentence text={said.inReportOf(article.outlet.name)} />
            </span>
          </a>
        </p>
      ) : null}
    </li>
  );
};

/** What the engine went by: for those who ask. */
const Why: FC<{ readonly articles: readonly ArticleDocument[] }> = ({ articles }) => {
  const said = useShown().words.story;
  const joined = articles.filter((a) => a.similarity !== undefined || a.evidence);
  if (joined.length === 0) return null;
  return (
    <details>
      <summary>{said.why}</summary>
      <ul>
        {joined.map((a) => (
          <li class="meta">
            <BidiText text={a.outlet.name} />
            {a.similarity === undefined ? null : <span>{said.nearness(a.similarity)}</span>}
            {a.evidence ? (
              <span>
                <OwnSentence text={said.evidence(a.evidence)} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
};
