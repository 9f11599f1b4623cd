/**
 * An outlet's title or name, isolated from the text around it. A browser takes the direction from the first letter, which
 * would turn «Apple تطلق هاتفًا» into an English line with its Arabic words in the wrong places.
 */
import type { FC } from 'hono/jsx';
import { beginsInLatin } from '../../render/direction.ts';

export const BidiText: FC<{ readonly text: string }> = ({ text }) => (
  <bdi dir={beginsInLatin(text) ? 'rtl' : undefined}>{text}</bdi>
);

/** The `dir` of a paragraph. */
export function directionOf(text: string): 'rtl' | 'auto' {
  return beginsInLatin(text) ? 'rtl' : 'auto';
}
