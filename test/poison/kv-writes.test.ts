/**
 * A hostile outlet copies what others tell and edits what it filed, for a day of publications every quarter of an hour. The bounds: it causes at most
 * three equal shares of the day's KV writes, and what the others change is written as soon as without it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writesAllowed } from '../../src/story-index/publish/day-budget.ts';
import { inTurn, usedByPublishers, type Waiting } from '../../src/story-index/publish/fair-turns.ts';
import { publishChanges } from '../../src/story-index/publish/publication.ts';
import { article, MORNING, outletSettings } from '../builders.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { kvDouble } from '../story-index/kv-double.ts';
import { MALI, QUAKE } from '../story-index/stories.ts';

const QUARTER_MS = 15 * 60_000;
const PUBLICATIONS = 96;
const OUTLETS = 25;
const WRITES_A_DAY = 800;
const SHARE = 3 / OUTLETS;

interface Change extends Waiting {
  readonly document: string;
  readonly causes: string;
}

const change = (document: string, by: readonly string[]): Change => ({
  document,
  causes: JSON.stringify(by),
  class: 1,
});

/** What 24 honest outlets change: a story of two of them at most publications, a dozen at once every two hours. */
function honest(at: number): readonly Change[] {
  const stories = at % 8 === 0 ? 12 : at % 3;
  return Array.from({ length: stories }, (_, i) =>
    change(`story-${at}-${i}`, [`honest${(5 * at + i) % (OUTLETS - 1)}`]),
  );
}

/** When each document of the others was written, and how many writes each publisher caused. */
function day(hostile: (at: number) => readonly Change[]) {
  const outbox = new Map<string, Change>();
  const use = new Map<string, number>();
  const written = new Map<string, number>();
  let spent = 0;
  for (let at = 0; at < PUBLICATIONS; at++) {
    for (const one of [...honest(at), ...hostile(at)]) {
      const before = JSON.parse(outbox.get(one.document)?.causes ?? '[]') as string[];
      const by = [...new Set([...before, ...(JSON.parse(one.causes) as string[])])];
      outbox.set(one.document, change(one.document, by));
    }
    const now = at * QUARTER_MS;
    const allowed = writesAllowed(now, WRITES_A_DAY);
    const { turns } = inTurn([...outbox.values()], use, Math.floor(SHARE * allowed));
    for (const { of, publisher = '' } of turns.slice(0, Math.max(0, allowed - spent - 1))) {
      outbox.delete(of.document);
      spent++;
      use.set(publisher, (use.get(publisher) ?? 0) + 1);
      if (of.document.startsWith('story')) written.set(of.document, Math.min(at, written.get(of.document) ?? at));
    }
    // The front.
    spent++;
  }
  return { written, use };
}

const times = (n: number, make: (i: number) => Change) => Array.from({ length: n }, (_, i) => make(i));

describe('a day of KV writes with an outlet that', () => {
  const calm = day(() => []);

  it.each<[string, (at: number) => readonly Change[]]>([
    ['edits six of its items at each reading', (at) => times(6, (i) => change(`own-${at % 7}-${i}`, ['hostile']))],
    ['edits all its items at each reading', () => times(300, (i) => change(`own-${i}`, ['hostile']))],
    [
      'files its 300 items at once, at midnight',
      (at) => (at === 0 ? times(300, (i) => change(`own-${i}`, ['hostile'])) : []),
    ],
    ['joins each story as it is told', (at) => honest(at).map((one) => change(one.document, ['hostile']))],
    ['joins each story an hour later', (at) => honest(at - 4).map((one) => change(one.document, ['hostile']))],
    [
      'changes all stories of the last two hours at each reading',
      (at) => [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => honest(at - i).map((one) => change(one.document, ['hostile']))),
    ],
    ['has a document of its own for each change', (at) => times(40, (i) => change(`own-${at}-${i}`, ['hostile']))],
    ['comes in bursts', (at) => (at % 8 === 7 ? times(200, (i) => change(`own-${at}-${i}`, ['hostile'])) : [])],
    ['begins at noon', (at) => (at < 48 ? [] : times(40, (i) => change(`own-${at}-${i}`, ['hostile'])))],
    [
      'is one of two that do so together',
      (at) => times(40, (i) => change(`own-${at}-${i}`, i % 2 === 0 ? ['hostile'] : ['hostile', 'accomplice'])),
    ],
  ])('%s', (_, hostile) => {
    const { written, use } = day(hostile);
    for (const mad of ['hostile', 'accomplice']) expect(use.get(mad) ?? 0).toBeLessThanOrEqual(SHARE * WRITES_A_DAY);
    expect(calm.written.size).toBeGreaterThan(200);
    for (const [document, at] of calm.written) expect(written.get(document), document).toBeLessThanOrEqual(at);
  });
});

