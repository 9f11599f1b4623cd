/** A fault at any step loses no item of the feed and changes no id or date. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import type { Env } from '../../src/env.ts';
import type { FetchResult, Validators } from '../../src/outlet/fetch/fetch-result.ts';
import { TEXT_EDITS_PER_DAY_MAX } from '../../src/outlet/items/select.ts';
import { openStore } from '../../src/outlet/store.ts';
import { type TickPorts, tickOutlet } from '../../src/outlet/tick.ts';
import { type Entry, rss, stories } from './feed.ts';
import { HOUR, NOW, settingsFor } from './subject.ts';

const FEED = 'https://alwaha.example/feed.xml';

type Fault =
  | 'none'
  | 'fetch fails'
  | 'not a feed'
  /** The index refuses the n-th batch of this tick. */
  | 'first batch refused'
  | 'second batch refused'
  /** It accepts, and the answer is lost on the way. */
  | 'answer lost'
  /** The object dies after the index accepted and before anything is recorded. */
  | 'crash before record';

interface Step {
  readonly added: number;
  readonly edited: boolean;
  readonly fault: Fault;
}

const FAULTS: readonly Fault[] = [
  'none',
  'fetch fails',
  'not a feed',
  'first batch refused',
  'second batch refused',
  'answer lost',
  'crash before record',
];

const steps = fc.array(
  fc.record<Step>({
    // Fifty-five make two batches.
    added: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0, 1, 2) }, { weight: 1, arbitrary: fc.constant(55) }),
    edited: fc.boolean(),
    fault: fc.constantFrom(...FAULTS),
  }),
  { minLength: 1, maxLength: 8 },
);

class World {
  entries: readonly Entry[] = [];
  version = 0;
  now = NOW;
  readonly accepted = new Map<string, Article>();

  change({ added, edited }: Step): void {
    if (added === 0 && !edited) return;
    this.version++;
    this.entries = [...stories(added, this.now, this.entries.length), ...this.entries].map((one, i) =>
      edited && i === 0 ? { ...one, description: `${one.description} تحديث ${'م'.repeat(this.version)}` } : one,
    );
  }

  ports(fault: Fault, storage: DurableObjectStorage): TickPorts {
    const store = openStore(storage);
    let batches = 0;
    return {
      fetch: async (_, validators) => this.answer(fault, validators),
      file: async (batch) => {
        batches++;
        if (fault === `${batches === 1 ? 'first' : 'second'} batch refused`) throw new Error('refused');
        for (const one of batch) this.take(one);
        if (fault === 'answer lost') throw new Error('answer lost');
        return { filed: batch.length };
      },
      store: fault === 'crash before record' ? { ...store, accept: crash, save: crash } : store,
    };
  }

  answer(fault: Fault, validators: Validators | undefined): FetchResult {
    if (fault === 'fetch fails') return { kind: 'failed', reason: 'silent', timeoutMs: 25_000 };
    const etag = `"${this.version}"`;
    if (fault !== 'not a feed' && validators?.etag === etag) return { kind: 'not-modified', freshForMs: 0 };
    const text = fault === 'not a feed' ? '<html><title>x</title></html>' : rss(this.entries);
    const rest = { contentType: 'text/xml', url: FEED, freshForMs: 0, warnings: [] };
    return {
      kind: 'body',
      bytes: new TextEncoder().encode(text),
      validators: { url: FEED, etag, lastModified: undefined },
      ...rest,
    };
  }

  /** As the index does: the first filing of an id decides its date. */
  take(article: Article): void {
    const before = this.accepted.get(article.id);
    if (before !== undefined) expect(article.published).toBe(before.published);
    this.accepted.set(article.id, article);
  }
}

function crash(): never {
  throw new Error('the object died');
}

it('an item is filed once it stood in a feed that could be read, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (schedule) => {
      const world = new World();
      const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
      await runInDurableObject(stub, async (_, { storage }) => {
        const ring = (fault: Fault) =>
          tickOutlet(settingsFor(FEED), world.now, true, world.ports(fault, storage)).catch(() => undefined);
        for (const step of schedule) {
          world.change(step);
          await ring(step.fault);
          world.now += HOUR;
        }
        await ring('none');
        const filed = [...world.accepted.values()].map((one) => one.url).sort();
        expect(filed).toEqual(world.entries.map((one) => one.link).sort());
        for (const one of world.entries) {
          const article = [...world.accepted.values()].find(({ url }) => url === one.link);
          if (schedule.filter((step) => step.edited).length <= TEXT_EDITS_PER_DAY_MAX)
            expect(article?.summary).toBe(one.description);
        }
        // And all is quiet then.
        const sent = world.accepted.size;
        expect(await ring('none')).toMatchObject({ outcome: 'unchanged', status: { state: 'ok' } });
        expect(world.accepted.size).toBe(sent);
      });
    }),
    { seed: 20261122, numRuns: Math.min(200, Number(process.env.FAULTS_RUNS)) },
  );
}, 600_000);
