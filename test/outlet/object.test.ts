/** The object through its binding: behaviour that only the platform shows. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { Env } from '../../src/env.ts';
import { rss } from './feed.ts';
import { scripted } from './scripting.ts';
import { HOUR, MINUTE, NOW, settingsFor } from './subject.ts';

const EMPTY = rss([]);

function stubFor() {
  return (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
}

let log: MockInstance<typeof console.log>;

beforeEach(() => {
  log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the object', () => {
  it('fetches once for any number of simultaneous ticks', async () => {
    const { url, asked } = await scripted({ body: EMPTY, delayMs: 150 });
    const stub = stubFor();
    const rings = [1, 2, 3].map(() => stub.tick(settingsFor(url), NOW, true));
    const reports = await Promise.all(rings);
    expect(reports.map((one) => one.outcome)).toEqual(['read', 'read', 'read']);
    expect(await asked()).toHaveLength(1);
    await stub.tick(settingsFor(url), NOW, true);
    expect(await asked()).toHaveLength(2);
  });

  it('remembers through eviction', async () => {
    const { url, asked } = await scripted({ body: EMPTY, headers: { etag: '"v1"' } }, { status: 304 });
    const stub = stubFor();
    const { status } = await stub.tick(settingsFor(url), NOW, false);
    await evictDurableObject(stub);
    expect(await stub.tick(settingsFor(url), NOW + MINUTE, false)).toMatchObject({ outcome: 'not-due', status });
    await evictDurableObject(stub);
    expect(await stub.tick(settingsFor(url), NOW + HOUR, false)).toMatchObject({ outcome: 'unchanged' });
    expect((await asked())[1]?.headers['if-none-match']).toBe('"v1"');
  });

  it('names itself, and no contact that the operator did not set, unless the outlet wants another name', async () => {
    const { url, asked } = await scripted({ body: EMPTY });
    const stub = stubFor();
    for (const userAgent of [undefined, 'curl/8.5.0', 'two\r\nlines: قارئ', ' ']) {
      await stub.tick(settingsFor(url, { userAgent }), NOW, true);
    }
    const agents = (await asked()).map(({ headers }) => headers['user-agent']);
    expect(agents).toEqual(['wirefold/1', 'curl/8.5.0', 'two lines:', agents[0]]);
  });

  it('writes a row for a tick without news, and none when not due', async () => {
    const { url } = await scripted({ body: EMPTY, headers: { etag: '"v1"' } }, { status: 304 });
    const stub = stubFor();
    await stub.tick(settingsFor(url), NOW, false);
    const written = (now: number) =>
      runInDurableObject(stub, async (outlet, state) => {
        const exec = vi.spyOn(state.storage.sql, 'exec');
        await (outlet as unknown as { tick: typeof stub.tick }).tick(settingsFor(url), now, false);
        return exec.mock.results.reduce((sum, { value }) => sum + (value as SqlStorageCursor<never>).rowsWritten, 0);
      });
    expect(await written(NOW + MINUTE)).toBe(0);
    expect(await written(NOW + HOUR)).toBe(1);
  });

  it('logs one line of JSON for a tick that did something, without text or secrets', async () => {
    const { url } = await scripted({ body: EMPTY });
    const stub = stubFor();
    await stub.tick(settingsFor(url), NOW, false);
    await stub.tick(settingsFor(url), NOW + 1, false);
    const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
    // The index of another test may publish meanwhile.
    expect(lines.filter(({ event }) => event !== 'publish')).toEqual([
      {
        event: 'outlet',
        outlet: 'alwaha0000000',
        name: 'الواحة',
        outcome: 'read',
        filed: 0,
        state: 'ok',
        detail: 'Read 0 items, 0 new.',
        notes: ['the feed has no items'],
        failures: 0,
        next: '2026-11-22T03:15:00.000Z',
      },
    ]);
  });
});
