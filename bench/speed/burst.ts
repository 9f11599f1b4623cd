/** Decisions while twenty outlets report one event within an hour: all reports are compared again with each. */
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { incomingArticles } from '../accuracy/replay.ts';
import type { BenchArticle } from '../articles.ts';
import { integersOf } from '../random.ts';

const EVENTS = 25;
const REPORTS = 20;
/** Minutes between two reports of one event. */
const APART = 3;
/** The events are told by articles spread evenly over so many of the last. */
const SPREAD = 1_000;
/** Each decision counts by its fastest turn: what else the machine does, and collecting garbage, hits others each time. */
const TURNS = 15;

export interface BurstTimes {
  /** Milliseconds a decision. */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** Mean over single reports of the same events, decided in the same index. */
  readonly alone: number;
}

/** The index holds all of `articles` before the first burst. */
export function timeBursts(articles: readonly BenchArticle[]): BurstTimes {
  const step = Math.max(1, Math.floor(Math.min(SPREAD, articles.length) / EVENTS));
  const told = articles.filter((_, i) => (articles.length - 1 - i) % step === 0).slice(-EVENTS);
  const filed = incomingArticles(articles, 'full');
  const filled = memoryIndex();
  for (const incoming of filed) filled.file(incoming);
  const last = Math.max(...filed.map(({ published }) => published));
  const random = integersOf(7);
  const bursts = told.map((article, event) =>
    Array.from({ length: REPORTS }, (_, n) => {
      const number = articles.length + 1 + event * REPORTS + n;
      return reportOf(article, articles[random(articles.length)] ?? article, number, last + n * APART * 60_000, random);
    }),
  );
  const fastest = bursts.map(() => new Float64Array(REPORTS).fill(Number.POSITIVE_INFINITY));
  const alone = new Float64Array(bursts.length).fill(Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < TURNS; turn++) {
    const index = filled.copy();
    bursts.forEach((reports, event) => {
      reports.forEach((report, n) => {
        // A fresh object, without memoized values.
        const incoming = { ...report, fingerprint: { ...report.fingerprint } };
        const before = performance.now();
        index.file(incoming);
        const took = performance.now() - before;
        const times = fastest[event];
        if (times) times[n] = Math.min(times[n] ?? took, took);
        if (n === 0) alone[event] = Math.min(alone[event] ?? took, took);
      });
    });
  }
  const all = fastest.flatMap((times) => [...times]).sort((a, b) => a - b);
  const at = (share: number) => all[Math.floor(share * (all.length - 1))] ?? 0;
  return { mean: mean(all), p50: at(0.5), p99: at(0.99), worst: at(1), alone: mean([...alone]) };
}

function mean(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
}

/** Another outlet's report: three quarters of the title's words, two thirds of the sentences, and two sentences of another article. */
function reportOf(
  { title, text }: BenchArticle,
  other: BenchArticle,
  number: number,
  published: number,
  random: (below: number) => number,
): IncomingArticle {
  const sentences = text.split(/(?<=[.؟!])\s+/).filter(() => random(3) > 0);
  const added = other.text.split(/(?<=[.؟!])\s+/).slice(0, 2);
  const written = {
    title:
      title
        .split(' ')
        .filter(() => random(4) > 0)
        .join(' ') || title,
    summary: '',
    paragraphs: [...sentences, ...added],
  };
  return {
    article: number,
    publisher: `burst ${number % REPORTS}`,
    published,
    fingerprint: fingerprintArticle(written).fingerprint,
  };
}
