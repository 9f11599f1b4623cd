/** One story for the operator: split, merge, take down, choose the lead; each shows first what will change. */
import type { Child, FC } from 'hono/jsx';
import type { ArticleDocument, FrontStory, StoryDocument } from '../../../documents/document.ts';
import type { StoryChange, TakedownRecord, TakenDown } from '../../../story-index/api.ts';
import { BidiLink, BidiText, OwnSentence } from '../bidi.tsx';
import { ExternalLink } from '../external-link.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { useShown } from '../shown.ts';
import { Submit } from '../submit.tsx';
import { Act, type Done, Field, Frame, Hidden } from './frame.tsx';

/** A story to correct, or to merge into. */
export type FoundStory = Pick<FrontStory, 'id' | 'title' | 'published' | 'outlets'>;

export function repairsPath(id: string): string {
  return `/operate/stories/${id}`;
}

const SearchForm: FC<{ readonly to: string; readonly q: string }> = ({ to, q }) => {
  const said = useShown().words.operate.stories;
  return (
    <form method="get" action={to}>
      <Field label={said.search} name="q" type="search" value={q} rest={{ required: true, maxlength: 300 }} />
      <Submit label={said.find} />
    </form>
  );
};

interface FindStoryProps {
  readonly q: string;
  readonly found: readonly FoundStory[];
  readonly done?: Done | undefined;
  readonly now: number;
}

export const FindStoryPage: FC<FindStoryProps> = ({ q, found, done, now }) => {
  const said = useShown().words.operate.stories;
  return (
    <Frame title={said.title} section="stories" done={done}>
      <SearchForm to="/operate/stories" q={q} />
      {q !== '' && found.length === 0 ? <p role="status">{said.none}</p> : null}
      <ul>
        {found.map((story) => (
          <li>
            <BidiLink href={repairsPath(story.id)} text={story.title} />
            <StoryMeta story={story} now={now} />
          </li>
        ))}
      </ul>
    </Frame>
  );
};

const StoryMeta: FC<{ readonly story: FoundStory; readonly now: number }> = ({ story, now }) => (
  <p class="meta">
    <RelativeTime at={story.published} now={now} />
    <span>{useShown().words.sources(story.outlets)}</span>
  </p>
);

/** What was searched to merge into, and what was found. */
interface RepairsProps extends FindStoryProps {
  readonly story: StoryDocument;
}

export const RepairsPage: FC<RepairsProps> = ({ story, q, found, done, now }) => {
  const { words } = useShown();
  const said = words.operate.stories;
  const path = repairsPath(story.id);
  const chosen = story.lead.reason === 'chosen';
  const several = story.articles.length > 1;
  return (
    <Frame title={story.title} section="stories" done={done}>
      <p class="meta">
        <a href={`/stories/${story.id}`}>{said.public}</a>
        <span>{words.sources(story.outlets)}</span>
        <span>{words.reports(story.articles.length)}</span>
      </p>
      <section class="sec">
        <h2 id="reports">{said.reports}</h2>
        <form method="post" action={path}>
          <ul class="reports">
            {story.articles.map((a) => (
              <li>
                <label class="check">
                  <input type="checkbox" name="article" value={a.id} />
                  <span>
                    <b>
                      <BidiText text={a.outlet.name} />
                    </b>
                    {': '}
                    <BidiText text={a.title} />
                  </span>
                </label>
                <p class="meta">
                  <RelativeTime at={a.published} now={now} />
                  <ExternalLink to={a.url}>{words.story.toReport}</ExternalLink>
                </p>
                {a.id === story.lead.article ? (
                  <p class="tag">{chosen ? `${said.leads}${words.comma}${said.chosen}` : said.leads}</p>
                ) : null}
                <p class="acts">
                  {several && !(a.id === story.lead.article && chosen) ? (
                    <button class="button" type="submit" name="lead" value={a.id}>
                      {a.id === story.lead.article ? said.keepLeading : said.lead}
                      <span class="hide"> {a.outlet.name}</span>
                    </button>
                  ) : null}
                  <button class="button" type="submit" name="down" value={a.id}>
                    {said.down}
                    <span class="hide"> {a.outlet.name}</span>
                  </button>
                </p>
              </li>
            ))}
          </ul>
          <p class="acts">
            {several ? (
              <button class="button" type="submit" name="split" value="1">
                {said.split}
              </button>
            ) : null}
            {chosen ? (
              <button class="button" type="submit" name="rule" value="1">
                {said.byRule}
              </button>
            ) : null}
          </p>
        </form>
      </section>
      <section class="sec">
        <h2>{said.mergeTitle}</h2>
        <SearchForm to={path} q={q} />
        {q !== '' && found.length === 0 ? <p role="status">{said.none}</p> : null}
        <Candidates path={path} stories={found} now={now} />
        {story.related.length > 0 ? (
          <>
            <h3>{said.related}</h3>
            <ul class="reports">
              {story.related.map((r) => (
                <Candidate path={path} id={r.id} title={r.title}>
                  <p class="meta">
                    <RelativeTime at={r.published} now={now} />
                  </p>
                </Candidate>
              ))}
            </ul>
          </>
        ) : null}
      </section>
    </Frame>
  );
};

