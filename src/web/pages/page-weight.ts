/**
 * How many stories a page has room for: with its style it stays under 60 kB, whatever outlets write. Cards are weighed, not rendered,
 * because a rendering takes a third of the free plan's CPU.
 */
import type { FrontStory } from '../../documents/document.ts';
import { CARD_EXCERPT_CHARS_MAX, CHIP_TITLE_CHARS_MAX, CHIPS_MAX } from './card.tsx';
import { ITEMS_MAX } from './card-metadata.tsx';
import { STYLE } from './style.ts';

const PAGE_BYTES_MAX = 60_000;
/** The head, the bars, how to follow, the names of countries, the footer; measured, with a tenth more. */
const FRAME_BYTES = 7_500;
/** Markup of a card, of a picture, of a chip, and of a link in the margin; measured, with a tenth more. */
const CARD_BYTES = 340;
const PICTURE_BYTES = 140;
const CHIP_BYTES = 75;
const LINK_BYTES = 105;
/** An Arabic letter has two bytes. */
const LETTER_BYTES = 2;
/** An ampersand becomes `&amp;`. */
const ESCAPED = 1.1;
/** However heavy. */
const STORIES_MIN = 3;

/** `margin`: what else the page links to, by the words of each link. `max`: stories in any case. */
export function storiesThatFit(
  stories: readonly FrontStory[],
  margin: readonly string[],
  max: number,
): readonly FrontStory[] {
  const links = margin.reduce((bytes, text) => bytes + LINK_BYTES + LETTER_BYTES * text.length, 0);
  let left = PAGE_BYTES_MAX - STYLE.length - FRAME_BYTES - links;
  const end = stories.findIndex((story, i) => {
    left -= cardBytes(story, i < ITEMS_MAX);
    return left < 0 && i >= STORIES_MIN;
  });
  return stories.slice(0, Math.min(max, end < 0 ? stories.length : end));
}

function cardBytes({ title, url, excerpt, image, articles }: FrontStory, isListed: boolean): number {
  const chips = articles
    .slice(0, CHIPS_MAX)
    .map(
      (a) => CHIP_BYTES + ESCAPED * a.url.length + LETTER_BYTES * (titleBeside(a.title, title) + a.outlet.name.length),
    );
  return (
    CARD_BYTES +
    LETTER_BYTES * (title.length + Math.min(CARD_EXCERPT_CHARS_MAX, excerpt.length)) +
    (image === undefined ? 0 : PICTURE_BYTES + ESCAPED * image.length) +
    chips.reduce((sum, bytes) => sum + bytes, 0) +
    (isListed ? LINK_BYTES / 2 + url.length + LETTER_BYTES * title.length : 0)
  );
}

/** A chip tells its outlet's own title where it differs from the story's. */
function titleBeside(own: string, title: string): number {
  return own === title ? 0 : Math.min(CHIP_TITLE_CHARS_MAX, own.length);
}
