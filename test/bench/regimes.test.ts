import { describe, expect, it } from 'vitest';
import { driftOf } from '../../bench/accuracy/drift.ts';
import { judgeRuns, meanOf } from '../../bench/accuracy/judge-runs.ts';
import { labelledSet } from '../../bench/accuracy/labelled-sets.ts';
import { REGIMES, runsOf, storiesOf } from '../../bench/accuracy/regimes.ts';
import { replay } from '../../bench/accuracy/replay.ts';
import type { BenchArticle } from '../../bench/articles.ts';
import { newsStream, vocabulary } from '../../bench/made-up-news.ts';
import { samplesOf } from '../../bench/training/samples.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import type { Model } from '../../src/clustering/model.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-18T00:00:00Z');
const news = [...newsStream(vocabulary(), 80, 0)];

function articles(source: string, from: number, to: number, hours: number, start = START): BenchArticle[] {
  return news.slice(from, to).map((article, i) => {
    const published = new Date(start + i * hours * HOUR_MS).toISOString();
    return { ...article, id: `${source}-${from + i}`, source: `${source}-${i % 3}`, published };
  });
}

const none = { stories: [], copies: [], unsure: [] };
const dated = labelledSet('ant-days', articles('a', 0, 20, 3), none);
const crawled = labelledSet('snn-day', articles('s', 20, 50, 0.01, START + 300 * HOUR_MS), none);
const one = articles('a', 0, 3, 8);
/** Three articles, and each once more by another outlet. */
const told = labelledSet(
  'ant-told',
  one.flatMap((article) => [article, { ...article, id: `${article.id}-b`, source: 'b' }]),
  { ...none, stories: one.map(({ id }) => [id, `${id}-b`]) },
);
const backgrounds = [
  { name: 'ant-background', articles: articles('a', 50, 65, 2, START - 30 * HOUR_MS) },
  { name: 'snn-background', articles: articles('s', 65, 80, 0.01, START + 400 * HOUR_MS) },
];

describe('labelled sets in the circumstances of a service', () => {
  it.each(REGIMES)('%s: every article of a set arrives once, in order of time', (regime) => {
    for (const { arriving, sets } of runsOf(regime, [dated, crawled], backgrounds, 'full')) {
      expect(arriving.map(({ published }) => published)).toEqual(arriving.map(({ published }) => published).sort());
      expect(sets.flatMap(({ places }) => places).toSorted((a, b) => a - b)).toEqual(arriving.map((_, i) => i));
      for (const { set, places } of sets) {
        expect(places.map((at) => arriving[at]?.publisher)).toEqual(set.articles.map(({ source }) => source));
      }
    }
  });

  it('an index holds nothing when it is cold, else what appeared before', () => {
    const held = (regime: (typeof REGIMES)[number]) =>
      runsOf(regime, [dated, crawled], backgrounds, 'full').map(({ before }) => before.documentFrequencies().documents);
    expect(held('cold')).toEqual([0, 0]);
    expect(held('warm')).toEqual([15, 15]);
    expect(held('mixed')).toEqual([30]);
  });

  it('spreads a crawl over its day, among the other set where they are mixed', () => {
    const [run] = runsOf('mixed', [dated, crawled], backgrounds, 'full');
    const times = (run?.sets[1]?.places ?? []).map((at) => run?.arriving[at]?.published ?? 0);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(20 * HOUR_MS);
    expect(times[0]).toBe(START + 24 * HOUR_MS);
  });

  it('a cold run decides as a replay does, and may be filed again', () => {
    const [run] = runsOf('cold', [dated], backgrounds, 'full');
    if (!run) throw new Error('No run.');
    const [stories = []] = storiesOf(run);
    const first = stories.map((story) => stories.indexOf(story));
    expect(first).toEqual(replay(dated.filed.full).stories);
    expect(storiesOf(run)).toEqual([stories]);
  });

  it('takes pairs for fitting from every set of a run, but none across sets', () => {
    const [ofOne, ofOther] = runsOf('mixed', [told, crawled], backgrounds, 'feed').flatMap(samplesOf);
    expect([ofOne?.set.name, ofOther?.set.name]).toEqual(['ant-told', 'snn-day']);
    expect(ofOne?.samples.filter(({ same }) => same)).toHaveLength(3);
    expect(ofOne?.samples.length).toBeLessThanOrEqual((6 * 5) / 2);
  });

  it('judges each set in every run it stands in and by its own model, and counts it once in a mean', () => {
    const runs = runsOf('mixed', [told, dated, crawled], backgrounds, 'feed').map(
      (run) => ({ regime: 'mixed', view: 'feed', run }) as const,
    );
    const joinsAll: Model = { ...FITTED_MODEL, bias: FITTED_MODEL.bias + 100 };
    const asShipped = judgeRuns(runs);
    const judged = judgeRuns(runs, (set) => (set === told ? joinsAll : undefined));
    expect(judged.map(({ set }) => set.name)).toEqual(['ant-told', 'snn-day', 'ant-days', 'snn-day']);
    expect(judged[0]?.precision).toBeLessThan(asShipped[0]?.precision ?? 0);
    expect(judged.slice(1)).toEqual(asShipped.slice(1));
    expect(meanOf(judged, ({ set }) => (set === crawled ? 3 : 0))).toBe(1);
  });

  it('says how much the scores of pairs of one story differ between a filled index and a new one', () => {
    const [drift] = driftOf([told], backgrounds, 'full');
    expect(drift?.set).toBe(told);
    expect(drift?.size).toBeGreaterThanOrEqual(Math.abs(drift?.mean ?? 0));
    expect(drift?.size).toBeLessThan(1);
  });
});
