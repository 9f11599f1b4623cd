import { describe, expect, it } from 'vitest';
import { rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { DAY, HOUR, MINUTE, NOW, outletAt, titles } from './subject.ts';

describe('a feed that is read', () => {
  it('files each item once, oldest first, and says so', async () => {
    const { url } = await scripted({ body: rss(stories(3, NOW - HOUR)) });
    const outlet = outletAt(url);
    const report = await outlet.ring(NOW);
    expect(report).toMatchObject({
      outcome: 'read',
      filed: 3,
      status: { state: 'ok', detail: 'Read 3 items, 3 new.', failures: 0, lastSuccess: NOW, lastItem: NOW, notes: [] },
    });
    expect(report.status.nextDue).toBe(NOW + 15 * MINUTE);
    const [batch] = outlet.batches;
    expect(batch?.map((one) => one.published)).toEqual([NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR]);
    expect(batch?.[2]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-z]{13}$/),
      outlet: 'alwaha0000000',
      // Neither the address of the test's server nor what the feed says of itself names a publisher.
      publisher: 'alwaha0000000',
      url: 'https://alwaha.example/news/3',
      title: 'افتتاح المرحلة 3 من ترميم جسر الوادي',
      unmerged: false,
      seen: NOW,
    });
    expect(batch?.[2]?.passages.length).toBeGreaterThan(0);
    expect(batch?.[2]?.fingerprint).toBeInstanceOf(Uint8Array);
  });

  it('files only what came since', async () => {
    const { url } = await scripted({ body: rss(stories(3, NOW)) }, { body: rss(stories(5, NOW + HOUR)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    const report = await outlet.tick(NOW + HOUR);
    expect(report).toMatchObject({ outcome: 'read', filed: 2, status: { detail: 'Read 5 items, 2 new.' } });
    expect(outlet.accepted.size).toBe(5);
  });

  it('goes out in batches of fifty', async () => {
    const { url } = await scripted({ body: rss(stories(110, NOW)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(outlet.batches.map((batch) => batch.length)).toEqual([50, 50, 10]);
  });
});

describe('a feed with nothing new', () => {
  it('is asked conditionally and costs one row', async () => {
    const headers = { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 02:00:00 GMT' };
    const { url, asked } = await scripted({ body: rss(stories(3, NOW)), headers }, { status: 304, headers });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({
      outcome: 'unchanged',
      filed: 0,
      status: { state: 'ok', lastSuccess: NOW + HOUR, lastItem: NOW, nextDue: NOW + HOUR + 15 * MINUTE },
    });
    expect((await asked())[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': headers['last-modified'],
    });
    expect(outlet.batches).toHaveLength(1);
  });

  it('is recognised by its bytes where the server knows no validators', async () => {
    const { url } = await scripted({ body: rss(stories(3, NOW)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ outcome: 'unchanged', filed: 0 });
  });

  it('keeps to its ttl on 304 as well', async () => {
    const ttl = '<ttl>120</ttl>';
    const { url } = await scripted({ body: rss(stories(1, NOW), ttl), headers: { etag: '"v1"' } }, { status: 304 });
    const outlet = outletAt(url);
    expect((await outlet.tick(NOW)).status.nextDue).toBe(NOW + 2 * HOUR);
    expect((await outlet.tick(NOW + 2 * HOUR)).status.nextDue).toBe(NOW + 4 * HOUR);
  });

  it('is not asked before it is due', async () => {
    const { url, asked } = await scripted({ body: rss(stories(3, NOW)) });
    const outlet = outletAt(url);
    await outlet.ring(NOW);
    expect(await outlet.ring(NOW + 14 * MINUTE)).toMatchObject({ outcome: 'not-due', status: { state: 'ok' } });
    expect(await asked()).toHaveLength(1);
    await outlet.ring(NOW + 15 * MINUTE);
    expect(await asked()).toHaveLength(2);
  });
});

describe('an index that refuses', () => {
  const headers = { etag: '"v1"' };

  it('loses nothing: all is fetched unconditionally and sent again', async () => {
    const { url, asked } = await scripted({ body: rss(stories(3, NOW)), headers });
    const outlet = outletAt(url);
    outlet.beforeFile = () => {
      throw new Error('index is down');
    };
    const report = await outlet.tick(NOW);
    expect(report).toMatchObject({ outcome: 'failed', filed: 0, status: { state: 'failing', failures: 1 } });
    expect(report.status.detail).toBe(
      'The index did not accept 3 articles (index is down): nothing is lost, they are sent again. Next try after 2026-11-22 03:15 UTC.',
    );
    outlet.beforeFile = () => undefined;
    expect(await outlet.ring(NOW + 15 * MINUTE)).toMatchObject({ outcome: 'read', filed: 3, status: { failures: 0 } });
    expect((await asked())[1]?.headers).not.toHaveProperty('if-none-match');
  });

  it('is not forgotten by a server whose next version has the same Last-Modified', async () => {
    const same = { 'last-modified': 'Sun, 22 Nov 2026 03:00:00 GMT' };
    const { url, asked } = await scripted(
      { body: rss(stories(1, NOW)), headers: same },
      { body: rss(stories(2, NOW)), headers: same },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    outlet.beforeFile = () => {
      throw new Error('index is down');
    };
    await outlet.tick(NOW + HOUR);
    outlet.beforeFile = () => undefined;
    expect(await outlet.tick(NOW + 2 * HOUR)).toMatchObject({ outcome: 'read', filed: 1 });
    const conditions = (await asked()).map(({ headers }) => headers['if-modified-since']);
    expect(conditions).toEqual([undefined, same['last-modified'], undefined]);
  });

  it('in the second batch keeps the first', async () => {
    const { url } = await scripted({ body: rss(stories(110, NOW)), headers });
    const outlet = outletAt(url);
    outlet.beforeFile = () => {
      if (outlet.batches.length === 1) throw new Error('busy');
    };
    const report = await outlet.tick(NOW);
    expect(report).toMatchObject({ outcome: 'failed', filed: 50 });
    expect(report.status.detail).toContain('did not accept 60 articles');
    outlet.beforeFile = () => undefined;
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ outcome: 'read', filed: 60 });
    expect(outlet.batches.map((batch) => batch.length)).toEqual([50, 25, 25, 10]);
    expect(outlet.accepted.size).toBe(110);
  });

  it('after having accepted: the same articles come again under the same ids', async () => {
    const { url } = await scripted({ body: rss(stories(3, NOW)), headers });
    const outlet = outletAt(url);
    const fileThenFail = outlet.batches.push.bind(outlet.batches);
    outlet.batches.push = (batch) => {
      for (const one of batch) outlet.accepted.set(one.id, one);
      fileThenFail(batch);
      throw new Error('answer lost');
    };
    await outlet.tick(NOW);
    outlet.batches.push = fileThenFail;
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ outcome: 'read', filed: 0, status: { state: 'ok' } });
    expect(outlet.accepted.size).toBe(3);
  });
});

describe('what the operator says', () => {
  it('disabled: not asked, and said', async () => {
    const { url, asked } = await scripted({ body: rss(stories(3, NOW)) });
    const outlet = outletAt(url, { disabled: true });
    expect(await outlet.tick(NOW)).toMatchObject({ outcome: 'disabled', status: { state: 'disabled' } });
    expect(await asked()).toEqual([]);
  });

  it('summaryOnly: the full text is neither kept nor compared', async () => {
    const [story] = stories(1, NOW);
    const content = '<p>فقرة أولى لا تظهر في الملخص.</p>'.repeat(8);
    const full = { ...story, content };
    const { url } = await scripted({ body: rss([full]) });
    const [open, closed] = [outletAt(url), outletAt(url, { summaryOnly: true })];
    await open.tick(NOW);
    await closed.tick(NOW);
    expect(open.batches[0]?.[0]?.passages.join()).toContain('فقرة أولى');
    expect(closed.batches[0]?.[0]?.passages.join()).not.toContain('فقرة أولى');
  });

  it('unmerged: passed on with each article', async () => {
    const { url } = await scripted({ body: rss(stories(1, NOW)) });
    const outlet = outletAt(url, { unmerged: true });
    await outlet.tick(NOW);
    expect(outlet.batches[0]?.[0]?.unmerged).toBe(true);
  });

  it('home: decides who the publisher is', async () => {
    const { url } = await scripted({ body: rss(stories(1, NOW)) });
    const outlet = outletAt(url, { home: 'https://arabic.house.co.uk/news' });
    await outlet.tick(NOW);
    expect(outlet.batches[0]?.[0]?.publisher).toBe('house.co.uk');
  });

  it('itemsPerDay: the newest are taken, the others never come back, and the day moves on', async () => {
    const { url } = await scripted(
      { body: rss(stories(6, NOW)) },
      { body: rss(stories(8, NOW + HOUR)) },
      { body: rss(stories(9, NOW + 26 * HOUR)) },
    );
    const outlet = outletAt(url, { itemsPerDay: 2 });
    const first = await outlet.tick(NOW);
    expect(first).toMatchObject({ filed: 2, status: { state: 'ok' } });
    expect(first.status.notes).toEqual(['4 skipped: over the 2 items a day of this outlet (itemsPerDay in the list)']);
    expect([...outlet.accepted.values()].map((one) => one.published)).toEqual([NOW - HOUR, NOW]);
    expect(await outlet.tick(NOW + HOUR)).toMatchObject({ filed: 0 });
    expect(await outlet.tick(NOW + 26 * HOUR)).toMatchObject({ filed: 1 });
    expect(titles(outlet)).toHaveLength(3);
  });

  it('another address: starts anew', async () => {
    const [one, two] = [await scripted({ status: 500 }), await scripted({ body: rss(stories(2, NOW)) })];
    const outlet = outletAt(one.url);
    await outlet.tick(NOW);
    Object.assign(outlet.settings, { feed: two.url });
    expect(await outlet.ring(NOW + 1)).toMatchObject({ outcome: 'read', status: { failures: 0 } });
  });
});

describe('rows', () => {
  it('that left the feed a month ago are forgotten, those that have just left not yet, those in it never', async () => {
    const standing = stories(4, NOW).slice(2);
    const { url } = await scripted(
      { body: rss(stories(4, NOW)) },
      { body: rss([...stories(1, NOW + 31 * DAY, 4), ...standing]) },
      { body: rss([...stories(1, NOW + 61 * DAY, 5), ...standing]) },
    );
    const outlet = outletAt(url);
    const articles = () => outlet.inside((store) => new Set(store.all().map(({ article }) => article)).size);
    await outlet.tick(NOW);
    await outlet.tick(NOW + 31 * DAY);
    expect(await articles()).toBe(5);
    await outlet.tick(NOW + 61 * DAY);
    // The two in the feed, the latest, and the one that has just left.
    expect(await articles()).toBe(4);
    expect(outlet.accepted.size).toBe(6);
  });

  it('are few: two an item, none for an item seen before, one for a tick without news', async () => {
    const { url } = await scripted(
      { body: rss(stories(10, NOW)) },
      { body: rss(stories(11, NOW + HOUR)) },
      { status: 304 },
    );
    const outlet = outletAt(url);
    const rows = () => outlet.inside((store) => store.all().length);
    const written = async (now: number) => {
      const before = await rows();
      await outlet.tick(now);
      return (await rows()) - before;
    };
    expect(await written(NOW)).toBe(20);
    expect(await written(NOW + HOUR)).toBe(2);
    expect(await written(NOW + 2 * HOUR)).toBe(0);
  });
});
