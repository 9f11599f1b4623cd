/** One story on the front: how many carry it and since when, its opening, and a chip for each outlet, the first one first. */
import type { FC } from 'hono/jsx';
import type { FrontStory } from '../../documents/document.ts';
import type { Searched } from '../../story-index/api.ts';
import { clip } from '../../text/clip.ts';
import type { Range } from '../../text/search.ts';
import { BidiText, useDirectionOf, useLanguageOf } from './bidi.tsx';
import { ExternalLink, imageUrl } from './external-link.tsx';
import { inTime, isByItsWord } from './published-time.tsx';
import { ClockTime } from './relative-time.tsx';
import { useShown } from './shown.ts';

interface CardProps {
  readonly story: FrontStory;
  readonly now: number;
  /** Shown large, on top of the page. */
  readonly first: boolean;
  /** Where title and excerpt have words of a search. */
  readonly marks?: Searched['marks'][string] | undefined;
}

/** UTF-16 units: three lines. CSS would cut inside a word. */
export const CARD_EXCERPT_CHARS_MAX = 220;
const FIRST_EXCERPT_CHARS_MAX = 320;
/** Chips of one story; the others are on its own page. */
export const CHIPS_MAX = 8;
/** UTF-16 units of an outlet's own title, which a chip shows under the pointer. */
export const CHIP_TITLE_CHARS_MAX = 120;

export const Card: FC<CardProps> = ({ story, now, first, marks }) => {
  const { words } = useShown();
  const direction = useDirectionOf(story.title);
  const picture = imageUrl(story.image);
  return (
    <article class={`card${first ? ' first' : ''}`}>
      {picture ? (
        <div class="pic">
          <img src={picture} alt="" loading={first ? 'eager' : 'lazy'} decoding="async" referrerpolicy="no-referrer" />
        </div>
      ) : null}
      <div>
        <p class="meta">
          <b>{words.sources(story.outlets)}</b>
          <ClockTime at={story.published} now={now} />
        </p>
        <h2 dir={direction}>
          <a href={`/stories/${story.id}`}>
            <BidiText text={story.title}>
              <Marked text={story.title} ranges={marks?.title ?? []} />
            </BidiText>
          </a>
        </h2>
        {story.excerpt ? (
          <p class="excerpt" dir={direction} lang={useLanguageOf(story.excerpt)}>
            <Marked
              text={clip(story.excerpt, first ? FIRST_EXCERPT_CHARS_MAX : CARD_EXCERPT_CHARS_MAX)}
              ranges={marks?.excerpt ?? []}
            />
          </p>
        ) : null}
        <Chips story={story} />
      </div>
    </article>
  );
};

/** What a clipped text no longer has is not marked. */
const Marked: FC<{ readonly text: string; readonly ranges: readonly Range[] }> = ({ text, ranges }) => {
  const within = ranges.filter(([, to]) => to <= text.length);
  return (
    <>
      {within.map(([from, to], i) => (
        <>
          {text.slice(within[i - 1]?.[1] ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </>
      ))}
      {text.slice(within.at(-1)?.[1] ?? 0)}
    </>
  );
};

const Chips: FC<{ readonly story: FrontStory }> = ({ story }) => {
  const { words } = useShown();
  const { firstReport, readAt, carriedBy, andOthers } = words.front;
  const outlets = [
    ...new Map(
      inTime(story.articles)
        .toReversed()
        .map((a) => [a.outlet.id, a]),
    ).values(),
  ].reverse();
  const hidden = outlets.length - CHIPS_MAX;
  return (
    <ul class="chips" aria-label={carriedBy}>
      {outlets.slice(0, CHIPS_MAX).map((a, i) => (
        <li>
          <ExternalLink
            to={a.url}
            title={a.title === story.title ? undefined : clip(a.title, CHIP_TITLE_CHARS_MAX)}
            class={i === 0 ? 'one' : undefined}
          >
            {i === 0 ? (
              <small>
                {outlets.length === 1 ? readAt : isByItsWord(a) ? `${firstReport} ${words.byItsWord}` : firstReport}
              </small>
            ) : null}
            <BidiText text={a.outlet.name} />
          </ExternalLink>
        </li>
      ))}
      {hidden > 0 ? (
        <li>
          <a href={`/stories/${story.id}`}>{andOthers(hidden)}</a>
        </li>
      ) : null}
    </ul>
  );
};
