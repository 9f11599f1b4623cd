/** What a hostile outlet files to speak for others: items made of the texts of two stories or more. */
import type { Article } from '../../src/documents/article.ts';
import { article } from '../builders.ts';
import { NEAR_MISSES, type Told } from '../clustering/newsroom.ts';
import { MALI, QUAKE, SAQQARA } from '../story-index/stories.ts';

const STORMS = NEAR_MISSES['two storms'] as readonly [Told, Told];
const TAIPEI: Told = {
  title: 'تايوان تجلي ثمانية آلاف شخص قبل وصول الإعصار ماريتا',
  paragraphs: [
    'نقلت السلطات التايوانية نحو ثمانية آلاف من سكان المقاطعات الشرقية إلى الملاجئ قبل وصول الإعصار ماريتا، وتبلغ سرعة رياحه 180 كيلومترا في الساعة.',
  ],
};

/** Four stories, each told by two outlets, that have nothing to do with each other. */
export const TOLD: readonly (readonly [Told, Told])[] = [QUAKE, SAQQARA, MALI, [STORMS[0], TAIPEI]];

/** The honest outlets' articles, in order of arrival; outlets are named by story and turn. */
export const HONEST: readonly Article[] = TOLD.flatMap((pair, story) =>
  pair.map((told, turn) => article(`honest-${story}-${turn}`, told, 10 * story + turn)),
);

export const HOSTILE = 'hostile';

/** Item `n` of the hostile outlet, filed `n` minutes after the first hour. */
export function hostile(n: number, told: Told, over: Partial<Article> = {}): Article {
  return article(HOSTILE, told, 60 + n, over);
}

const ADVERT = 'عروض الموسم في متجرنا';

/** Makes one text of two, by name; `n` tells the items of one attack apart. */
export const MIXES: Readonly<Record<string, (one: Told, other: Told, n: number) => Told>> = {
  'one text after the other': (one, other, n) => ({
    title: `${one.title} ${n}`,
    paragraphs: [...one.paragraphs, ...other.paragraphs],
  }),
  'the other text first, an advertisement for a title': (one, other, n) => ({
    title: `${ADVERT} ${n}`,
    paragraphs: [...other.paragraphs, ...one.paragraphs],
  }),
  'the title of one, the text of the other': (one, other, n) => ({
    title: `${one.title} ${n}`,
    paragraphs: other.paragraphs,
  }),
  'both titles': (one, other, n) => ({
    title: `${one.title} و${other.title} ${n}`,
    paragraphs: [...one.paragraphs, ...other.paragraphs],
  }),
  'paragraphs in turns': (one, other, n) => ({
    title: n % 2 === 0 ? one.title : other.title,
    paragraphs: one.paragraphs.flatMap((paragraph, i) => [paragraph, other.paragraphs[i] ?? '']).filter(Boolean),
  }),
  'words in turns': (one, other, n) => {
    const words = (told: Told) => told.paragraphs.join(' ').split(' ');
    const others = words(other);
    return {
      title: n % 2 === 0 ? one.title : other.title,
      paragraphs: [
        words(one)
          .flatMap((word, i) => [word, others[i] ?? ''])
          .join(' '),
      ],
    };
  },
  'each text twice': (one, other, n) => ({
    title: n % 2 === 0 ? one.title : other.title,
    paragraphs: [...one.paragraphs, ...other.paragraphs, ...one.paragraphs, ...other.paragraphs],
  }),
  'a step further from one to the other at each item': (one, other, n) => {
    const all = [...one.paragraphs, ...other.paragraphs];
    const from = Math.min(n, all.length - 1);
    return { title: n < 3 ? one.title : other.title, paragraphs: all.slice(Math.max(0, from - 1), from + 2) };
  },
  'the first sentences only': (one, other, n) => ({
    title: n % 2 === 0 ? `${one.title}: ${other.title}` : `${other.title}: ${one.title}`,
    paragraphs: [one.paragraphs[0] ?? '', other.paragraphs[0] ?? ''],
  }),
  'whole copies of one and the other in turns': (one, other, n) => (n % 2 === 0 ? one : other),
  'a copy, then mixtures': (one, other, n) =>
    n === 0 ? one : { title: one.title, paragraphs: [...one.paragraphs, ...other.paragraphs] },
};
