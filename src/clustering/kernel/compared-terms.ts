/** The terms of an article by which it is compared: one term for all variants of a word. Passages are told word for word, so they keep their own. */
import { variantTerms } from '../../text/variants.ts';
import type { Fingerprint } from '../fingerprint.ts';
import { memoize } from './memoize.ts';

export const comparedTermsOf = memoize(
  ({ title, text }: Fingerprint): Pick<Fingerprint, 'title' | 'text'> => ({
    title: variantTerms(title),
    text: variantTerms(text),
  }),
);