const Candidates: FC<{ readonly path: string; readonly stories: readonly FoundStory[]; readonly now: number }> = ({
  path,
  stories,
  now,
}) => (
  <ul class="reports">
    {stories.map((one) => (
      <Candidate path={path} id={one.id} title={one.title}>
        <StoryMeta story={one} now={now} />
      </Candidate>
    ))}
  </ul>
);

const Candidate: FC<{
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly children?: Child;
}> = ({ path, id, title, children }) => (
  <li>
    <BidiLink href={`/stories/${id}`} text={title} />
    {children}
    <Act to={path} label={useShown().words.operate.stories.merge} of={title} with={{ into: id }} />
  </li>
);

interface PreviewProps {
  readonly story: string;
  /** The form's fields, which are sent again to carry it out. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Of a correction. */
  readonly changes?: readonly StoryChange[];
  /** Of the story as it is, to name who leads it. */
  readonly reports?: readonly ArticleDocument[];
  /** Of a takedown. */
  readonly counts?: TakenDown;
  readonly down?: ArticleDocument | undefined;
}

/** What a correction would change, and the button that makes it. */
export const PreviewPage: FC<PreviewProps> = ({ story, fields, changes = [], reports = [], counts, down }) => {
  const { words } = useShown();
  const said = words.operate.stories;
  return (
    <Frame title={said.preview} section="stories">
      <p class="meta">{said.previewNote}</p>
      {down ? (
        <p>
          <b>
            <BidiText text={down.outlet.name} />
          </b>
          {': '}
          <BidiText text={down.title} />
        </p>
      ) : null}
      {counts ? <p>{said.takedown(counts)}</p> : null}
      <ul class="reports">
        {changes.map((change) => (
          <Change change={change} reports={reports} />
        ))}
      </ul>
      <form method="post" action={repairsPath(story)}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Hidden fields={{ confirm: '1' }} />
        {counts ? <Field label={words.operate.outlets.reason} name="reason" rest={{ maxlength: 500 }} /> : null}
        <Submit label={words.operate.apply} />
      </form>
      <p>
        <a href={repairsPath(story)}>{words.operate.back}</a>
      </p>
    </Frame>
  );
};

const Change: FC<{ readonly change: StoryChange; readonly reports: readonly ArticleDocument[] }> = ({
  change: { story, before, after, movedTo },
  reports,
}) => {
  const said = useShown().words.operate.stories;
  const title = before?.title ?? after?.title ?? '';
  const outletOf = (article: string) => reports.find(({ id }) => id === article)?.outlet.name;
  const [ledBefore, ledAfter] = [outletOf(before?.lead ?? ''), outletOf(after?.lead ?? '')];
  const same = JSON.stringify(before) === JSON.stringify(after);
  return (
    <li>
      <h2>
        <BidiText text={title} />
      </h2>
      <p>
        {after === undefined ? said.redirects : before === undefined ? said.founded : said.stays}{' '}
        <code>/stories/{after === undefined ? movedTo : story}</code>
      </p>
      {same ? <p>{said.sameForReaders}</p> : null}
      {before && after && (before.reports !== after.reports || before.publishers !== after.publishers) ? (
        <p class="meta">
          <span>{said.reportsFrom(before.reports, after.reports)}</span>
          <span>{said.publishersFrom(before.publishers, after.publishers)}</span>
        </p>
      ) : null}
      {before && after && before.lead !== after.lead && ledBefore !== undefined && ledAfter !== undefined ? (
        <p>
          <OwnSentence text={said.ledBy(ledBefore, ledAfter)} />
        </p>
      ) : null}
      {before || !after ? null : <p class="meta">{said.counts(after.reports, after.publishers)}</p>}
      {before && after && after.title !== before.title ? (
        <p>
          {said.retitled} <BidiText text={after.title} />
        </p>
      ) : null}
    </li>
  );
};

interface TakedownsProps {
  readonly records: readonly TakedownRecord[];
  readonly done?: Done | undefined;
  readonly now: number;
}

export const TakedownsPage: FC<TakedownsProps> = ({ records, done, now }) => {
  const said = useShown().words.operate.stories;
  return (
    <Frame title={said.takenDown} section="takenDown" done={done}>
      {records.length === 0 ? <p class="sheet">{said.nothingDown}</p> : <p class="meta">{said.downNote}</p>}
      <ul class="reports">
        {records.map((one) => (
          <li>
            <ExternalLink to={one.url}>
              <BidiText text={one.title || one.article} />
            </ExternalLink>
            <p class="meta">
              <RelativeTime at={one.at} now={now} />
              {one.reason === '' ? null : (
                <span>
                  <BidiText text={one.reason} />
                </span>
              )}
            </p>
            <Act to={`/operate/articles/${one.article}/restore`} label={said.restore} of={one.title} />
          </li>
        ))}
      </ul>
    </Frame>
  );
};
