/**
 * A title or a name as its outlet wrote it, set apart from what stands around it. A browser goes by the first letter, which would
 * turn «Apple تطلق هاتفًا» into an English line with its Arabic words in the wrong places.
 */
import type { FC } from 'hono/jsx';
import { beginsInLatin } from '../../feeds/render/direction.ts';

export const BidiText: FC<{ readonly text: string }> = ({ text }) => (
  <bdi dir={beginsInLatin(text) ? 'rtl' : undefined}>{text}</bdi>
);

/** Of a whole paragraph. */
export function directionOf(text: string): 'rtl' | 'auto' {
  return beginsInLatin(text) ? 'rtl' : 'auto';
}
