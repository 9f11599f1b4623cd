/**
 * A hostile outlet files items made of the texts of other outlets' stories. The bound, however many items it files: the articles
 * of all others stand together exactly as they would without it, no story of theirs redirects, and it leads nothing that
 * another outlet told first.
 */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import type { Told } from '../clustering/newsroom.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { HONEST, HOSTILE, hostile, MIXES, TOLD } from './attacks.ts';

/** The groups in which the honest articles stand, and the outlets that lead a story in which one of them stands. */
async function outcome(articles: readonly Article[]) {
  const index = freshIndex();
  for (const one of articles) await index.file([one]);
  const stories = await partition(index);
  const honest = Object.entries(stories).filter(([id]) => !id.startsWith(HOSTILE));
  const groups = [...Map.groupBy(honest, ([, story]) => story).values()].map((group) => group.map(([id]) => id));
  const rows = await sqlOf(index, (sql) =>
    sql
      .exec<{ lead: string; outlets: string }>(
        `SELECT (SELECT outlet FROM article WHERE number = s.lead) AS lead, group_concat(a.outlet) AS outlets
         FROM story s JOIN article a ON a.story = s.number GROUP BY s.number`,
      )
      .toArray(),
  );
  const shared = rows.filter(({ outlets }) => outlets.split(',').some((outlet) => outlet !== HOSTILE));
  return {
    groups: groups.map((ids) => ids.toSorted().join(' ')).sort(),
    leads: shared.map(({ lead }) => lead).sort(),
  };
}

const ALONE = outcome(HONEST);
const mixture = (name: string) => MIXES[name] as (one: Told, other: Told, n: number) => Told;
const first = (story: number): Told => (TOLD[story] as readonly [Told, Told])[0];
const firstOfEach = HONEST.filter((_, i) => i % 2 === 0);
const secondOfEach = HONEST.filter((_, i) => i % 2 === 1);

/** `items` of the mixture, over all pairs of the first `stories` stories. */
function items(name: string, items: number, stories: number): readonly Article[] {
  const pairs = TOLD.slice(0, stories).flatMap((_, a) => Array.from({ length: a }, (_, b) => [b, a] as const));
  return Array.from({ length: items }, (_, n) => {
    const [a, b] = pairs[n % pairs.length] as readonly [number, number];
    return hostile(n, mixture(name)(first(a), first(b), Math.floor(n / pairs.length)));
  });
}

it('the honest outlets tell four stories, each by two', async () => {
  expect((await ALONE).groups).toHaveLength(4);
});

it("holds however many items use a report's rare words: more than are found under any word", async () => {
  const victim = secondOfEach[0] as Article;
  const words = [victim.title, ...victim.passages].join(' ').split(' ');
  const hiding = Array.from({ length: 90 }, (_, n) =>
    hostile(n, {
      title: `عروض الموسم ${n} ${words
        .slice(n % 5, 12)
        .toReversed()
        .join(' ')}`,
      paragraphs: [`${words.toReversed().join(' ')} ${n}.`],
    }),
  );
  const between = await outcome([...firstOfEach, ...hiding, ...secondOfEach]);
  expect(between.groups).toEqual((await ALONE).groups);
});

it('holds however many items come of one story: more than are compared of it', async () => {
  const many = items('one text after the other', 30, 2);
  expect(await outcome([...firstOfEach, ...many, ...secondOfEach])).toEqual(await ALONE);
});

describe.each(Object.keys(MIXES))('%s', (name) => {
  it.each([
    ['six items of two stories', 6, 2],
    ['twelve items of four', 12, 4],
  ])('%s, filed after the others', async (_, count, stories) => {
    expect(await outcome([...HONEST, ...items(name, count, stories)])).toEqual(await ALONE);
  });

  it('filed between the first outlet of each story and the second', async () => {
    expect(await outcome([...firstOfEach, ...items(name, 12, 4), ...secondOfEach])).toEqual(await ALONE);
  });
});