it('a write counts for whoever changed the document, of several for the one that used least, and an editor’s for nobody', async () => {
  const index = freshIndex();
  await index.replaceOutlets(['marfa', 'waha', 'ufuq', 'shiraa'].map((id) => outletSettings(id)));
  const { kv } = kvDouble();
  const used = (minutes: number) =>
    sqlOf(index, async (sql, storage) => {
      await publishChanges(storage, kv, MORNING + minutes * 60_000);
      return Object.fromEntries(usedByPublishers(sql, MORNING));
    });
  const edited = (n: number) => ({ title: `${QUAKE[1].title} ${n}`, paragraphs: QUAKE[1].paragraphs });
  await index.file([article('marfa', QUAKE[0], 0)]);
  expect(await used(1)).toEqual({});
  await index.file([article('waha', QUAKE[1], 10)]);
  expect(await used(11)).toEqual({ 'waha.example': 1 });
  await index.file([article('waha', edited(1), 10, { edited: MORNING + 12 * 60_000 })]);
  expect(await used(13)).toEqual({ 'waha.example': 2 });
  await index.file([article('waha', edited(2), 10, { edited: MORNING + 14 * 60_000 })]);
  await index.file([article('ufuq', QUAKE[0], 14, { url: 'https://ufuq.example/q' })]);
  expect(await used(15)).toEqual({ 'waha.example': 2, 'ufuq.example': 1 });
  await index.file([article('shiraa', MALI[0], 16)]);
  const stories = await partition(index);
  await index.merge(stories['shiraa-16'] ?? '', stories['marfa-0'] ?? '');
  expect(await used(17)).toEqual({ 'waha.example': 2, 'ufuq.example': 1 });
});

const waiting = fc.array(
  fc.record({
    causes: fc.oneof(
      fc.constant(null),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }).map((all) => JSON.stringify(all)),
    ),
    class: fc.nat(2),
  }),
  { maxLength: 40 },
);

describe('turns', () => {
  it('give nobody more than the share, count each write for one who caused it, and hold back only what all who caused it have had', () => {
    fc.assert(
      fc.property(
        waiting,
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(12)),
        fc.integer({ min: 1, max: 10 }),
        (all, before, share) => {
          const use = new Map(Object.entries(before));
          const { turns, heldBack } = inTurn<Waiting>(all, use, share);
          expect(turns.length + heldBack).toBe(all.length);
          const counts = new Map(use);
          for (const { of, publisher } of turns) {
            if (of.causes === null) expect(publisher).toBeUndefined();
            else expect(JSON.parse(of.causes)).toContain(publisher);
            if (publisher !== undefined) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
          }
          for (const [publisher, n] of counts) expect(n).toBeLessThanOrEqual(Math.max(share, use.get(publisher) ?? 0));
          for (const of of all) {
            if (turns.some((turn) => turn.of === of)) continue;
            for (const one of JSON.parse(of.causes ?? '[]') as string[])
              expect(counts.get(one) ?? 0).toBeGreaterThanOrEqual(share);
          }
          const classes = turns.map(({ of }) => of.class);
          expect(classes).toEqual([...classes].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('alternate between one who changes forty documents and one who changes two', () => {
    const of = (publisher: string) => ({ causes: JSON.stringify([publisher]), class: 1 });
    const all = [...Array.from({ length: 40 }, () => of('hostile')), of('honest'), of('honest')];
    const { turns } = inTurn(all, new Map(), 100);
    expect(turns.slice(0, 4).map(({ publisher }) => publisher)).toEqual(['hostile', 'honest', 'hostile', 'honest']);
  });
});
