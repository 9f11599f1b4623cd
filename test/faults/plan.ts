/** Random schedules, and how often each kind of step occurs. */
import fc from 'fast-check';
import type { Step } from './step.ts';

const pick = fc.nat(1_000_000);
const outlet = fc.nat(2);

/** Steps by weight. Gates succeed more often than they fail, because otherwise nothing would get far enough to break. */
const weighted: readonly (readonly [number, fc.Arbitrary<Step>])[] = [
  [
    7,
    fc.record({
      do: fc.constant('news' as const),
      outlet,
      change: fc.constantFrom(
        'gain',
        'gain',
        'gain',
        'edit',
        'edit',
        'rewrite',
        'drop',
        'return',
        'reguid',
        'twice',
        'move',
      ),
      pick,
    }),
  ],
  [6, fc.record({ do: fc.constant('cron' as const), force: fc.boolean() })],
  [5, fc.record({ do: fc.constant('tick' as const), outlet })],
  [4, fc.record({ do: fc.constant('publish' as const) })],
  [2, fc.record({ do: fc.constant('alarm' as const), twice: fc.boolean() })],
  [12, fc.record({ do: fc.constant('go' as const), pick, fate: fc.constantFrom('done', 'refused', 'unanswered') })],
  [9, fc.record({ do: fc.constant('flow' as const), gates: fc.integer({ min: 1, max: 7 }) })],
  [4, fc.record({ do: fc.constant('kill' as const), pick, arrives: fc.boolean() })],
  [1, fc.record({ do: fc.constant('break-alarm' as const) })],
  [2, fc.record({ do: fc.constant('merge' as const), one: pick, other: pick })],
  [2, fc.record({ do: fc.constant('split' as const), pick, articles: fc.nat(63) })],
  [1, fc.record({ do: fc.constant('lead' as const), pick, article: fc.nat(6) })],
  [1, fc.record({ do: fc.constant('republish' as const) })],
  [1, fc.record({ do: fc.constantFrom('rename' as const, 'unlist' as const, 'relist' as const), outlet })],
  [3, fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 10, 30, 120) })],
  [1, fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(26 * 60, 5 * 24 * 60, 6 * 24 * 60) })],
];

/** The news a schedule opens with. */
const openingOf = (minLength: number, maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.record({ do: fc.constant('news' as const), outlet, change: fc.constant('gain' as const), pick }), {
    minLength,
    maxLength,
    size: 'max',
  });

export const opening = openingOf(2, 7);

const ROUND: readonly Step[] = [
  { do: 'cron', force: true },
  { do: 'flow', gates: 60 },
];

/** A morning's news is in KV and more has arrived, so that further decisions change what readers have. */
export const busyOpening: fc.Arbitrary<readonly Step[]> = fc
  .tuple(openingOf(5, 9), openingOf(3, 6))
  .map(([morning, noon]) => [...morning, ...ROUND, ...noon, { do: 'wait', minutes: 20 }]);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary }))),
  {
    minLength: 6,
    maxLength: 36,
    size: 'max',
  },
);
