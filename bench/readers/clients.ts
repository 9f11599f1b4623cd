/** What two real feed readers take for new. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { commandLine } from '../../cli/command-line.ts';
import { type Entry, rss } from '../../test/outlet/feed.ts';
import { createWorkerd } from '../soak/workerd.ts';
import { table } from '../table.ts';

const USAGE = `usage: npx node bench/readers/clients.ts [--port 8798]

Shows newsboat and feedparser the feeds while outlets correct, join, move their addresses, change pictures and use pages again, and
while an editor merges and splits. Needs Debian's newsboat and python3-feedparser. Ends with 1 when a reader shows as new what it had,
or when a date of publication moves.
`;

const { values } = commandLine(USAGE, { port: { type: 'string', default: '8798' } });
const HOUR_MS = 3_600_000;
const NOW = Math.floor(Date.now() / 1_000) * 1_000;

const SHIP =
  'أعلنت هيئة الموانئ أن السفينة الجانحة عند مدخل القناة عوّمت فجر اليوم بعد عمل استمر ستة أيام متواصلة. وشاركت في العملية إحدى عشرة قاطرة، ورفعت فرق الغوص أربعين ألف متر مكعب من الرمال. وقال مدير العمليات فارس العمري إن حركة العبور ستعود مساء اليوم.';
const MUSEUM =
  'افتتح متحف الفخار في المدينة القديمة بعد ترميم دام خمس سنوات، وفيه قاعات جديدة تعرض ثلاثمئة قطعة. وقالت أمينة المتحف سلمى الداودي إن الدخول مجاني طوال الأسبوع الأول.';
const MARKET =
  'بدأت بلدية السدرة نقل باعة سوق السمك إلى مبنى مؤقت قرب الميناء القديم. ويستمر تجديد السوق أربعة أشهر، كما قال المهندس هاني البرغوثي.';
const COLUMN =
  'تروي الكاتبة كيف كانت المدينة تشرب من عين واحدة قبل أن تمد الأنابيب إلى الأحياء العالية. وكان السقاؤون يحملون القرب إلى البيوت كل فجر.';
const NEXT_COLUMN =
  'في ورشته على الشاطئ ما زال نجار عجوز يقوس ألواح السنط على النار كما علمه جده. ويصنع زورقين في السنة، ولا يبيعهما إلا لصياد يعرفه.';

const entry = (guid: string, title: string, description: string, hours: number, over: Partial<Entry> = {}): Entry => ({
  guid,
  link: `https://outlet.example/${guid}`,
  title,
  description,
  date: NOW - hours * HOUR_MS,
  ...over,
});
const picture = (name: string): Partial<Entry> => ({
  extra: `<enclosure type="image/jpeg" length="1" url="https://outlet.example/img/${name}.jpg"/>`,
});
const ship = entry('a-ship', 'تعويم السفينة الجانحة عند مدخل القناة', SHIP, 5);
const market = entry('a-market', 'نقل باعة سوق السمك في السدرة إلى مبنى مؤقت', MARKET, 6, picture('1'));
const column = entry('column', 'حديث الأسبوع: عين المدينة', COLUMN, 60);
const museum = entry('b-museum', 'متحف الفخار يفتح أبوابه بعد ترميم', MUSEUM, 7);
const joined = entry('b-ship', 'إحدى عشرة قاطرة تحرر السفينة الجانحة', SHIP, 4);
const corrected = {
  ...ship,
  title: 'تصحيح: السفينة الجانحة لم تعوّم بعد',
  description: `تصحيح: لم تعوّم السفينة. ${SHIP}`,
};
const moved = { ...museum, guid: 'https://new.outlet.example/museum', link: 'https://new.outlet.example/museum' };
const repictured = { ...market, ...picture('2'), link: 'https://outlet.example/archive/a-market' };
const reused = { ...column, title: 'حديث الأسبوع: نجار الزوارق', description: NEXT_COLUMN, date: NOW - HOUR_MS };

interface Story {
  readonly id: string;
  readonly title: string;
  readonly articles: readonly { readonly id: string; readonly title: string }[];
}

const dir = mkdtempSync(join(tmpdir(), 'wirefold-clients-'));
const feeds: [readonly Entry[], readonly Entry[]] = [[ship, market, column], [museum]];
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/rss+xml');
  response.end(rss(feeds[request.url === '/b.xml' ? 1 : 0]));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const workerd = createWorkerd(Number(values.port), dir);
const ask = async (method: string, path: string, body?: unknown) => {
  const headers = { authorization: `Bearer ${workerd.token}`, 'content-type': 'application/json' };
  const answer = await fetch(workerd.base + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
};
const storyWith = async (words: string): Promise<Story> => {
  const { stories } = (await (await ask('GET', '/api/stories?limit=50')).json()) as { stories: Story[] };
  const story = stories.find(({ articles }) => articles.some(({ title }) => title.includes(words)));
  if (!story) throw new Error(`no story with ${words}`);
  return story;
};

const PATHS = ['/feed.xml', '/feed.atom', '/updates.xml', '/updates.atom'];
writeFileSync(join(dir, 'config'), '');

/** Reloads newsboat and tells what it holds as unread, by feed; then marks all as read, as a reader does. */
function newsboat(): ReadonlyMap<string, number> {
  return new Map(PATHS.map((path, i) => [path, unreadIn(path, join(dir, `reader-${i}`))]));
}

