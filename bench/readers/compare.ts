/** Counts which expectations each reader meets on the samples: every item's title, link and date, the number of items, the cut. */
import { table } from '../table.ts';
import { READERS, type ReadItem, type Reading } from './readers.ts';
import { type ExpectedItem, SAMPLES, type Sample, SITE } from './samples.ts';

interface Outcome {
  readonly met: number;
  readonly of: number;
  /** What was lost, in a few words; '' when every expectation is met. */
  readonly lost: string;
}

export interface Comparison {
  readonly readers: readonly string[];
  /** One outcome a reader, in the order of `readers`. */
  readonly samples: readonly { readonly kind: string; readonly outcomes: readonly Outcome[] }[];
}

export async function compareReaders(): Promise<Comparison> {
  const samples = [];
  for (const sample of SAMPLES) {
    const outcomes: Outcome[] = [];
    for (const reader of READERS) outcomes.push(judged(sample, await reader.read(sample)));
    samples.push({ kind: sample.kind, outcomes });
  }
  return { readers: READERS.map(({ name }) => name), samples };
}

const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim();

function absolute(link: string | undefined): string | undefined {
  return link !== undefined && URL.canParse(link.trim(), SITE) ? new URL(link.trim(), SITE).href : undefined;
}

function judged({ items, cut }: Sample, reading: Reading): Outcome {
  const read = reading.items.map((item) => ({ ...item, title: oneLine(item.title), link: absolute(item.link) }));
  const missed = { title: 0, link: 0, date: 0 };
  let absent = 0;
  for (const [i, expected] of items.entries()) {
    const found = counterpart(expected, read, i);
    if (found === undefined) absent++;
    if (found?.title !== expected.title) missed.title++;
    if (found?.link !== expected.link) missed.link++;
    if (found?.published !== expected.published || found === undefined) missed.date++;
  }
  const wrongNumber = read.length !== items.length;
  const unreported = cut && !reading.reported;
  const failures = missed.title + missed.link + missed.date + Number(wrongNumber) + Number(unreported);
  const of = 3 * items.length + 1 + Number(cut);
  const lost: string[] = [];
  if (read.length === 0) lost.push('all');
  else if (absent > 0) lost.push(absent === 1 ? 'an item' : `${absent} items`);
  if (read.length > items.length) lost.push('invents an item');
  for (const field of ['title', 'link', 'date'] as const) if (missed[field] > absent) lost.push(field);
  if (unreported) lost.push('the cut');
  return { met: of - failures, of, lost: lost.join(', ') };
}

/** The item read that has the expected link or title, else the one in the same place unless it is another expected item. */
function counterpart(expected: ExpectedItem, read: readonly ReadItem[], place: number): ReadItem | undefined {
  return (
    read.find(({ link }) => link === expected.link) ??
    read.find(({ title }) => title === expected.title) ??
    (read[place]?.published === expected.published ? read[place] : undefined)
  );
}

export function printComparison({ readers, samples }: Comparison): string {
  const totals = readers.map((name, i) => {
    const all = samples.flatMap(({ outcomes }) => outcomes[i] ?? []);
    const sum = (of: (outcome: Outcome) => number) => all.reduce((total, outcome) => total + of(outcome), 0);
    const perfect = all.filter(({ lost, met, of }) => lost === '' && met === of).length;
    const share = (100 * sum(({ met }) => met)) / sum(({ of }) => of);
    return [
      name,
      `${sum(({ met }) => met)} of ${sum(({ of }) => of)}`,
      share.toFixed(1),
      `${perfect} of ${all.length}`,
    ];
  });
  return [
    table(['reader', 'expectations met', '%', 'samples read as meant'], totals),
    table(
      ['what each loses', ...readers],
      samples.map(({ kind, outcomes }) => [kind, ...outcomes.map(({ lost }) => lost || '–')]),
    ),
  ].join('\n\n');
}
