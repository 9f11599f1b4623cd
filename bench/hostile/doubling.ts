/**
 * Looks for code that takes more than linear time, which no checker of patterns sees: runs each pure entry on texts of one shape
 * that double, and tells those whose time grows by more than it should.
 * usage: node bench/hostile/doubling.ts [ENTRY]
 */
import { table } from '../table.ts';
import { ENTRIES, madeOf, SHAPES } from './attacks.ts';

/** Characters of the shortest and the longest text. */
const FROM = 16_000;
const DOUBLINGS = 3;
/** Below this many ms a ratio says nothing. */
const NOISE_MS = 30;
/** What linear code stays under: twice the time for twice the text, and as much again over all for the memory it needs. */
const growthMax = (doublings: number) => 2 ** doublings * 2.5;

const only = process.argv[2];
const rows: string[][] = [];
let tried = 0;
let slowest = ['', 0] as readonly [string, number];
for (const [entry, run] of Object.entries(ENTRIES)) {
  if (only !== undefined && only !== entry) continue;
  for (const shape of SHAPES) {
    tried++;
    const times = [];
    for (let i = 0; i <= DOUBLINGS; i++) {
      const text = madeOf(shape, FROM * 2 ** i);
      const begun = process.cpuUsage().user;
      run(text);
      times.push((process.cpuUsage().user - begun) / 1_000);
      if ((times.at(-1) ?? 0) > 5_000) break;
    }
    const last = times.at(-1) ?? 0;
    if (last > slowest[1]) slowest = [`${entry} ${JSON.stringify(shape[0])}`, last];
    if (last > NOISE_MS && last / Math.max(times[0] ?? 0, 1) > growthMax(times.length - 1))
      rows.push([`${entry} ${JSON.stringify(shape[0])}`, ...times.map((ms) => ms.toFixed(0))]);
  }
}
console.log(
  table(['entry and shape', ...Array.from({ length: DOUBLINGS + 1 }, (_, i) => `${(FROM * 2 ** i) / 1_000}k`)], rows),
);
console.log(
  `${tried} runs of ${DOUBLINGS + 1} lengths; the slowest single one took ${slowest[1].toFixed(0)} ms: ${slowest[0]}`,
);
