/** What readers cost the Worker: single answers beside a bare "hello", and the first answers of a fresh isolate. */
import { table, whole } from '../table.ts';
import {
  type AnswerCost,
  answerCosts,
  type Cost,
  type Throughput,
  throughputBesideHello,
  workerRoundCost,
} from './answers.ts';
import { documentsOf, type Fresh, freshAnswers, ofFreshWorker } from './fresh-isolate.ts';
import type { RunningWorker } from './workerd.ts';

export interface ServingReport {
  readonly serving: readonly AnswerCost[];
  /** The Worker's own part of a round. */
  readonly workerAlone: Cost | undefined;
  readonly throughput: readonly Throughput[];
  readonly fresh: readonly Fresh[];
}

/** `worker` must have filed and published. */
export async function measureServing(worker: RunningWorker): Promise<ServingReport> {
  const documents = await documentsOf(worker);
  const story = [...documents.keys()].find((key) => key.startsWith('story/'));
  const serving = await answerCosts(worker, story?.replace('story/', ''));
  const alone = await workerRoundCost(worker);
  const throughput = await ofFreshWorker(documents, throughputBesideHello);
  return { serving, workerAlone: alone, throughput, fresh: await freshAnswers(documents) };
}

export function printServing({ serving, throughput, fresh }: ServingReport): string {
  const ms = (n: number) => n.toFixed(2);
  const head = ['bytes', 'first', 'median', 'worst of 100', '304', 'worst', "KV alone's worst", "hello's worst"];
  return [
    table(
      ['serving, CPU ms', ...head],
      serving.map((s) => [
        s.path,
        whole(s.bytes),
        ...[
          s.first,
          s.full.median,
          s.full.worst,
          s.notModified.median,
          s.notModified.worst,
          s.kvWorst,
          s.helloWorst,
        ].map(ms),
      ]),
    ),
    table(
      ['a fresh isolate, CPU ms', 'first answer', 'second'],
      fresh.map((f) => [f.path, ms(f.first), ms(f.second)]),
    ),
    table(
      ['requests a second of CPU', 'requests', '× hello'],
      throughput.map((t) => [t.name, whole(t.perSecond), t.timesHello.toFixed(2)]),
    ),
  ].join('\n\n');
}
