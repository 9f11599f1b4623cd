import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import type { Env } from '../../src/env.ts';
import { rss } from './feed.ts';
import { scripted } from './scripting.ts';
import { NOW } from './subject.ts';

const finder = () => (env as unknown as Env).OUTLET.getByName('finder');
const find = (address: string) => finder().find(address, undefined, NOW);

it('tells what a feed brings, after one request', async () => {
  const { url, asked } = await scripted({
    body: rss([{ title: 'افتتاح جسر المرفأ', link: 'https://sahil.example/1' }]),
  });
  expect(await find(url)).toMatchObject({ kind: 'feed', address: url, items: 1, newest: ['افتتاح جسر المرفأ'] });
  expect(await asked()).toHaveLength(1);
});

it('offers the feeds that a page names, without fetching them and without those that the guard refuses', async () => {
  const page = `<!doctype html><head><title>الساحل</title><link rel="alternate" type="application/rss+xml" href="/rss" title="كل الأخبار"><link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/rss"></head>`;
  const { url, asked } = await scripted({ body: page, headers: { 'content-type': 'text/html' } });
  const feed = { address: new URL('/rss', url).href, title: 'كل الأخبار' };
  expect(await find(url)).toEqual({ kind: 'page', address: url, title: 'الساحل', feeds: [feed] });
  expect(await asked()).toHaveLength(1);
});

it.each([
  ['a refusal', { status: 403 }, 'status'],
  ['what is gone', { status: 410 }, 'gone'],
  ['a picture', { body: '\u0000\u0001\u0002' }, 'not-xml'],
  ['nothing', { body: '' }, 'empty'],
  ['XML of another kind', { body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }, 'not-a-feed'],
] as const)('says why of %s, and promises no other try', async (_, answer, reason) => {
  const { url } = await scripted(answer);
  const found = await find(url);
  expect(found).toMatchObject({ kind: 'failed', failure: { reason } });
  expect(found.kind === 'failed' && found.detail).toMatch(/^[^.].*\.$/);
  expect(found.kind === 'failed' && found.detail).not.toMatch(/Next try/);
});

it.each(['http://10.0.0.1/', 'http://metadata.google.internal/', 'ftp://sahil.example/', 'https://u:p@a.com/'])(
  'fetches nothing of %s',
  async (address) => {
    expect(await find(address)).toMatchObject({ kind: 'failed', failure: { reason: 'address' } });
  },
);
