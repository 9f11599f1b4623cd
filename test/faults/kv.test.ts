/** Readers in three locations of a KV that is late and fails, while news goes on: they may see an older feed, never a broken or empty one. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChance } from '../../bench/soak/chance.ts';
import type { Env } from '../../src/env.ts';
import { decodeFront } from '../../src/render/front-snapshot.ts';
import { StoryIndex } from '../../src/story-index/story-index.ts';
import { readFront } from '../../src/web/data/document-repository.ts';
import { readFollowedStory } from '../../src/web/data/followed.ts';
import { article } from '../builders.ts';
import { tell } from './events.ts';
import { createStaleKv } from './stale-kv.ts';
import { createWitness } from './witness.ts';

const MANNERS = ['copied', 'cut', 'anew'] as const;
let now = Date.now();
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  for (const level of ['log', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

/** `indexFails`: share of the readers' own calls to the index that fail. */
function newsroom(seed: number, indexFails: number) {
  const stub = env.STORY_INDEX.getByName(`kv-${seed}-${indexFails}`) as unknown as DurableObjectStub;
  return runInDurableObject(stub, async (_, state) => {
    const chance = createChance(seed);
    const kv = createStaleKv(() => now, 0.05, seed);
    const index = new StoryIndex(state, { STORIES: kv.writer } as unknown as Env);
    const witness = createWitness();
    const asked = async <T>(answer: () => Promise<T>): Promise<T> => {
      if (chance.of(indexFails)) throw new Error('Durable Object is overloaded.');
      return answer();
    };
    const distant = {
      front: () => asked(() => index.front()),
      story: (id: string) => asked(() => index.story(id)),
      followUps: (id: string) => asked(() => index.followUps(id)),
    };
    const places = ['Amman', 'Tunis', 'Doha'].map(
      (name) => ({ STORIES: kv.place(name), STORY_INDEX: { getByName: () => distant } }) as unknown as Env,
    );
    const seen = { fronts: 0, stories: 0, unavailable: 0 };
    let filed = 0;
    for (let step = 0; step < 120; step++) {
      if (chance.of(0.3)) {
        const told = tell(chance.below(7), chance.pick(MANNERS));
        await index.file([
          article(chance.pick(['marfa', 'waha', 'ufuq']), told, ++filed, { seen: now, published: now }),
        ]);
      }
      if (chance.of(0.4)) await index.publish();
      now += chance.pick([200, 900, 5_000, 61_000]);
      const place = places[chance.below(places.length)] as Env;
      const front = await readFront(place);
      if (front.kind !== 'sealed') seen.unavailable++;
      else {
        seen.fronts++;
        witness.front(front.document.document());
        if (filed > 0) expect(front.document.entries().length).toBeGreaterThan(0);
      }
      for (const id of [...witness.ids].slice(0, 8)) {
        const read = await readFollowedStory(place, id);
        if (read.kind === 'unavailable') seen.unavailable++;
        else if (read.kind === 'story') {
          seen.stories++;
          expect(read.document.articles.length, `articles of ${id}`).toBeGreaterThan(0);
          witness.story(read.document);
        } else expect(read.kind, `${id} was served before`).toBe('moved');
      }
    }
    // Once KV works and a minute has gone by, every location reads what the index holds.
    for (let n = 0; n < 20 && (await index.publish()).left > 0; n++) now += 2_000;
    now += 61_000;
    const { value, metadata } = await index.front();
    const truth = decodeFront(new TextEncoder().encode(value), metadata).document();
    for (const place of places) {
      let front = await readFront(place);
      while (front.kind !== 'sealed') front = await readFront(place);
      expect(front.document.document()).toEqual(truth);
    }
    return { witness, faults: kv.faults, seen };
  });
}

describe('readers of a KV that is late, refuses and fails', () => {
  it.each(Number(process.env.FAULTS_RUNS) >= 1000 ? [1, 5] : [5])(
    'always read a whole document with stable guids and dates (seed %i)',
    async (seed) => {
      const { witness, faults, seen } = await newsroom(seed, 0);
      expect(witness.faults).toEqual([]);
      expect(seen.unavailable).toBe(0);
      expect(seen.stories).toBeGreaterThan(50);
      expect(Math.min(faults.failed, faults.stale, faults.refused)).toBeGreaterThan(0);
    },
  );

  it('get 503 with Retry-After, never an empty or broken feed, when the index fails as well', async () => {
    const { witness, seen } = await newsroom(4, 0.3);
    expect(witness.faults).toEqual([]);
    expect(seen.unavailable).toBeGreaterThan(0);
    expect(seen.fronts).toBeGreaterThan(seen.unavailable);
  });
});
