/** When an article was published, as far as we saw it, and what its outlet says where that is earlier. */
import type { FC } from 'hono/jsx';
import { earliest } from '../../documents/article.ts';
import type { FrontStory } from '../../documents/document.ts';
import { ClockTime, RelativeTime } from './relative-time.tsx';
import { useShown } from './shown.ts';

type Dated = Pick<FrontStory['articles'][number], 'published' | 'notBefore'>;

/** The times of one article, to stand in a `.meta` line. */
export const PublishedTime: FC<{ readonly article: Dated; readonly now: number }> = ({ article, now }) => (
  <>
    <ClockTime at={earliest(article)} now={now} />
    {article.published < earliest(article) ? (
      <span>
        {useShown().words.datedByOutlet} <RelativeTime at={article.published} now={now} />
      </span>
    ) : null}
  </>
);

interface FirstProps {
  readonly article: Dated;
  /** ms; what an edit brought was published later than the article. */
  readonly at?: number;
  readonly now: number;
}

/** When the first of several was published. */
export const FirstTime: FC<FirstProps> = ({ article, at = earliest(article), now }) => (
  <>
    <RelativeTime at={at} now={now} />
    {isByItsWord(article, at) ? ` ${useShown().words.byItsWord}` : null}
  </>
);

/** Whether only its outlet's word says when it was published: we had not read the feed before. */
export function isByItsWord(article: Dated, at = earliest(article)): boolean {
  return article.notBefore === undefined && at <= article.published;
}

/** Who published first, and by `earliest` the others after it. Of equals, who was seen first. */
export function inTime<A extends Dated>(articles: readonly A[]): readonly A[] {
  return articles.toSorted((a, b) => earliest(a) - earliest(b));
}
