/** The ledger: what a day of news uses of the free plan, and what it would cost on the paid plan. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUTLETS_AT_ONCE } from '../../src/outlet/poll-all.ts';
import { type BenchArticle, readArticles } from '../articles.ts';
import { newsStream, type Vocabulary } from '../made-up-news.ts';
import { table, whole } from '../table.ts';
import type { Counts, Invocation, InvocationKind } from './counts.ts';
import { type DayLedger, recordLastDay, servingAfter } from './day.ts';
import { outletFeeds } from './outlet-feeds.ts';
import {
  CPU_MS_MAX,
  dollarsAMonth,
  EXTERNAL_SUBREQUESTS_MAX,
  OBJECT_CPU_MS_MAX,
  PRICES,
  type Resource,
} from './plan.ts';
import { printServing, type ServingReport } from './serving.ts';

const OUTLETS = 25;
/** A Monday. The figures do not depend on today's date. */
const START = Date.UTC(2026, 2, 2);
/** Wall time of one poll, s, with a slow server. Objects are billed for it at 128 MB. */
const POLL_SECONDS = 1.5;
const OBJECT_GB = 0.128;

/** Days to replay; the last one is recorded. */
interface NewsDays {
  readonly name: string;
  readonly days: readonly (readonly BenchArticle[])[];
}

/**
 * The days in DIR: 6 August of the Saudi papers and 9 May of the pan-Arab outlets, each after days that fill the
 * index.
 */
export function realDays(dir: string): readonly NewsDays[] {
  const of = (name: string, file: string, days: readonly (string | undefined)[]): NewsDays[] => {
    const path = join(dir, file);
    if (!existsSync(path)) return [];
    const byDay = Map.groupBy(readArticles(path), (article) => article.published.slice(0, 10));
    return [{ name, days: days.map((day) => (day === undefined ? [] : (byDay.get(day) ?? []))) }];
  };
  return [
    // The first day is pruned on the last one, so that pruning is counted.
    ...of('Saudi papers, 6 August 2015', 'snn-background.jsonl.gz', [
      '2015-08-01',
      undefined,
      '2015-08-02',
      undefined,
      '2015-08-04',
      '2015-08-06',
    ]),
    ...of('pan-Arab outlets, 9 May 2018', 'ant-background.jsonl.gz', [
      '2018-05-04',
      '2018-05-05',
      '2018-05-06',
      '2018-05-07',
      '2018-05-08',
      '2018-05-09',
    ]),
  ];
}

/** Six days of made-up news, for those without real articles. */
export function madeUpDays(words: Vocabulary): NewsDays {
  const articles = [...newsStream(words, 600, START)];
  return { name: 'made-up news', days: [articles.slice(0, 300), [], [], [], [], articles.slice(300)] };
}

export interface Ledger {
  readonly name: string;
  readonly articles: number;
  readonly failures: number;
  readonly daily: Record<Resource, number>;
  readonly storedBytes: number;
  readonly residentBytes: number | undefined;
  readonly externalMax: number;
  readonly cpu: Record<
    string,
    { readonly calls: number; readonly p50: number; readonly p99: number; readonly worst: number }
  >;
  readonly readers: ServingReport;
  readonly by: DayLedger['counts'];
  readonly dollars: Record<25 | 250 | 2500, number>;
}

