/** Reading with the memory of earlier readings and reading whole choose the same items, whatever was filed or refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGists, isGist } from '../../src/outlet/gists.ts';
import { type ItemsRead, readItems } from '../../src/outlet/reading.ts';
import { newRecord } from '../../src/outlet/record.ts';
import type { OutletStore, SeenRow } from '../../src/outlet/store.ts';
import { type Entry, rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { HOUR, NOW, outletAt, settingsFor, titles } from './subject.ts';

const FEED = 'https://alwaha.example/feed.xml';
/** Past the bytes that tell the charset. */
const PADDING = `<copyright>${'جميع الحقوق محفوظة '.repeat(40)}</copyright>`;
/** Longer than a name may be. */
const LONG = `https://alwaha.example/${encodeURIComponent('افتتاح-المرحلة-الثالثة-من-ترميم-الميناء-القديم')}`;

function reader(rows: readonly SeenRow[], gists: string | undefined, at: number, summaryOnly: boolean, first: boolean) {
  const known = new Map(rows.map((row) => [row.key, row]));
  const contents = new Set(rows.map((row) => row.content));
  const store: Pick<OutletStore, 'known' | 'knownContent' | 'gists'> = {
    known: () => known,
    knownContent: (asked) => new Set(asked.filter((one) => contents.has(one))),
    gists: () => gists,
  };
  const record = { ...newRecord(FEED, at), lastSuccess: first ? undefined : NOW };
  const settings = settingsFor(FEED, { summaryOnly, itemsPerDay: 6 });
  return { settings, record, now: at, ports: { store: store as OutletStore } };
}

/** What comes of a reading but for what is remembered of it. */
function outcome(read: ItemsRead): unknown {
  if (!read.ok) return read;
  const { items: _, ...feed } = read.feed;
  const keys = read.all.map((one) => [one.keys, one.content]);
  return { feed, keys, selection: read.selection };
}

