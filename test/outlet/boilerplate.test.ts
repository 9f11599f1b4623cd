/** An outlet learns its own boilerplate from its feed: what is filed is neither compared by it nor shown with it. */
import { describe, expect, it } from 'vitest';
import { type Entry, rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { HOUR, NOW, outletAt } from './subject.ts';

const LINE = 'صحيفة الواحة، صوت المزارعين منذ عام 1962';

function signed(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((one) => ({
    ...one,
    title: `محلي / ${one.title}`,
    description: `${one.description}&lt;br&gt;${LINE}`,
  }));
}

describe('the boilerplate of an outlet', () => {
  it('is cut from summary and passages, at its first reading and when few items are new', async () => {
    const { url } = await scripted(
      { body: rss(signed(stories(6, NOW))) },
      { body: rss(signed(stories(7, NOW + HOUR))) },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    await outlet.tick(NOW + HOUR);
    const all = [...outlet.accepted.values()];
    expect(all.length).toBe(7);
    for (const { title, summary, passages } of all) {
      expect(title).toMatch(/^محلي \/ /);
      expect(summary).toMatch(/^أعلنت البلدية .* المتواصل\.$/);
      expect(passages.join(' ')).not.toContain('المزارعين');
    }
  });

  it('is still cut when an item is edited after the outlet changed it', async () => {
    const [edited, ...others] = signed(stories(6, NOW));
    const { url } = await scripted(
      { body: rss([{ ...edited }, ...others]) },
      { body: rss([...stories(9, NOW + HOUR, 6), { ...edited, title: 'عنوان آخر بعد التعديل' }]) },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    await outlet.tick(NOW + HOUR);
    const again = [...outlet.accepted.values()].find((one) => one.title === 'عنوان آخر بعد التعديل');
    expect(again?.summary).toMatch(/المتواصل\.$/);
  });

  it('costs no row: it lies in the record', async () => {
    const { url } = await scripted({ body: rss(signed(stories(6, NOW))) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    const learned = await outlet.inside((store) => store.load()?.boilerplate ?? []);
    expect(learned.length).toBeGreaterThan(0);
    expect(JSON.stringify(learned).length).toBeLessThan(6_000);
  });
});
