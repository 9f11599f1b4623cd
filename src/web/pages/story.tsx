/** One story: the chosen article with its shared passages highlighted, who carried the story when, and why each article is in it. */
import type { FC } from 'hono/jsx';
import type { ArticleDocument, StoryDocument } from '../../documents/document.ts';
import { countPassages } from '../data/story-passages.ts';
import { BidiText } from './bidi.tsx';
import { ExternalLink } from './external-link.tsx';
import { type FeedLink, FRONT_FEED, Page, Subscribe } from './layout.tsx';
import { LEAD_REASON, later, nearness, passages, reports, sources } from './localization.ts';
import { Passages, type StoryProps } from './passages.tsx';
import { RelativeTime } from './relative-time.tsx';

export const StoryPage: FC<StoryProps> = ({ story, chosen, now }) => {
  const feed: FeedLink = { title: story.title, path: `/stories/${story.id}/feed` };
  const description = story.articles.find((a) => a.id === story.lead.article)?.excerpt || story.title;
  return (
    <Page title={`${story.title} — wirefold`} description={description} feeds={[feed, FRONT_FEED]}>
      <header class="story-head">
        <h1>
          <BidiText text={story.title} />
        </h1>
        <p class="meta">
          <b>{sources(story.outlets)}</b>
          <span>{reports(story.articles.length)}</span>
          <span>
            أول نشر <RelativeTime at={story.published} now={now} />
          </span>
          {story.updated > story.published ? (
            <span>
              آخر جديد <RelativeTime at={story.updated} now={now} />
            </span>
          ) : null}
        </p>
      </header>
      <div class="cols">
        <div>
          <Passages story={story} chosen={chosen} now={now} />
          <Timeline story={story} now={now} />
        </div>
        <aside class="aside" aria-label="متابعة القصة">
          <section>
            <h2>تابع هذه القصة</h2>
            <p>بند لكل تقرير جديد عنها.</p>
            <Subscribe feed={feed} />
          </section>
          {story.related.length > 0 ? (
            <section>
              <h2>قصص متصلة</h2>
              <ul>
                {story.related.map((r) => (
                  <li>
                    <a class="plain" href={`/stories/${r.id}`}>
                      <BidiText text={r.title} />
                    </a>
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

const Timeline: FC<{ readonly story: StoryDocument; readonly now: number }> = ({ story, now }) => {
  const inTime = [...story.articles].sort((a, b) => a.published - b.published);
  const first = inTime[0]?.published ?? story.published;
  return (
    <section class="sec" aria-labelledby="when">
      <h2 id="when">من نشر ومتى</h2>
      <ol class="line">
        {inTime.map((a) => (
          <Report article={a} story={story} first={first} now={now} />
        ))}
      </ol>
    </section>
  );
};

interface ReportProps {
  readonly article: ArticleDocument;
  readonly story: StoryDocument;
  /** When the first report was published, ms since the epoch. */
  readonly first: number;
  readonly now: number;
}

const Report: FC<ReportProps> = ({ article, story, first, now }) => {
  const shared = countPassages(article, story);
  const delay = later(article.published - first);
  return (
    <li>
      <p class="meta">
        <b>
          <BidiText text={article.outlet.name} />
        </b>
        <RelativeTime at={article.published} now={now} />
        {delay ? <span>{delay}</span> : null}
        {article.author ? (
          <span>
            <BidiText text={article.author} />
          </span>
        ) : null}
      </p>
      <h3>
        <ExternalLink to={article.url} class="plain">
          <BidiText text={article.title} />
        </ExternalLink>
      </h3>
      {article.id === story.lead.article ? <p class="tag">في الصدارة: {LEAD_REASON[story.lead.reason]}</p> : null}
      <Why article={article} />
      {shared > 0 && story.articles.length > 1 ? (
        <p class="meta">
          <a href={`/stories/${story.id}?article=${article.id}#text`}>
            {passages(shared)} <span class="hide">في تقرير {article.outlet.name}</span>
          </a>
        </p>
      ) : null}
    </li>
  );
};

const Why: FC<{ readonly article: ArticleDocument }> = ({ article }) => {
  if (article.similarity === undefined && !article.evidence) return null;
  return (
    <p class="meta">
      {article.similarity === undefined ? null : <span>{nearness(article.similarity)}</span>}
      {article.evidence ? <span>{article.evidence}</span> : null}
    </p>
  );
};