export async function ledgerOf({ name, days }: NewsDays): Promise<Ledger> {
  const lastDay = await recordLastDay(outletFeeds(days, START, OUTLETS), START, days.length);
  const { counts, invocations } = lastDay;
  const sum = (key: keyof Counts) => counts.worker[key] + counts.outlets[key] + counts.index[key];
  const rounds = invocations.filter((i) => i.kind === 'round');
  const daily: Record<Resource, number> = {
    workerRequests: rounds.length,
    workerCpuMs: invocations.reduce((ms, i) => ms + (i.cpuMs ?? 0), 0),
    kvReads: sum('kvReads'),
    kvWrites: sum('kvWrites'),
    objectRequests: sum('objectRequests'),
    // The outlets, and the object that waits while some of them are polled at once.
    objectGbSeconds:
      (sum('external') + rounds.length * Math.ceil(OUTLETS / OUTLETS_AT_ONCE)) * POLL_SECONDS * OBJECT_GB,
    rowsRead: sum('rowsRead'),
    rowsWritten: sum('rowsWritten'),
  };
  const storedBytes = lastDay.bytes.index + lastDay.bytes.outlets;
  const dollars = (times: number) =>
    dollarsAMonth(
      Object.fromEntries(Object.entries(daily).map(([k, v]) => [k, v * times])) as Record<Resource, number>,
      storedBytes * times,
    );
  return {
    name,
    articles: lastDay.filed,
    failures: lastDay.failed.length,
    daily,
    storedBytes,
    residentBytes: lastDay.residentBytes,
    externalMax: Math.max(0, ...invocations.map((i) => i.external)),
    cpu: cpuBy(invocations),
    readers: lastDay.readers,
    by: counts,
    dollars: { 25: dollars(1), 250: dollars(10), 2500: dollars(100) },
  };
}

/** Measures readers only, after the last two days. */
export function servingOf({ days }: NewsDays): Promise<ServingReport> {
  const last = days.slice(-2);
  return servingAfter(outletFeeds(last, START, OUTLETS), START, last.length);
}

const SAID: Record<InvocationKind, string> = { round: 'Worker', tick: 'Outlet', index: 'StoryIndex' };

function cpuBy(invocations: readonly Invocation[]): Ledger['cpu'] {
  const groups = Map.groupBy(
    invocations.filter((i) => i.cpuMs !== undefined),
    (i) => `${SAID[i.kind]}.${i.name}`,
  );
  return Object.fromEntries(
    [...groups].map(([name, all]) => {
      const ms = all.map((i) => i.cpuMs ?? 0).sort((a, b) => a - b);
      const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(share * ms.length))] ?? 0;
      return [name, { calls: ms.length, p50: at(0.5), p99: at(0.99), worst: ms.at(-1) ?? 0 }];
    }),
  );
}

export function printLedger(ledger: Ledger): string {
  const { daily } = ledger;
  const used = (Object.keys(PRICES) as Resource[]).map((name) => {
    const { free } = PRICES[name];
    const share = Number.isFinite(free) ? `${((100 * daily[name]) / free).toFixed(1)} %` : '';
    return [name, whole(daily[name]), Number.isFinite(free) ? whole(free) : 'per call', share];
  });
  const ms = (n: number) => n.toFixed(2);
  // In a real round the Worker's share includes SQLite's work after its objects answered, so it is measured alone.
  const cpu = Object.entries(ledger.cpu).map(([name, c]) => {
    const limit = name.startsWith('Worker') ? CPU_MS_MAX : OBJECT_CPU_MS_MAX;
    return [name, whole(c.calls), ms(c.p50), ms(c.p99), ms(c.worst), whole(limit)];
  });
  const { workerAlone } = ledger.readers;
  if (workerAlone) {
    cpu.push(['Worker.scheduled alone', '100', ms(workerAlone.median), '', ms(workerAlone.worst), whole(CPU_MS_MAX)]);
  }
  const resident =
    ledger.residentBytes === undefined
      ? ''
      : `, the process (workerd, Worker, all objects and the local KV) ${mb(ledger.residentBytes)} resident`;
  return [
    `${ledger.name}: ${OUTLETS} outlets, ${ledger.articles} articles filed, ${ledger.failures} failures`,
    table(['a day', 'used', 'free plan', 'share'], used),
    `external subrequests of one invocation: at most ${ledger.externalMax} of ${EXTERNAL_SUBREQUESTS_MAX}; stored ${mb(ledger.storedBytes)}${resident}`,
    table(['CPU ms', 'calls', 'p50', 'p99', 'worst', 'limit'], cpu),
    printServing(ledger.readers),
    `paid plan, dollars a month: ${Object.entries(ledger.dollars)
      .map(([n, d]) => `${n} outlets ${d.toFixed(2)}`)
      .join(', ')}`,
  ].join('\n\n');
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
