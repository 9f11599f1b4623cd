/** The clock was years ahead for one reading. Nothing that was stored then may hold the outlet up once it is right again. */
import { describe, expect, it } from 'vitest';
import { rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { DAY, HOUR, MINUTE, NOW, outletAt, type Subject } from './subject.ts';

const YEARS = 3_650 * DAY;
const keysIn = (outlet: Subject) => outlet.inside((store) => store.all());

/** Feeds of which each reading has other items, read once at `ahead` and then on time. */
async function readAt(ahead: number, ...times: readonly number[]): Promise<Subject> {
  const { url } = await scripted(
    ...[0, ...times].map((_, i) => ({ body: rss(stories(3 * (i + 1), NOW).slice(0, 3)) })),
  );
  const outlet = outletAt(url);
  await outlet.tick(NOW + ahead);
  for (const time of times) await outlet.tick(NOW + time);
  return outlet;
}

describe.each([
  ['ten years', YEARS],
  ['a month', 30 * DAY],
  ['a day and a half', 36 * HOUR],
  ['twenty hours', 20 * HOUR],
])('a clock %s ahead', (_, ahead) => {
  it('does not put off the next reading', async () => {
    const outlet = await readAt(ahead);
    expect((await outlet.ring(NOW)).outcome).toBe('unchanged');
    expect((await outlet.ring(NOW + MINUTE)).outcome).toBe('not-due');
  });

  it('does not put off the next try after failures', async () => {
    const { url } = await scripted(
      { status: 500 },
      { status: 429, headers: { 'retry-after': '86400' } },
      { body: rss(stories(3, NOW)) },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW + ahead);
    await outlet.tick(NOW + ahead + HOUR);
    expect((await outlet.ring(NOW)).outcome).toBe('read');
  });
});

describe('a clock ten years ahead', () => {
  it('does not stop pruning, and what it recorded is forgotten like the rest', async () => {
    const outlet = await readAt(YEARS, 0, DAY + HOUR, 40 * DAY);
    const left = await keysIn(outlet);
    expect(left.length).toBeGreaterThan(0);
    expect(Math.max(...left.map(({ seen }) => seen))).toBe(NOW + 40 * DAY);
    const record = await outlet.inside((store) => store.load());
    expect(record?.prunedAt).toBe(NOW + 40 * DAY);
  });

  it('does not use up a day’s items and edits', async () => {
    const outlet = await readAt(YEARS, 0);
    expect(outlet.accepted.size).toBeGreaterThanOrEqual(3);
    expect((await outlet.inside((store) => store.load()))?.hours.every(({ hour }) => hour * HOUR <= NOW)).toBe(true);
  });

  it('lets no article be later than its reading', async () => {
    const outlet = await readAt(YEARS, 0);
    for (const one of outlet.batches.at(-1) ?? []) {
      expect(Math.max(one.published, one.seen, one.notBefore ?? 0)).toBeLessThanOrEqual(NOW);
    }
  });
});

it('a clock a few seconds ahead is none of that: the floor between two requests holds', async () => {
  const outlet = await readAt(10_000);
  expect((await outlet.ring(NOW)).outcome).toBe('not-due');
});
