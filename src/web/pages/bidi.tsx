/**
 * An outlet's title or name, isolated from the text around it. A browser takes the direction from the first letter, which
 * would turn «Apple تطلق هاتفًا» into an English line with its Arabic words in the wrong places.
 */
import type { Child, FC } from 'hono/jsx';
import { beginsInLatin, isLeftToRight, isRightToLeft } from '../../render/direction.ts';
import { useShown } from './shown.ts';

/** `children`: the text with parts of it marked. */
export const BidiText: FC<{ readonly text: string; readonly children?: Child }> = ({ text, children }) => {
  return (
    <bdi lang={useLanguageOf(text)} dir={beginsInLatin(text) ? 'rtl' : undefined}>
      {children ?? text}
    </bdi>
  );
};

/** A link that is called by an outlet's text. */
export const BidiLink: FC<{ readonly href: string; readonly text: string; readonly class?: string }> = ({
  href,
  text,
  class: name,
}) => (
  <a class={name} href={href}>
    <BidiText text={text} />
  </a>
);

/** Outlets in one line, with commas between them. */
export const BidiNames: FC<{ readonly names: readonly string[] }> = ({ names }) => {
  const { comma } = useShown().words;
  return (
    <>
      {names.map((name, i) => (
        <>
          {i > 0 ? comma : ''}
          <BidiText text={name} />
        </>
      ))}
    </>
  );
};

/** The `lang` of an outlet's text: Arabic on a page in another language. undefined: the page's own, or not known. */
export function useLanguageOf(text: string): 'ar' | undefined {
  const { site } = useShown();
  return site.language !== 'ar' && isRightToLeft(text) ? 'ar' : undefined;
}

/** Arabic words in a sentence, with what joins them. */
const ARABIC_WORDS =
  /(\p{Script=Arabic}[\p{Script=Arabic}\p{M}\p{N}]*(?:[^\p{L}]{1,3}\p{Script=Arabic}[\p{Script=Arabic}\p{M}\p{N}]*)*)/u;

/** A sentence of our own that names outlets and their words, each Arabic part marked as such on pages in another language. */
export const OwnSentence: FC<{ readonly text: string }> = ({ text }) =>
  useShown().site.language === 'ar' ? (
    <>{text}</>
  ) : (
    <>{text.split(ARABIC_WORDS).map((part, i) => (i % 2 === 1 ? <BidiText text={part} /> : part))}</>
  );

/** The `dir` of a title and of the text under it, so that both stand on one side. undefined: the page's own. */
export function useDirectionOf(title: string): 'ltr' | 'rtl' | undefined {
  const { words } = useShown();
  if (words.direction === 'rtl') return isLeftToRight(title) ? 'ltr' : undefined;
  return isRightToLeft(title) ? 'rtl' : undefined;
}
