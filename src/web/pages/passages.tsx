/** The chosen article's opening with shared passages highlighted, and below it each shared passage with its carriers. */
import type { FC } from 'hono/jsx';
import type { ArticleDocument, SharedKind, StoryDocument } from '../../documents/document.ts';
import { countPassages, type PassageCarriers, passagesOf } from '../data/story-passages.ts';
import { BidiNames, BidiText, useDirectionOf, useLanguageOf } from './bidi.tsx';
import { ExternalLink, imageUrl } from './external-link.tsx';
import { highlightShared, tellingOf } from './highlight.ts';
import { FirstTime, isByItsWord, PublishedTime } from './published-time.tsx';
import { useShown } from './shown.ts';
import { toldApart } from './told-apart.ts';

export interface StoryProps {
  readonly story: StoryDocument;
  /** The article whose passages are shown. */
  readonly chosen: ArticleDocument;
  readonly now: number;
}

export const Passages: FC<StoryProps> = ({ story, chosen, now }) => {
  const said = useShown().words.story;
  const direction = useDirectionOf(chosen.title);
  const shared = numbered(passagesOf(chosen, story), chosen.excerpt);
  const picture = imageUrl(chosen.image);
  const spans = highlightShared(chosen.excerpt, shared);
  return (
    <section aria-labelledby="text">
      <h2 id="text" class="hide">
        {said.text}
      </h2>
      {story.articles.length > 1 ? <Choice story={story} chosen={chosen} now={now} /> : null}
      <article class="sheet">
        {picture ? <img class="hero" src={picture} alt="" referrerpolicy="no-referrer" decoding="async" /> : null}
        <p class="meta">
          <b>
            <BidiText text={chosen.outlet.name} />
          </b>
          <PublishedTime article={chosen} now={now} />
        </p>
        {chosen.title === story.title ? null : (
          <h3 dir={direction}>
            <BidiText text={chosen.title} />
          </h3>
        )}
        <p class="quote" dir={direction} lang={useLanguageOf(chosen.title)}>
          {spans.map((s) => (s.shared ? <Stretch text={s.text} kind={s.shared} passages={shared} /> : s.text))}
        </p>
        <p>
          <ExternalLink to={chosen.url} class="button">
            {said.readWhole} <BidiText text={chosen.outlet.name} />
          </ExternalLink>
        </p>
      </article>
      {shared.length > 0 ? <Shared passages={shared} chosen={chosen} now={now} /> : null}
    </section>
  );
};

interface Numbered extends PassageCarriers {
  /** From 1. */
  readonly number: number;
  /** What the excerpt above does not tell. */
  readonly rest: string;
}

/** Those that the excerpt tells come first, in its order: their numbers stand in it. */
function numbered(passages: readonly PassageCarriers[], excerpt: string): readonly Numbered[] {
  return passages
    .map((passage) => ({ ...passage, ...tellingOf(excerpt, passage.text) }))
    .sort((a, b) => (a.from === b.from ? 0 : a.from - b.from))
    .map((passage, i) => ({ ...passage, number: i + 1 }));
}

interface MarkedProps {
  readonly text: string;
  readonly kind: SharedKind;
}

/** Copied words are marked as with a pen; what others tell in other words is underlined with dashes. */
const Marked: FC<MarkedProps> = ({ text, kind }) =>
  kind === 'verbatim' ? <mark>{text}</mark> : <span class="reworded">{text}</span>;

/** A highlighted stretch of the excerpt, with the numbers of the passages it tells. */
const Stretch: FC<MarkedProps & { readonly passages: readonly Numbered[] }> = ({ text, kind, passages }) => (
  <>
    <Marked text={text} kind={kind} />
    {passages
      .filter((p) => p.rest !== p.text && tellingOf(text, p.text).rest !== p.text)
      .map(({ number }) => (
        <sup>
          <a href={`#p${number}`}>{number}</a>
        </sup>
      ))}
  </>
);

const Choice: FC<StoryProps> = ({ story, chosen }) => {
  const { words, times } = useShown();
  const apart = toldApart(story.articles, times);
  return (
    <nav aria-label={words.story.chooseLabel}>
      <p class="meta">{words.story.choose}</p>
      <ul class="chips">
        {story.articles.map((a) => {
          const count = countPassages(a, story, 'verbatim');
          const told = countPassages(a, story, 'reworded');
          return (
            <li>
              <a href={`/stories/${story.id}?article=${a.id}#text`} aria-current={a === chosen ? 'true' : undefined}>
                <BidiText text={a.outlet.name} />
                {apart.has(a) ? <BidiText text={apart.get(a) ?? ''} /> : null}
                {count > 0 ? <small aria-hidden="true">{count}</small> : null}
                {count > 0 ? <span class="hide">{words.passages(count)}</span> : null}
                {told > 0 ? <small aria-hidden="true">≈{told}</small> : null}
                {told > 0 ? <span class="hide">{words.inOtherWords(told)}</span> : null}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

interface SharedProps {
  readonly passages: readonly Numbered[];
  readonly chosen: ArticleDocument;
  readonly now: number;
}

const Shared: FC<SharedProps> = ({ passages, chosen, now }) => {
  const said = useShown().words.story;
  return (
    <section class="sec" aria-labelledby="shared">
      <h2 id="shared">
        {passages.some((p) => p.kind === 'verbatim') ? said.sharedIn : said.rewordedOf}{' '}
        <BidiText text={chosen.outlet.name} />
      </h2>
      <ol class="shared">
        {passages.map((p) => (
          <li id={`p${p.number}`}>
            {p.rest === '' ? null : <Quoted passage={p} />}
            <p class="meta">
              <span class="number">{p.number}</span>
              {p.kind === 'verbatim' ? <First passage={p} now={now} /> : null}
              {p.others.length > 0 ? (
                <span>
                  {p.own ? said.laterIn : said.alsoIn} <BidiNames names={p.others.map(({ outlet }) => outlet.name)} />
                </span>
              ) : null}
              {p.reworded.length > 0 ? (
                <span>
                  {said.rewordedIn} <BidiNames names={p.reworded.map(({ outlet }) => outlet.name)} />
                </span>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};

const Quoted: FC<{ readonly passage: Numbered }> = ({ passage: { text, rest, kind } }) => (
  <blockquote dir={useDirectionOf(text)} lang={useLanguageOf(text)}>
    <Marked text={rest} kind={kind} />
  </blockquote>
);

const First: FC<{ readonly passage: PassageCarriers; readonly now: number }> = ({ passage, now }) => {
  const { words } = useShown();
  const said = words.story;
  if (passage.own) {
    return (
      <>
        <b>{said.thisWasFirst}</b>
        {passage.first && isByItsWord(passage.first, passage.earliest) ? <span>{words.byItsWord}</span> : null}
      </>
    );
  }
  if (!passage.first) return <span>{said.firstElsewhere}</span>;
  return (
    <span>
      {said.first}{' '}
      <ExternalLink to={passage.first.url}>
        <BidiText text={passage.first.outlet.name} />
      </ExternalLink>{' '}
      <FirstTime article={passage.first} at={passage.earliest} now={now} />
    </span>
  );
};