const few = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
/** Names missing, shared and swapped; dates anywhere. */
const entry: fc.Arbitrary<Entry> = fc
  .record({
    guid: few('a', 'b', 'c', 'd'),
    link: few('https://alwaha.example/1', 'https://alwaha.example/2', LONG),
    title: few('خبر أول', 'خبر ثان', 'خبر ثالث'),
    description: few('نص', 'نص آخر'),
    date: fc.option(fc.integer({ min: NOW - 300 * HOUR, max: NOW + 10 * HOUR }), { nil: undefined }),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

/** A feed's later versions keep some of its items, as they are or in another order, and bring others. */
const versions = fc
  .tuple(fc.array(entry, { minLength: 1, maxLength: 6 }), fc.array(fc.array(entry, { maxLength: 3 }), { maxLength: 4 }))
  .map(([start, additions]) => {
    let entries: readonly Entry[] = [...start, ...stories(3, NOW)];
    return [entries, ...additions.map((added) => (entries = [...added, ...entries].slice(0, 9)))];
  });
const fate = fc.constantFrom('filed', 'filed', 'refused', 'summaryOnly');

describe('laws', () => {
  it('chooses what a whole reading chooses, and never an item without its text', () => {
    let skipped = 0;
    fc.assert(
      fc.property(versions, fc.array(fate, { minLength: 5, maxLength: 5 }), (feeds, fates) => {
        let rows: readonly SeenRow[] = [];
        let gists: string | undefined;
        feeds.forEach((entries, i) => {
          const body = { bytes: new TextEncoder().encode(rss(entries, PADDING)), contentType: undefined, url: FEED };
          const given = [NOW + i * HOUR, fates[i] === 'summaryOnly', rows.length === 0] as const;
          const again = readItems(body, reader(rows, gists, ...given));
          const whole = readItems(body, reader(rows, undefined, ...given));
          if (!again.ok) throw new Error(again.detail);
          expect(outcome(again)).toEqual(outcome(whole));
          expect(again.selection.pending.filter((one) => isGist(one.item))).toEqual([]);
          skipped += again.all.filter((one) => isGist(one.item)).length;
          gists = again.gists ?? gists;
          if (fates[i] === 'refused') return;
          const { pending, leftOut } = again.selection;
          const recorded = [...pending.flatMap((one) => one.rows), ...leftOut].map((row) => [row.key, row] as const);
          rows = [...new Map([...rows.map((row) => [row.key, row] as const), ...recorded]).values()];
        });
      }),
      { seed: 7, numRuns: 150 },
    );
    expect(skipped).toBeGreaterThan(150);
  });
});

describe('an outlet that remembers', () => {
  it('costs no more rows than one that does not, and notices an edit', async () => {
    const before = stories(5, NOW);
    const edited = before.map((one, i) => (i === 3 ? { ...one, description: `${one.description} تصحيح.` } : one));
    const { url } = await scripted({ body: rss(before) }, { body: rss([...stories(1, NOW + HOUR, 5), ...edited]) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(await outlet.inside((store) => store.gists())).toContain('story-5');
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ status: { detail: 'Read 6 items, 1 new, 1 edited.' } });
    expect(outlet.batches[1]?.map((one) => one.summary).join()).toContain('تصحيح');
    expect(titles(outlet)).toHaveLength(6);
    const rows = await outlet.inside((_, sql) => sql.exec('SELECT * FROM outlet').toArray().length);
    expect(rows).toBe(1);
  });

  it('reads again in full what the index refused', async () => {
    const { url } = await scripted(
      { body: rss(stories(3, NOW)) },
      { body: rss(stories(4, NOW + HOUR)) },
      { body: rss(stories(5, NOW + 2 * HOUR)) },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    outlet.beforeFile = () => {
      throw new Error('busy');
    };
    await outlet.tick(NOW + HOUR);
    outlet.beforeFile = () => undefined;
    expect(await outlet.tick(NOW + 2 * HOUR)).toMatchObject({ filed: 2 });
    expect(titles(outlet)).toHaveLength(5);
    expect([...outlet.accepted.values()].every((one) => one.summary.length > 20)).toBe(true);
  });
});

it('what is kept stays as it is until there is something new', () => {
  const reading = (entries: readonly Entry[], rows: readonly SeenRow[], gists: string | undefined) => {
    const body = { bytes: new TextEncoder().encode(rss(entries)), contentType: undefined, url: FEED };
    const read = readItems(body, reader(rows, gists, NOW, false, false));
    if (!read.ok) throw new Error(read.detail);
    return read;
  };
  const entries = stories(4, NOW);
  const { gists, selection } = reading(entries, [], undefined);
  const rows = selection.pending.flatMap((one) => one.rows);
  expect(reading(entries, rows, gists).gists).toBeUndefined();
  const moved = reading([...entries.slice(2), ...entries.slice(0, 1)], rows, gists);
  expect(moved.all.map((one) => isGist(one.item))).toEqual([true, true, true]);
  expect(moved.gists).toBeUndefined();
  const [added] = stories(1, NOW, 4);
  expect(reading([...entries, added ?? {}], rows, gists).gists).toContain('story-5');
});

describe('what an outlet kept of another kind', () => {
  const reading = (gists: string | undefined, settings = settingsFor(FEED)) => {
    const body = { bytes: new TextEncoder().encode(rss(stories(3, NOW), PADDING)), contentType: undefined, url: FEED };
    const read = readItems(body, { ...reader([], gists, NOW, false, false), settings });
    if (!read.ok) throw new Error(read.detail);
    return read;
  };

  it.each<[string, (kept: Record<string, unknown>) => unknown]>([
    [
      'a version of another shape',
      (kept) => ({ ...kept, version: 1, items: [['x', 'story-1', null, 'x', null, null, 'x']] }),
    ],
    ['items of another outlet', (kept) => ({ ...kept, outlet: 'almarfa000000' })],
    ['items taken otherwise', (kept) => ({ ...kept, summaryOnly: true })],
  ])('%s: is not used', (_, change) => {
    const kept = JSON.parse(reading(undefined).gists ?? '') as Record<string, unknown> & { items: unknown[][] };
    // Were it used, these names would show.
    kept.items = kept.items.map((row) => [...row.slice(0, 7), 'wrong', 'wrong']);
    expect(decodeGists(JSON.stringify(kept), settingsFor(FEED))?.ids.get('guid:story-1')).toBe('wrong');
    expect(decodeGists(JSON.stringify(change(kept)), settingsFor(FEED))).toBeUndefined();
    expect(outcome(reading(JSON.stringify(change(kept))))).toEqual(outcome(reading(undefined)));
  });

  it('what a former version kept of a feed is read anew, and nothing is filed twice', async () => {
    const { url } = await scripted({ body: rss(stories(4, NOW)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    await outlet.inside((store) => {
      const record = store.load();
      if (record === undefined) throw new Error('Nothing was stored.');
      // A digest by another function, and gists in another shape.
      const gists = {
        version: 1,
        summaryOnly: false,
        context: '',
        items: [['x', 'story-1', null, 'x', null, null, 'x']],
      };
      store.accept([], { ...record, bodyHash: 'a'.repeat(64) }, JSON.stringify(gists));
    });
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ outcome: 'read', filed: 0 });
    expect(await outlet.tick(NOW + 2 * HOUR)).toMatchObject({ outcome: 'unchanged' });
    expect(outlet.batches).toHaveLength(1);
    expect(JSON.parse((await outlet.inside((store) => store.gists())) ?? '')).toMatchObject({ version: 2 });
  });
});

it('opens what an outlet stored before it remembered anything', async () => {
  const outlet = outletAt(FEED);
  const record = newRecord(FEED, NOW);
  await outlet.inside((_, sql) => {
    sql.exec('DROP TABLE outlet; DELETE FROM migration WHERE number > 1');
    sql.exec('CREATE TABLE outlet (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL)');
    sql.exec('INSERT INTO outlet VALUES (1, ?)', JSON.stringify(record));
  });
  const kept = await outlet.inside((store) => {
    const before = [store.load()?.feed, store.gists()];
    store.accept([], record, 'kept');
    store.accept([], record);
    store.save(record);
    return [...before, store.gists()];
  });
  expect(kept).toEqual([FEED, undefined, 'kept']);
});
