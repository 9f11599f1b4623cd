/**
 * An outlet's title or name, isolated from the text around it. A browser takes the direction from the first letter, which
 * would turn «Apple تطلق هاتفًا» into an English line with its Arabic words in the wrong places.
 */
import type { FC } from 'hono/jsx';
import { beginsInLatin, isLeftToRight, isRightToLeft } from '../../render/direction.ts';
import { useShown } from './shown.ts';

export const BidiText: FC<{ readonly text: string }> = ({ text }) => {
  const { site } = useShown();
  const foreign = site.language !== 'ar' && isRightToLeft(text);
  return (
    <bdi lang={foreign ? 'ar' : undefined} dir={beginsInLatin(text) ? 'rtl' : undefined}>
      {text}
    </bdi>
  );
};

/** The `dir` of a title and of the text under it, so that both stand on one side. undefined: the page's own. */
export function useDirectionOf(title: string): 'ltr' | 'rtl' | undefined {
  const { words } = useShown();
  if (words.direction === 'rtl') return isLeftToRight(title) ? 'ltr' : undefined;
  return isRightToLeft(title) ? 'rtl' : undefined;
}
