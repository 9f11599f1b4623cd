/**
 * Whatever happens in whatever order, with KV and the receiver failing and the object ending in between: in the end KV holds of a watch
 * what the index would answer, and each story that it holds was told.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Slice, WHOLE } from '../../../src/documents/slice.ts';
import { DEFAULT_LOCALIZED } from '../../../src/localization/localization.ts';
import type { SealedMetadata } from '../../../src/render/sealed-value.ts';
import { decodeWatch } from '../../../src/render/watch-snapshot.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { deliverAlerts } from '../../../src/story-index/watches/deliver-alerts.ts';
import { article, outletSettings } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const OUTLETS = ['rawda', 'nabaa', 'sahil', 'waha'];
/** Four outlets tell three stories. */
const ARTICLES = [QUAKE, MALI, SAQQARA].flatMap((told, s) =>
  OUTLETS.map((outlet, o) => article(outlet, told[o % 2] ?? told[0], 10 * s + o, { id: `s${s}${outlet}` })),
);
const WATCHED: readonly Slice[] = [
  { ...WHOLE, q: 'ميندورو OR سقارة' },
  { ...WHOLE, outlets: ['nabaa'], publishers: 2 },
  { ...WHOLE, q: '-ضحايا', notOutlets: ['rawda'] },
];
const URL = 'https://receiver.example.org/';
const SECRET = `whsec_${btoa('a secret of thirty-two bytes ok!')}`;

/** A takedown publishes by itself, and so delivers: to a receiver that cannot be reached. */
beforeAll(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('No network.')));
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const which = fc.nat({ max: ARTICLES.length - 1 });
const Step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('file' as const), article: which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      article: which,
      words: fc.constantFrom('سقارة', 'ضحايا', 'خبر'),
    }),
  },
  fc.record({ do: fc.constant('merge' as const), article: which, into: which }),
  fc.record({ do: fc.constant('split' as const), article: which }),
  fc.record({ do: fc.constant('takeDown' as const), article: which }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), fails: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), how: fc.constantFrom('taken', 'refused', 'ends') }),
  },
);

it('documents agree with the index, and every story is told, once but for an object that ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 6, maxLength: 24 }), async (steps) => {
      const index = freshIndex();
      await index.replaceOutlets(OUTLETS.map((id) => outletSettings(id)));
      await index.file([
        article('other', SAQQARA[0], 500, { id: 'other', title: 'شيء', unmerged: true, passages: [] }),
      ]);
      for (const [i, slice] of WATCHED.entries()) {
        const alert = {
          url: URL,
          format: 'json',
          enters: true,
          publishers: 2,
          secret: SECRET,
          chat: undefined,
          origin: 'https://a.example',
        } as const;
        await index.addWatch({ name: `w${i}`, slice, alert });
      }
      const kv = kvDouble();
      // A takedown publishes by itself, to the KV of the object.
      await sqlOf(index, (_, __, instance) => {
        const own = instance as unknown as { env: Cloudflare.Env };
        own.env = { ...own.env, STORIES: kv.kv };
      });
      let now = Date.now() + HOUR_MS;
      const got: string[] = [];
      let ended = 0;
      const deliver = (how: string) =>
        sqlOf(index, (sql) => {
          const done = deliverAlerts(
            sql,
            now,
            { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED },
            async (_, init) => {
              if (how === 'refused') return new Response('', { status: 500 });
              got.push((init.headers as Record<string, string>)['webhook-id'] ?? '');
              if (how === 'taken') return new Response('');
              ended++;
              return new Promise<Response>(() => {});
            },
          );
          return how === 'ends' ? undefined : done;
        });
      const publish = (fails: boolean) => {
        kv.beforeWrite = () => {
          if (fails) throw new Error('KV is down');
        };
        return sqlOf(index, (_, storage) => publishChanges(storage, kv.kv, now));
      };
      const storyOf = async (id: string) => {
        const { stories } = await index.stories({ limit: 200, cursor: undefined, slice: WHOLE });
        return stories.find(({ articles }) => articles.some((a) => a.id === id))?.id ?? 'none';
      };
      for (const step of steps) {
        now += 20 * 60_000;
        const one = 'article' in step ? ARTICLES[step.article] : undefined;
        if (step.do === 'publish') await publish(step.fails);
        else if (step.do === 'deliver') await deliver(step.how);
        else if (!one) continue;
        else if (step.do === 'file') await index.file([one]);
        else if (step.do === 'edit') {
          await index.file([{ ...one, title: `${one.title} ${step.words}`, edited: one.seen + now }]);
        } else if (step.do === 'merge') {
          await index.merge(await storyOf(one.id), await storyOf(ARTICLES[step.into]?.id ?? ''));
        } else if (step.do === 'split') await index.split(await storyOf(one.id), [one.id]);
        else await index.takeDownArticle(one.id, '', false);
      }
      now += 2 * DAY_MS;
      await publish(false);
      for (let i = 0; i < 4; i++) {
        now += 3 * HOUR_MS;
        await deliver('taken');
      }
      for (const [i, slice] of WATCHED.entries()) {
        const name = `w${i}`;
        const value = new TextEncoder().encode(kv.values.get(`watch/${name}`) ?? '');
        const held = decodeWatch(value, kv.metadata.get(`watch/${name}`) as SealedMetadata).document();
        const { stories } = await index.stories({ limit: 60, cursor: undefined, slice });
        const read = (told: typeof stories) =>
          told.map((s) => [s.id, s.title, s.outlets, s.articles.map((a) => a.title)]);
        expect(read(held.stories)).toEqual(read(stories));
        const told = await sqlOf(index, (sql) =>
          sql
            .exec<{ id: string; state: string }>(
              `SELECT coalesce(m.id, s.id) AS id, state FROM alert JOIN story s ON s.id = alert.story
               LEFT JOIN story m ON m.number = s.merged_into WHERE watch = ? AND reason = 'entered'`,
              name,
            )
            .toArray(),
        );
        expect(told.map(({ state }) => state)).not.toContain('waiting');
        const known = new Set(told.map(({ id }) => id));
        for (const { id } of stories) if (id !== 'other') expect(known).toContain(id);
      }
      // An object that ended took its alerts along unrecorded: each such delivery may be repeated, and no other.
      expect(got.length - new Set(got).size).toBeLessThanOrEqual(ended);
    }),
    { numRuns: Math.min(100, Math.ceil(Number(process.env.FAULTS_RUNS) / 5)) },
  );
});
