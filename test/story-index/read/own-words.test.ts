/** The stretch of an article that tells nearly what another one tells. */
import { expect, it } from 'vitest';
import { ownWords } from '../../../src/story-index/read/own-words.ts';

const PART = 'أعلنت بلدية الرابية افتتاح سوق السمك الجديد بعد ترميم استمر عامين';

it.each([
  ['in the middle', `وفي سياق آخر ${PART} وحضر الافتتاح جمع من الأهالي`, PART],
  ['at the beginning', `${PART}، وحضر جمع من الأهالي`, `${PART}،`],
  ['at the end', `وقال المراسل إن ${PART}`, PART],
  [
    'with a word put in and one changed',
    'وقالت المصادر: أعلنت بلدية الرابية، أمس، افتتاح سوق السمك الجديد إثر ترميم استمر عامين. وحضر الأهالي',
    'أعلنت بلدية الرابية، أمس، افتتاح سوق السمك الجديد إثر ترميم استمر عامين.',
  ],
  [
    'and not a name of it that came before',
    `الرابية تحتفل اليوم بعيدها السنوي وسط حضور كبير من الزوار القادمين من المدن، فيما ${PART}`,
    PART,
  ],
  [
    'written with other letters',
    `ثم أعلنت بلديه الرابيه إفتتاح سوق السمك الجديد`,
    'أعلنت بلديه الرابيه إفتتاح سوق السمك الجديد',
  ],
  ['nowhere', 'كلام لا صلة له بما سبق', 'كلام لا صلة له بما سبق'],
  ['in nothing', '', ''],
])('is found %s', (_, whole, expected) => expect(ownWords(whole, PART)).toBe(expected));
