/** What the operator takes down is gone everywhere, does not come back, and can be restored. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import type { Env } from '../../../src/env.ts';
import { article, outletSettings } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const kv = (env as unknown as Env).STORIES;
const RAWDA = article('rawda', QUAKE[0]);
const NABAA = article('nabaa', QUAKE[1], 10);
const SAHIL = article('sahil', SAQQARA[0], 20);

async function filed() {
  const index = freshIndex();
  await index.replaceOutlets(['rawda', 'nabaa', 'sahil'].map((id) => outletSettings(id)));
  await index.file([RAWDA, NABAA, SAHIL]);
  await index.publish();
  return index;
}

const story = async (index: Awaited<ReturnType<typeof filed>>, id: string) => index.story(id);
/** Everything that a reader can be given, as one text. */
async function shown(index: Awaited<ReturnType<typeof filed>>): Promise<string> {
  const stories = await index.stories({ limit: 200, cursor: undefined, slice: WHOLE });
  const documents = await Promise.all(stories.stories.map(({ id }) => index.story(id)));
  const { value } = await index.front();
  const held = await Promise.all(stories.stories.map(({ id }) => kv.get(`story/${id}`)));
  return [JSON.stringify(stories), JSON.stringify(documents), String(value), ...held.map(String)].join('\n');
}

