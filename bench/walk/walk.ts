/**
 * Walks as a reader and an operator do, through local workerd: a search in Chromium, the slice in newsboat, a watch whose alert is sent
 * once whoever dies in between. Prints what was seen; ends with 1 where it is not what it should be.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { chromium, type Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { commandLine } from '../../cli/command-line.ts';
import { createWorkerd } from '../soak/workerd.ts';
import { EVENTS, openNewsroom, openReceiver } from './newsroom.ts';

const USAGE = `usage: npm run walk [-- --port 8801]

Needs chromium and newsboat (apt-get install chromium newsboat). A minute.
`;
const { values } = commandLine(USAGE, { port: { type: 'string', default: '8801' } });

const folder = mkdtempSync(join(tmpdir(), 'wirefold-walk-'));
const script = resolve(import.meta.dirname, '../../src/index.ts');
const workerd = createWorkerd(Number(values.port), join(folder, 'state'), script);
const newsroom = await openNewsroom();
const receiver = await openReceiver();
let failed = 0;

function see(what: string, seen: unknown, expected: unknown): void {
  const isSame = JSON.stringify(seen) === JSON.stringify(expected);
  if (!isSame) failed++;
  console.log(
    `${isSame ? 'yes' : 'NO '}  ${what}${isSame ? '' : `: ${JSON.stringify(seen)}, not ${JSON.stringify(expected)}`}`,
  );
}

async function ask<T>(method: string, path: string, body?: string, timeoutMs = 60_000): Promise<T> {
  const headers = { authorization: `Bearer ${workerd.token}`, 'content-type': 'application/json' };
  const init = { method, headers, signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body }) };
  const answer = await fetch(workerd.base + path, init);
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

const ingest = () => ask('POST', '/api/ingest?force=1');

async function until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 90_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}.`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

const waiting = async () => {
  const { watches } = await ask<{ watches: { alert: { waiting: number } }[] }>('GET', '/api/watches');
  return watches[0]?.alert.waiting;
};

/** Titles that newsboat has after it read this feed, newest first. */
function newsboatTitles(address: string): readonly string[] {
  const [urls, cache] = [join(folder, 'urls'), join(folder, `cache-${Date.now()}.db`)];
  writeFileSync(urls, `${address}\n`);
  execFileSync('newsboat', ['-C', '/dev/null', '-u', urls, '-c', cache, '-x', 'reload'], {
    env: { ...process.env, HOME: folder },
  });
  const database = new DatabaseSync(cache, { readOnly: true });
  const rows = database.prepare('SELECT title FROM rss_item ORDER BY pubDate DESC, id').all() as { title: string }[];
  database.close();
  return rows.map(({ title }) => title);
}

async function findAndSubscribe(page: Page, width: number): Promise<void> {
  const at = `${width} px`;
  await page.setViewportSize({ width, height: 800 });
  await page.goto(`${workerd.base}/`);
  await page.fill('#q', 'بالميناء');
  await Promise.all([page.waitForURL(/q=/), page.press('#q', 'Enter')]);
  see(`${at}: a story is found by a word of it`, await titlesOn(page), [EVENTS.harbour[0].title]);
  see(`${at}: the word is marked`, (await page.locator('article h2 mark').allInnerTexts()).includes('ميناء'), true);
  await page.goto(`${workerd.base}/`);
  const country = page.getByRole('navigation', { name: 'حسب البلد' }).getByRole('link', { name: 'مصر', exact: true });
  await Promise.all([page.waitForURL(/country=/), country.click()]);
  const shown = await titlesOn(page);
  see(`${at}: narrowed to a country`, shown.toSorted(), [EVENTS.harbour[0].title, EVENTS.museum[0].title].sort());
  await Promise.all([page.waitForURL(/subscribe/), page.locator('header .button').click()]);
  const address = (await page.locator('code.copy').first().textContent()) ?? '';
  see(`${at}: newsboat has exactly the stories of the page`, newsboatTitles(address).toSorted(), shown.toSorted());
}

const titlesOn = (page: Page) => page.locator('article h2').allInnerTexts();

async function walk(): Promise<void> {
  await workerd.start();
  await ask('PUT', '/api/outlets', newsroom.list);
  newsroom.publish(0, EVENTS.harbour[0]);
  newsroom.publish(1, EVENTS.harbour[1]);
  newsroom.publish(2, EVENTS.museum[0]);
  newsroom.publish(3, {
    title: 'قافلة من الدراجات تعبر الجسر المعلق',
    text: 'عبرت قافلة من الدراجات الجسر المعلق في يوم بلا سيارات دعت إليه بلدية الغيمة.',
  });
  await ingest();

  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ locale: 'ar' });
  for (const width of [390, 1280]) await findAndSubscribe(page, width);
  await browser.close();

  const alert = { url: receiver.url, publishers: 2 };
  const made = await ask<{ secret: string }>(
    'POST',
    '/api/watches',
    JSON.stringify({ name: 'tokayev', q: 'توكاييف', alert }),
  );
  newsroom.publish(0, EVENTS.visit[0]);
  await ingest();
  see('one outlet: nothing is told', receiver.got.length, 0);
  newsroom.publish(1, EVENTS.visit[1]);
  await ingest();
  await until('the alert', () => receiver.got.length > 0);
  await ingest();
  see('the second outlet joins: told once', receiver.got.length, 1);
  const [first] = receiver.got;
  const verified = new Webhook(made.secret).verify(first?.body ?? '', { ...first?.headers }) as { type: string };
  see('signed as Standard Webhooks says', verified.type, 'story.publishers');
  see('its page shows it', newsboatTitles(`${workerd.base}/w/tokayev/feed.xml`), [EVENTS.visit[0].title]);

  newsroom.publish(0, EVENTS.grain[0]);
  await ingest();
  newsroom.publish(1, EVENTS.grain[1]);
  newsroom.hangs = true;
  const round = ingest().catch(() => undefined);
  await until('the decision', async () => (await waiting()) === 1);
  await workerd.kill();
  await round;
  newsroom.hangs = false;
  see('killed between decision and delivery: nothing was sent yet', receiver.got.length, 1);
  await workerd.start();
  await ingest();
  await until('the alert', () => receiver.got.length > 1);
  await ingest();
  see('started again: one delivery', [receiver.got.length, await waiting()], [2, 0]);

  newsroom.publish(0, EVENTS.rails[0]);
  await ingest();
  newsroom.publish(1, EVENTS.rails[1]);
  receiver.before = async () => {
    receiver.before = async () => {};
    await workerd.kill();
  };
  await ingest().catch(() => undefined);
  await until('the alert', () => receiver.got.length > 2);
  await workerd.start();
  await ingest();
  await until('the alert again', async () => (await waiting()) === 0);
  await ingest();
  const ids = receiver.got.map(({ id }) => id);
  see('killed after the receiver had it: once more under the same id', [ids.length, new Set(ids).size], [4, 3]);
}

try {
  await walk();
} finally {
  await workerd.kill();
  newsroom.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failed === 0 ? 'as it should be' : `${failed} not as it should be`);
process.exit(failed === 0 ? 0 : 1);
