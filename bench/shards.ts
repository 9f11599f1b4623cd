/**
 * Beyond one StoryIndex: the inverted file parted by key and the articles by number over 1 to 16 shards, each shard with
 * as many articles as one index holds. What one article costs must not grow with the number of shards.
 *   npm run shards -- [--articles 10000] [--json]
 */
import { parseArgs } from 'node:util';
import { decide } from '../src/core/decide.ts';
import { vocabulary } from './newsstream.ts';
import { windowOf } from './speed/window.ts';
import { table } from './table.ts';
import { timed } from './timing.ts';

const SHARDS = [1, 2, 4, 8, 16];
const NEWCOMERS = 20;

const { values: options } = parseArgs({
  options: { articles: { type: 'string', default: '10000' }, json: { type: 'boolean', default: false } },
});
const perShard = Number(options.articles);
const words = vocabulary();
const windows = SHARDS.map((shards) => ({ shards, ...windowOf(words, shards * perShard, shards) }));
const timings = timed(
  windows.map(({ shards, newcomer, port }) => ({
    name: String(shards),
    run: () => Array.from({ length: NEWCOMERS }, () => decide(newcomer(), port)),
  })),
  NEWCOMERS,
);
const rows = windows.map(({ shards, asked, held, newcomer, port }, i) => {
  asked.requests = 0;
  asked.postings = 0;
  for (let n = 0; n < NEWCOMERS; n++) decide(newcomer(), port);
  const postings = held.reduce((sum, n) => sum + n, 0);
  return {
    shards,
    articles: shards * perShard,
    us: timings[i]?.us ?? 0,
    timesOne: (timings[i]?.us ?? 0) / (timings[0]?.us ?? 1),
    requests: asked.requests / NEWCOMERS,
    postings: asked.postings / NEWCOMERS,
    fullestShard: (Math.max(...held) * shards) / postings,
  };
});
if (options.json) console.log(JSON.stringify(rows, undefined, 1));
else {
  const head = [
    'shards',
    'articles',
    'µs a decision',
    '× one shard',
    'requests',
    'postings read',
    'fullest shard × mean',
  ];
  console.log(
    table(
      head,
      rows.map((r) => [
        String(r.shards),
        r.articles.toLocaleString('en-US'),
        r.us.toFixed(0),
        r.timesOne.toFixed(2),
        r.requests.toFixed(1),
        r.postings.toFixed(0),
        r.fullestShard.toFixed(2),
      ]),
    ),
  );
}