describe('an article taken down', () => {
  it('is gone everywhere; its story lives on under its id with the others', async () => {
    const index = await filed();
    expect(await index.takeDownArticle(RAWDA.id, 'a court order', false)).toEqual({
      articles: 1,
      stories: 1,
      emptied: 0,
    });
    const text = await shown(index);
    for (const gone of [RAWDA.title, RAWDA.url]) expect(text).not.toContain(gone);
    expect(await story(index, RAWDA.id)).toMatchObject({
      kind: 'story',
      story: { id: RAWDA.id, title: NABAA.title, outlets: 1 },
    });
    expect(await kv.get(`story/${RAWDA.id}`)).not.toContain(RAWDA.title);
    expect(JSON.stringify(await index.takedowns())).toContain('a court order');
  });

  it('leaves a story of its own gone, in KV too', async () => {
    const index = await filed();
    expect(await index.takeDownArticle(SAHIL.id, '', false)).toEqual({ articles: 1, stories: 0, emptied: 1 });
    expect(await story(index, SAHIL.id)).toEqual({ kind: 'gone' });
    expect(await kv.get(`story/${SAHIL.id}`)).toBeNull();
    const both = await filed();
    await both.takeDownArticle(RAWDA.id, '', false);
    await both.takeDownArticle(NABAA.id, '', false);
    expect(await story(both, RAWDA.id)).toEqual({ kind: 'gone' });
    expect(await kv.get(`story/${RAWDA.id}`)).toBeNull();
  });

  it('a dry run counts and changes nothing; a second run takes nothing down; an unknown one is unknown', async () => {
    const index = await filed();
    const before = await shown(index);
    expect(await index.takeDownArticle(RAWDA.id, '', true)).toEqual({ articles: 1, stories: 1, emptied: 0 });
    expect(await shown(index)).toBe(before);
    await index.takeDownArticle(RAWDA.id, '', false);
    expect(await index.takeDownArticle(RAWDA.id, '', false)).toEqual({ articles: 0, stories: 0, emptied: 0 });
    expect(await index.takeDownArticle('nobody', '', false)).toBeUndefined();
  });

  it.each([
    ['as it was', RAWDA],
    ['edited', { ...RAWDA, title: `${RAWDA.title} (محدث)`, edited: RAWDA.seen + 1 }],
    ['under another id at the same page', article('rawda', MALI[0], 30, { page: RAWDA.page })],
    [
      'at another address',
      article('rawda', QUAKE[0], 31, { url: 'https://rawda.example/again', page: 'rawda.example/again' }),
    ],
    ['at another address, a word longer', article('rawda', { ...QUAKE[0], title: `${QUAKE[0].title} اليوم` }, 32)],
    ['by another outlet of its publisher', article('nabaa', QUAKE[0], 33, { publisher: 'rawda.example' })],
  ])('does not come back %s', async (_, again) => {
    const index = await filed();
    await index.takeDownArticle(RAWDA.id, '', false);
    expect(await index.file([again])).toMatchObject({ filed: 0 });
    expect(Object.keys(await partition(index)).sort()).toEqual([SAHIL.id, NABAA.id].sort());
  });

  it('holds back neither other news of its outlet nor the same news of others', async () => {
    const index = await filed();
    await index.takeDownArticle(RAWDA.id, '', false);
    const others = [article('rawda', MALI[0], 40), article('sahil', QUAKE[0], 41)];
    expect(await index.file(others)).toMatchObject({ filed: 2 });
  });

  it('takes its repeats down with it', async () => {
    const index = await filed();
    await index.file([article('rawda-2', MALI[0], 50, { publisher: 'sahil.example', page: SAHIL.page })]);
    expect((await index.takeDownArticle(SAHIL.id, '', false))?.articles).toBe(2);
  });

  it('does not come back by an older backup, and stays down in a newer one', async () => {
    const index = await filed();
    const older = await new Response(await index.backup()).text();
    await index.takeDownArticle(RAWDA.id, 'a court order', false);
    const newer = await new Response(await index.backup()).text();
    expect(await index.restore(new Response(older).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
    expect(await partition(index)).not.toHaveProperty(RAWDA.id);
    expect(await index.file([RAWDA])).toMatchObject({ filed: 0 });
    const elsewhere = freshIndex();
    expect(await elsewhere.restore(new Response(newer).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
    expect(await elsewhere.file([RAWDA])).toMatchObject({ filed: 0 });
    expect(await elsewhere.putBack(RAWDA.id)).toBe(RAWDA.id);
  });

  it('is put back where it was', async () => {
    const index = await filed();
    const dump = () =>
      sqlOf(index, (sql) =>
        JSON.stringify(sql.exec('SELECT number, id, story, shared, title FROM article ORDER BY number').toArray()),
      );
    const before = await dump();
    await index.takeDownArticle(RAWDA.id, '', false);
    expect(await dump()).not.toBe(before);
    expect(await index.putBack(RAWDA.id)).toBe(RAWDA.id);
    expect(await dump()).toBe(before);
    expect(await index.putBack(RAWDA.id)).toBeUndefined();
    expect(await index.takedowns()).toEqual([]);
    expect(await story(index, RAWDA.id)).toMatchObject({ kind: 'story', story: { outlets: 2 } });
  });

  it('is put back into a story that was emptied', async () => {
    const index = await filed();
    await index.takeDownArticle(SAHIL.id, '', false);
    expect(await index.putBack(SAHIL.id)).toBe(SAHIL.id);
    expect(await story(index, SAHIL.id)).toMatchObject({ kind: 'story', story: { title: SAHIL.title } });
  });
});

describe('an outlet taken down', () => {
  it('is counted by a dry run, then gone with all its articles and off the list', async () => {
    const index = await filed();
    await index.file([article('rawda', MALI[0], 60)]);
    expect(await index.takeDownOutlet('rawda', '', true)).toEqual({ articles: 2, stories: 1, emptied: 1 });
    expect(await index.outlets()).toHaveLength(3);
    expect(await index.takeDownOutlet('rawda', '', false)).toEqual({ articles: 2, stories: 1, emptied: 1 });
    expect(await index.outlets()).toHaveLength(2);
    expect(await shown(index)).not.toContain('rawda.example');
    // A batch that was under way.
    expect(await index.file([article('rawda', SAQQARA[1], 61)])).toMatchObject({ filed: 0 });
    expect(await index.takeDownOutlet('nobody', '', false)).toBeUndefined();
  });

  it('listed again it brings news, and nothing of what was taken down', async () => {
    const index = await filed();
    await index.takeDownOutlet('rawda', '', false);
    await index.putOutlet(outletSettings('rawda'));
    expect(await index.file([RAWDA, article('rawda', MALI[0], 62)])).toMatchObject({ filed: 1 });
  });
});
