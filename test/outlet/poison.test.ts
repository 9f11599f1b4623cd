/** An article whose filing crashes the index delays no other article, and is filed once the index is fixed. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Env } from '../../src/env.ts';
import { BATCH_ARTICLES_MAX } from '../../src/limits.ts';
import { openStore } from '../../src/outlet/store.ts';
import { tickOutlet } from '../../src/outlet/tick.ts';
import { rss, stories } from './feed.ts';
import { HOUR, NOW, settingsFor } from './subject.ts';

const FEED = 'https://alwaha.example/feed.xml';
const entries = stories(BATCH_ARTICLES_MAX + 20, NOW, 0);

/** An outlet with these entries, and an index that crashes on the articles that `poisoned` selects. */
async function outlet(
  use: (ring: (poisoned: (link: string) => boolean) => Promise<Rung>, filed: string[]) => Promise<void>,
) {
  const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
  await runInDurableObject(stub, async (_, { storage }) => {
    const filed: string[] = [];
    let now = NOW;
    await use(async (poisoned) => {
      let calls = 0;
      now += HOUR;
      const { status } = await tickOutlet(settingsFor(FEED), now, true, {
        store: openStore(storage),
        file: async (batch) => {
          calls++;
          if (batch.some(({ url }) => poisoned(url))) throw new Error('the index was reset');
          filed.push(...batch.map(({ url }) => url));
          return { filed: batch.length };
        },
        fetch: async () => ({
          kind: 'body',
          bytes: new TextEncoder().encode(rss(entries)),
          validators: undefined,
          contentType: 'text/xml',
          url: FEED,
          freshForMs: 0,
          warnings: [],
        }),
      });
      return { ...status, calls };
    }, filed);
  });
}

type Rung = Awaited<ReturnType<typeof tickOutlet>>['status'] & { readonly calls: number };
const links = entries.map(({ link }) => link ?? '');

describe('an article that brings the index down', () => {
  for (const at of [0, 30, links.length - 1]) {
    it(`waits alone, the ${at + 1}th of ${links.length}`, async () => {
      await outlet(async (ring, filed) => {
        const poison = (link: string) => link === links[at];
        let last = await ring(poison);
        for (let n = 0; n < 8 && filed.length < links.length - 1; n++) last = await ring(poison);
        expect([...filed].sort()).toEqual(links.filter((link) => !poison(link)).sort());
        expect(last.state).toBe('failing');
        expect(last.detail).toContain('1 article');
        // It is sent alone from now on, and filed when the index is fixed; nothing is filed twice.
        expect((await ring(poison)).calls).toBe(1);
        expect(await ring(() => false)).toMatchObject({ state: 'ok', calls: 1 });
        expect([...filed].sort()).toEqual([...links].sort());
      });
    });
  }

  it('is not looked for when the index takes nobody', async () => {
    await outlet(async (ring, filed) => {
      let last = await ring(() => true);
      for (let n = 0; n < 8; n++) last = await ring(() => true);
      expect(last.calls).toBe(3);
      expect(last.detail).toContain(`${links.length} articles`);
      expect(await ring(() => false)).toMatchObject({ state: 'ok' });
      expect(new Set(filed)).toEqual(new Set(links));
      expect(filed).toHaveLength(links.length);
    });
  });
});
