/** Answers that are used again, so that readers' queries never use up the day. */
import { expect, it } from 'vitest';
import { QUERIES_SPENT } from '../../../src/story-index/api.ts';
import { createQueryAnswers } from '../../../src/story-index/read/query-answers.ts';
import { answerStore } from '../../../src/story-index/storage/answer-rows.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';

const inMemory = (rows = new Map<string, { answer: object | string; at: number }>()) => ({
  read: (key: string) => rows.get(key),
  write: (key: string, { answer, at }: { answer: object | string; at: number }) => void rows.set(key, { answer, at }),
  clear: () => rows.clear(),
});
const HOUR_MS = 60 * 60_000;
const NOON = 12 * HOUR_MS;

it.each<readonly [string, { now: number; spent: number; written?: number }, 'again' | 'anew']>([
  ['nothing was written', { now: 30 * HOUR_MS, spent: 0, written: 1 }, 'again'],
  ['something was written', { now: NOON + 1, spent: 0.1 }, 'anew'],
  ['on the pace of the day', { now: NOON + 1, spent: 0.55 }, 'anew'],
  ['ahead of the day', { now: NOON + 0.9 * HOUR_MS, spent: 0.7 }, 'again'],
  ['ahead of the day, later', { now: NOON + 1.9 * HOUR_MS, spent: 0.7 }, 'anew'],
  ['far ahead of the day', { now: NOON + 6 * HOUR_MS, spent: 0.95 }, 'anew'],
  ['far ahead of the day, sooner', { now: NOON + 4 * HOUR_MS, spent: 0.95 }, 'again'],
  ['all is spent', { now: NOON + 11 * HOUR_MS, spent: 1 }, 'again'],
  [
    'ahead of the day, by a clock that was set back by years',
    { now: NOON + 0.9 * HOUR_MS - 365 * 24 * HOUR_MS, spent: 0.7 },
    'anew',
  ],
  ['the next day', { now: NOON + 13 * HOUR_MS, spent: 0 }, 'anew'],
])('%s', (_, { now, spent, written = 2 }, expected) => {
  const answers = createQueryAnswers(inMemory());
  answers.answer('a slice', { now: NOON, written: 1, spent: 0 }, () => 'before');
  const again = answers.answer('a slice', { now, written, spent }, () => 'after');
  expect(again).toBe(expected === 'again' ? 'before' : 'after');
});

it('what was not asked before is refused when all is spent, and so is all after what must be seen at once', () => {
  const answers = createQueryAnswers(inMemory());
  const spent = { now: NOON, written: 1, spent: 1 };
  expect(() => answers.answer('another', spent, () => 'x')).toThrow(QUERIES_SPENT);
  answers.answer('a slice', { ...spent, spent: 0 }, () => 'with what is taken down');
  expect(answers.answer('a slice', spent, () => '')).toBe('with what is taken down');
  answers.forget();
  expect(() => answers.answer('a slice', spent, () => '')).toThrow(QUERIES_SPENT);
});

it('twenty slices that are asked for every ten minutes are answered all day, each at least every three hours until the evening', () => {
  const answers = createQueryAnswers(inMemory());
  const rows = 1 / 400;
  let spent = 0;
  let oldest = 0;
  const asked: number[] = Array(20).fill(0);
  for (let now = 0; now < 24 * HOUR_MS; now += HOUR_MS / 6) {
    for (let slice = 0; slice < 20; slice++) {
      const at = answers.answer(`${slice}`, { now, written: now, spent }, () => {
        spent += rows;
        asked[slice] = now;
        return { now };
      });
      if (now < 20 * HOUR_MS) oldest = Math.max(oldest, now - at.now);
    }
  }
  expect(spent).toBeLessThan(1);
  expect(oldest / HOUR_MS).toBeLessThanOrEqual(3);
});

it('what is used again outlives the memory while queries are ahead of the day, and costs a row an hour at most', () => {
  const rows = new Map<string, { answer: object | string; at: number }>();
  let writes = 0;
  const store = inMemory(rows);
  const write: typeof store.write = (...args) => {
    writes++;
    store.write(...args);
  };
  const counted = { ...store, write };
  const ahead = (minutes: number) => ({ now: NOON + minutes * 60_000, written: minutes, spent: 0.8 });
  const before = createQueryAnswers(counted);
  before.answer('asked once', ahead(0), () => 'x');
  for (const minutes of [0, 10, 20]) before.answer('a slice', ahead(minutes), () => ({ minutes }));
  expect([writes, [...rows.keys()]]).toEqual([1, ['a slice']]);
  const after = createQueryAnswers(counted);
  expect(after.answer('a slice', ahead(30), () => ({ minutes: 30 }))).toEqual({ minutes: 0 });
  expect(after.answer('a slice', { ...ahead(40), spent: 1 }, () => ({ minutes: 40 }))).toEqual({ minutes: 0 });
  expect(after.answer('a slice', { ...ahead(50), spent: 0 }, () => ({ minutes: 50 }))).toEqual({ minutes: 50 });
  expect(writes).toBe(1);
  after.forget();
  expect(rows.size).toBe(0);
});

it('the table holds 64 answers, each the latest under its key, of one day', async () => {
  await sqlOf(freshIndex(), (sql) => {
    const { read, write, clear } = answerStore(sql);
    for (let i = 0; i < 70; i++) write(`${i}`, { answer: { i }, at: NOON });
    expect([read('63'), read('64')]).toEqual([{ answer: { i: 63 }, at: NOON }, undefined]);
    write('63', { answer: 'a feed', at: NOON + HOUR_MS });
    write('0', { answer: 'x'.repeat(1_000_000), at: NOON + HOUR_MS });
    expect([read('63'), read('0')?.at]).toEqual([{ answer: 'a feed', at: NOON + HOUR_MS }, NOON]);
    write('new', { answer: 'next day', at: NOON + 24.5 * HOUR_MS });
    expect([read('0'), read('63')?.answer, read('new')?.answer]).toEqual([undefined, 'a feed', 'next day']);
    // A clock that was ten years ahead filled all places.
    for (let i = 0; i < 64; i++) write(`ahead ${i}`, { answer: { i }, at: NOON + 87_600 * HOUR_MS });
    write('now', { answer: 'of now', at: NOON + 25 * HOUR_MS });
    expect(read('now')?.answer).toBe('of now');
    clear();
    expect(read('now')).toBeUndefined();
  });
});
