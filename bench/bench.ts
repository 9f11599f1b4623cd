/** Speed, scale and cost, ours beside the baselines. */
import { commandLine, refuse } from '../cli/command-line.ts';
import { readArticles } from './articles.ts';
import { ledgerOf, madeUpDays, printLedger, realDays, servingOf } from './ledger/ledger.ts';
import { printServing } from './ledger/serving.ts';
import { printOverrun, printSpread, spreadLedgerOf } from './ledger/spread.ts';
import { newsStream, vocabulary } from './made-up-news.ts';
import { compareReaders, printComparison } from './readers/compare.ts';
import { timeArticles } from './speed/article.ts';
import { timeBursts } from './speed/burst.ts';
import { timeFeed } from './speed/feed.ts';
import { timeJob } from './speed/job.ts';
import { memoryHeld } from './speed/memory.ts';
import { timeScale } from './speed/scale.ts';
import { table } from './table.ts';
import type { Timing } from './timing.ts';

const SECTIONS = ['article', 'feed', 'scale', 'memory', 'ledger'] as const;
/** Run only when they are named. */
const NAMED = ['job', 'burst', 'serving', 'readers'] as const;
type Section = (typeof SECTIONS)[number] | (typeof NAMED)[number];

const USAGE = `usage: npm run bench [-- --json] [--only SECTIONS] [--articles FILE.jsonl] [--sizes N,…] [--ledger DIR] [--outlets N,… [--plan PLAN] [--rows N] [--readers N]]

Ours beside the baselines, over made-up news unless files are given. Only ratios within one run mean anything.

  --only SECTIONS        of ${[...SECTIONS, ...NAMED].join()}. The last four run only when named: job times all articles
                         from text to story beside rules over all pairs, in some minutes; burst times twenty reports of one event; serving
                         measures what readers cost, in a minute or two; readers compares feed parsers on malformed feeds
  --articles FILE.jsonl  real articles for article, feed, job and burst; may be FILE.jsonl.gz
  --sizes N,…            windows of scale, in articles; 10000,1000000 takes two minutes and 2 GB
  --ledger DIR           real days for ledger and serving: the files that bench/ledger/ledger.ts names
  --outlets N,…          the ledger counts a day of the steady state for each number of outlets, without times: two minutes for 84
  --plan PLAN            with --outlets: free or paid, as the Worker is told; free unless given
  --readers N            with --outlets: so many read twenty slices and ten watches meanwhile, once an hour; with a cache of one data centre
                         in front, then without any
  --rows N               with --outlets: the day's written rows run out after N
  --json                 all figures as JSON, behind the tables
`;

const { values: options } = commandLine(USAGE, {
  json: { type: 'boolean', default: false },
  only: { type: 'string', default: SECTIONS.join() },
  articles: { type: 'string' },
  sizes: { type: 'string', default: '1000,10000,100000' },
  ledger: { type: 'string' },
  outlets: { type: 'string' },
  plan: { type: 'string', default: 'free' },
  rows: { type: 'string' },
  readers: { type: 'string', default: '0' },
});
/** Four days of 25,000 articles: far more than one operator's list brings. */
const WINDOW_ARTICLES = 100_000;

const wanted = options.only.split(',') as Section[];
const unknown = wanted.find((section) => ![...SECTIONS, ...NAMED].includes(section));
if (unknown !== undefined) refuse(`--only "${unknown}" is no section; --help names them.`);
if (options.plan !== 'free' && options.plan !== 'paid') refuse(`--plan "${options.plan}" is neither free nor paid.`);
const plan = options.plan === 'paid' ? 'paid' : 'free';
const report: Record<string, unknown> = {};

function tell(section: string, result: unknown, text: string): void {
  report[section] = result;
  if (!options.json) console.log(`${text}\n`);
}

/** Times, beside their ratios to the first contender and to the one named. */
function ratios(title: string, timings: readonly Timing[], beside?: string): string {
  const first = timings[0]?.us ?? 1;
  const other = timings.find((t) => t.name === beside)?.us ?? 1;
  const head = [title, 'µs', `× ${timings[0]?.name}`, ...(beside ? [`× ${beside}`] : [])];
  const rows = timings.map(({ name, us }) => [
    name,
    us.toFixed(1),
    (us / first).toFixed(2),
    ...(beside ? [(us / other).toFixed(2)] : []),
  ]);
  return table(head, rows);
}

const words = vocabulary();
const articles = options.articles
  ? readArticles(options.articles)
  : [...newsStream(words, 1_000, Date.UTC(2026, 2, 2))];

if (wanted.includes('article')) {
  const timings = timeArticles(articles);
  tell('article', timings, ratios('one new article', timings, 'simhash-js hash'));
}
if (wanted.includes('job')) {
  const timings = timeJob(articles);
  tell('job', timings, ratios(`${articles.length} articles, CPU of each`, timings));
}
if (wanted.includes('burst')) {
  const times = timeBursts(articles);
  const rows = Object.entries(times).map(([name, ms]) => [name, ms.toFixed(2), (ms / times.mean).toFixed(1)]);
  tell('burst', times, table(['a decision in a burst of twenty reports', 'ms', '× mean'], rows));
}
if (wanted.includes('feed')) {
  const { bytes, timings } = await timeFeed(articles);
  tell('feed', { bytes, timings }, ratios(`a feed of 50 items, ${bytes} bytes`, timings, 'whole'));
}
if (wanted.includes('scale')) {
  const timings = timeScale(words, options.sizes.split(',').map(Number));
  tell('scale', timings, ratios('one decision, window of', timings));
}
if (wanted.includes('memory')) {
  const held = memoryHeld(articles, WINDOW_ARTICLES);
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const sum = mb(held.postings + held.profiles);
  const text = `the index in memory, window of ${WINDOW_ARTICLES} articles: postings ${mb(held.postings)}, profiles ${mb(held.profiles)}, in all ${sum}`;
  tell('memory', held, text);
}
const days = options.ledger ? realDays(options.ledger) : [madeUpDays(words)];
if (wanted.includes('serving') && days[0]) {
  const readers = await servingOf(days[0]);
  tell('serving', readers, printServing(readers));
}
if (wanted.includes('ledger') && options.outlets !== undefined && options.rows !== undefined) {
  const text = await printOverrun(words, Number(options.outlets), Number(options.rows));
  tell('overrun', text, text);
} else if (wanted.includes('ledger') && options.outlets !== undefined) {
  const ledgers = [];
  for (const outlets of options.outlets.split(',').map(Number)) {
    const readers = Number(options.readers);
    for (const cached of readers > 0 ? [true, false] : [false]) {
      const ledger = await spreadLedgerOf(words, outlets, plan, readers, cached);
      ledgers.push(ledger);
      const how = readers > 0 ? `${readers} readers, ${cached ? 'a cache in front' : 'no cache hit'}\n` : '';
      tell('ledger', ledgers, how + printSpread(ledger));
    }
  }
} else if (wanted.includes('ledger')) {
  const ledgers = [];
  for (const newsDays of days) {
    const ledger = await ledgerOf(newsDays);
    ledgers.push(ledger);
    tell('ledger', ledgers, printLedger(ledger));
  }
}
if (wanted.includes('readers')) {
  const comparison = await compareReaders();
  tell('readers', comparison, printComparison(comparison));
}
if (options.json) console.log(JSON.stringify(report, undefined, 1));
