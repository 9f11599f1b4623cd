import { expect, it } from 'vitest';
import { fingerprintArticle } from '../../../src/clustering/fingerprint.ts';
import { memoryIndex } from '../../../src/clustering/memory-index.ts';
import { article, MORNING } from '../../builders.ts';
import { NEAR_MISSES, ONE_STORY, type Told } from '../../clustering/newsroom.ts';
import { freshIndex, partition } from '../fresh-index.ts';

/** FAULTS_RUNS=1000 files all. */
const ARTICLES = Math.min(300, 6 * Number(process.env.FAULTS_RUNS));

/** Every story of the newsroom told by many outlets, its paragraphs cut and spliced in many ways. */
function stream(): { outlet: string; told: Told; minutes: number }[] {
  const stories = [...Object.values(ONE_STORY), ...Object.values(NEAR_MISSES)].flat();
  let seed = 7;
  const random = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * n);
  };
  return Array.from({ length: ARTICLES }, (_, i) => {
    const told = stories[random(stories.length)] as Told;
    const from = random(told.paragraphs.length);
    const paragraphs = [...told.paragraphs.slice(from), ...told.paragraphs.slice(0, from)];
    return { outlet: `outlet${random(12)}`, told: { title: told.title, paragraphs }, minutes: i * 9 };
  });
}

it(`decides ${ARTICLES} articles the same over SQLite and over plain maps`, async () => {
  const articles = stream();
  const maps = memoryIndex();
  articles.forEach(({ outlet, told, minutes }, i) => {
    const { fingerprint: profile } = fingerprintArticle({
      title: told.title,
      summary: '',
      paragraphs: told.paragraphs,
    });
    maps.file({
      article: i + 1,
      publisher: `${outlet}.example`,
      published: MORNING + minutes * 60_000,
      fingerprint: profile,
    });
  });
  const index = freshIndex();
  for (let i = 0; i < articles.length; i += 50) {
    await index.file(articles.slice(i, i + 50).map(({ outlet, told, minutes }) => article(outlet, told, minutes)));
  }
  const stories = Object.values(await partition(index));
  const canonical = (labels: readonly unknown[]) => labels.map((label) => labels.indexOf(label));
  expect(canonical(stories)).toEqual(canonical(articles.map((_, i) => maps.storyOf(i + 1))));
  expect(new Set(stories).size).toBeGreaterThan(5);
});