/** A cache for each feed: newsboat keeps an item once by its guid, and RSS and Atom give one guid. */
function unreadIn(path: string, files: string): number {
  writeFileSync(`${files}.urls`, `${workerd.base}${path}\n`);
  execFileSync('newsboat', ['-u', `${files}.urls`, '-c', `${files}.db`, '-C', join(dir, 'config'), '-x', 'reload']);
  const db = new DatabaseSync(`${files}.db`);
  const unread = db.prepare('SELECT guid FROM rss_item WHERE unread = 1').all().length;
  db.exec('UPDATE rss_item SET unread = 0');
  db.close();
  return unread;
}

const PARSE = `import feedparser, json, sys
for url in sys.argv[1:]:
    f = feedparser.parse(url)
    print(json.dumps({"bozo": int(f.bozo), "items": [[e.id, e.published] for e in f.entries]}))`;
const dates = new Map<string, string>();

/** What feedparser has not seen before under its id, by feed. Throws if a date of publication moved. */
function feedparser(): ReadonlyMap<string, number> {
  const out = execFileSync('/usr/bin/python3', ['-c', PARSE, ...PATHS.map((path) => workerd.base + path)], {
    encoding: 'utf8',
  });
  return new Map(
    out
      .trim()
      .split('\n')
      .map((line, i) => {
        const path = PATHS[i] ?? '';
        const { bozo, items } = JSON.parse(line) as { bozo: number; items: readonly (readonly [string, string])[] };
        if (bozo) throw new Error(`${path} is not well-formed`);
        let fresh = 0;
        for (const [id, published] of items) {
          const before = dates.get(path + id);
          if (before === undefined) fresh++;
          else if (before !== published) throw new Error(`${path} ${id}: ${before} became ${published}`);
          dates.set(path + id, published);
        }
        return [path, fresh];
      }),
  );
}

let failed = false;
const rows: string[][] = [];
/** Reads all outlets once and asks both readers. `front` and `updates`: items that are new in these feeds. */
async function step(what: string, front: number, updates: number): Promise<void> {
  await new Promise((done) => setTimeout(done, 1_100));
  await ask('POST', '/api/ingest?force=1');
  const expected = PATHS.map((path) => (path.startsWith('/feed') ? front : updates));
  const [boat, parser] = [newsboat(), feedparser()];
  const seen = [boat, parser].map((fresh) => PATHS.map((path) => fresh.get(path) ?? 0));
  const right = seen.every((counts) => counts.join() === expected.join());
  failed ||= !right;
  rows.push([what, expected.join(' '), ...seen.map((counts) => counts.join(' ')), right ? 'yes' : 'NO']);
}

try {
  await workerd.start();
  await fetch(`${workerd.base}/soak/kv?failing=0`);
  const outlets = ['a', 'b'].map((name) => ({ feed: `${upstream}/${name}.xml`, name, publisher: `${name}.example` }));
  await ask('PUT', '/api/outlets', { outlets });
  await step('first reading', 4, 4);
  feeds[0] = [corrected, market, column];
  await step('the lead is corrected', 0, 0);
  feeds[1] = [joined, museum];
  await step('a publisher joins', 0, 1);
  feeds[1] = [joined, moved];
  await step('an item moves to another address', 0, 0);
  feeds[0] = [corrected, repictured, column];
  await step('another link and picture', 0, 0);
  feeds[0] = [corrected, repictured, reused];
  await step('a page is used again', 1, 1);
  await step('the same is read again', 0, 0);
  const [into, from] = [await storyWith('سوق السمك'), await storyWith('متحف الفخار')];
  await ask('POST', `/api/stories/${from.id}/merge`, { into: into.id });
  await step('an editor merges two stories', 0, 0);
  const merged = await storyWith('متحف الفخار');
  const out = merged.articles.filter(({ title }) => title.includes('متحف')).map(({ id }) => id);
  await ask('POST', `/api/stories/${merged.id}/split`, { articles: out });
  await step('and splits them again: a story of its own', 1, 0);
} finally {
  await workerd.kill();
  server.close();
  rmSync(dir, { recursive: true, force: true });
}
console.log(table(['step', `new in ${PATHS.join(' ')}`, 'newsboat', 'feedparser', 'as expected'], rows));
process.exitCode = failed ? 1 : 0;
