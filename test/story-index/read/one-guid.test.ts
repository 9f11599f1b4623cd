/**
 * A house lists one article in several feeds, and the stories in which the listings stand merge, part and exchange articles. The laws: a story
 * shows each page of a publisher once, under a guid that no other article has, and under the same guid as long as that listing stays in it;
 * a merger shows no listing that was not shown before.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, split } from '../../../src/story-index/admin/corrections.ts';
import { storyAnswer } from '../../../src/story-index/read/story-document.ts';
import { isEmpty, moveMembers, refreshStory } from '../../../src/story-index/storage/story-rows.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';

const OUTLETS = ['front', 'sport', 'latest', 'rival'];
const TEXT =
  'أعلنت بلدية المدينة افتتاح الجسر الجديد أمام حركة السير بعد أعمال دامت عامين كاملين في وسط المدينة القديمة';

/** Listing `n`: of one of three pages, in one of four outlets, in the words of one of two versions; three of the outlets are one house. */
function listing(n: number, { page, outlet, addressed, version = 0 }: Step & { kind: 'file' }) {
  const name = OUTLETS[outlet] ?? 'front';
  const publisher = name === 'rival' ? 'rival.example' : 'house.example';
  const url = addressed ? `https://${publisher}/${page}` : `https://${publisher}/${name}/${page}`;
  const told = { title: `خبر ${page}`, paragraphs: [`${TEXT} ${page}${' بعد التصحيح'.repeat(version)}`] };
  return article(name, told, n, { id: `${name}-${n}`, publisher, url, page: url, unmerged: true });
}

type Step =
  | {
      readonly kind: 'file';
      readonly page: number;
      readonly outlet: number;
      readonly addressed: boolean;
      readonly version?: number;
    }
  | { readonly kind: 'merge' | 'move' | 'split'; readonly one: number; readonly other: number };

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('file' as const),
      page: fc.nat(2),
      outlet: fc.nat(3),
      addressed: fc.boolean(),
      version: fc.nat(1),
    }),
    fc.record({
      kind: fc.constantFrom('merge' as const, 'move' as const, 'split' as const),
      one: fc.nat(20),
      other: fc.nat(20),
    }),
  ),
  { minLength: 4, maxLength: 24 },
);

interface Shown {
  readonly id: string;
  readonly guid: string;
  readonly page: string;
}

async function run(history: readonly Step[]): Promise<void> {
  const index = freshIndex();
  /** By story: what it shows of each page. */
  let before = new Map<string, readonly Shown[]>();
  for (const [n, step] of history.entries()) {
    if (step.kind === 'file') await index.file([listing(n, step)]);
    await sqlOf(index, (sql, storage) => {
      const rows = sql
        .exec<{ number: number; id: string; story: number }>('SELECT number, id, story FROM article ORDER BY number')
        .toArray();
      if (rows.length === 0) return;
      const stories = sql
        .exec<{ number: number; id: string }>('SELECT number, id FROM story WHERE merged_into IS NULL ORDER BY number')
        .toArray();
      if (step.kind !== 'file') {
        const [one, other] = [stories[step.one % stories.length], stories[step.other % stories.length]];
        const moved = rows[step.one % rows.length];
        const by = { now: MORNING, dry: false, priorityOf: () => 0 };
        if (!one || !other || !moved) return;
        if (step.kind === 'merge') merge(storage, one.id, other.id, by);
        if (step.kind === 'split')
          split(storage, stories.find(({ number }) => number === moved.story)?.id ?? '', [moved.id], by);
        if (step.kind === 'move' && rows.filter(({ story }) => story === moved.story).length > 1) {
          moveMembers(sql, [moved.number], other.number);
          for (const { number } of stories) if (!isEmpty(sql, number)) refreshStory(sql, number, MORNING, () => 0);
        }
      }
      const after = new Map<string, readonly Shown[]>();
      const standing = new Map(
        sql
          .exec<{ id: string; story: string }>(
            'SELECT a.id, s.id AS story FROM article a JOIN story s ON s.number = a.story',
          )
          .toArray()
          .map(({ id, story }) => [id, story]),
      );
      for (const id of new Set(standing.values())) {
        const answer = storyAnswer(sql, id, new Map());
        if (answer.kind !== 'story') continue;
        const shown = answer.story.articles.map(({ id: of, guid, publisher }) => {
          const { page } = sql.exec<{ page: string }>('SELECT page FROM article WHERE id = ?', of).one();
          return { id: of, guid: String(guid), page: `${publisher} ${page}` };
        });
        after.set(id, shown);
        expect(new Set(shown.map(({ page }) => page)).size).toBe(shown.length);
        expect(new Set(shown.map(({ guid }) => guid)).size).toBe(shown.length);
        for (const was of before.get(id) ?? []) {
          if (standing.get(was.id) === id) expect(shown.map(({ guid }) => guid)).toContain(was.guid);
        }
      }
      const known = new Set([...before.values()].flat().map(({ guid }) => guid));
      const shown = [...after.values()].flat().map(({ guid }) => guid);
      if (step.kind === 'merge') expect(shown.filter((guid) => !known.has(guid))).toEqual([]);
      before = after;
    });
  }
}

describe('several listings of one article', () => {
  it('are shown under the guid that the story gave it first, through mergers, moves and splits', async () => {
    await fc.assert(fc.asyncProperty(steps, run), { seed: 7, numRuns: 12 });
  });

  it('that meet when their stories merge: the older story goes on with its own', async () => {
    await run([
      { kind: 'file', page: 0, outlet: 3, addressed: true },
      { kind: 'file', page: 1, outlet: 0, addressed: true },
      { kind: 'file', page: 1, outlet: 1, addressed: true },
      { kind: 'move', one: 2, other: 0 },
      { kind: 'merge', one: 0, other: 2 },
      { kind: 'merge', one: 0, other: 1 },
    ]);
  });
});
