/** Runs schedules, each in its own world, all in the one object of a test. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Step } from './step.ts';
import { createWorld, type World } from './world.ts';

export type Live = (plan: readonly Step[]) => Promise<World>;

/** `clock.now` is what Date.now returns. */
export function inOneObject(clock: { now: number }, run: (live: Live) => Promise<void>): Promise<void> {
  const stub = env.STORY_INDEX.getByName(`schedules-${crypto.randomUUID()}`) as unknown as DurableObjectStub;
  return runInDurableObject(stub, (_, state) =>
    run(async (plan) => {
      const world = await createWorld(state, clock);
      for (const step of plan) await world.take(step);
      await world.calm();
      return world;
    }),
  );
}

/** Minutes a schedule waits in all. */
export function waited(plan: readonly Step[]): number {
  return plan.reduce((sum, step) => sum + (step.do === 'wait' ? step.minutes : 0), 0);
}
