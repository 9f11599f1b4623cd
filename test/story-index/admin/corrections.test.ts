import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import type { StoryIndex } from '../../../src/story-index/story-index.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

async function storyOf(index: DurableObjectStub<StoryIndex>, id: string) {
  const answer = await index.story(id);
  if (answer.kind !== 'story') throw new Error(`${id} is ${answer.kind}`);
  return answer.story;
}

describe("an editor's merge", () => {
  it('keeps the older id in whichever order the stories are named, and the other redirects for ever', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', MALI[0], 10), article('ufuq', SAQQARA[0], 20)]);
    const ids = await partition(index);
    const [quake, mali, saqqara] = ['marfa-0', 'waha-10', 'ufuq-20'].map((a) => ids[a] ?? '') as [
      string,
      string,
      string,
    ];
    expect(await index.merge(mali, saqqara)).toMatchObject({ ok: true, story: mali });
    expect(await index.merge(quake, mali)).toMatchObject({ ok: true, story: quake });
    for (const gone of [mali, saqqara]) expect(await index.story(gone)).toEqual({ kind: 'moved', to: quake });
    const story = await storyOf(index, quake);
    expect(story.articles.length).toBe(3);
    expect((await index.stories({ limit: 10, cursor: undefined, slice: WHOLE })).stories.length).toBe(1);
  });

  it('tells KV of the redirect when the lost id was there', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', QUAKE[1], 10),
      article('ufuq', SAQQARA[0], 20),
      article('shiraa', SAQQARA[1], 30),
    ]);
    const { kv, values } = kvDouble();
    const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, kv, now));
    await publish(1);
    const ids = await partition(index);
    await index.merge(ids['ufuq-20'] ?? '', ids['marfa-0'] ?? '');
    await publish(2);
    expect(JSON.parse(values.get(`story/${ids['ufuq-20']}`) ?? '')).toMatchObject({ movedTo: ids['marfa-0'] });
    expect(JSON.parse(values.get(`story/${ids['marfa-0']}`) ?? '').articles.length).toBe(4);
  });

  it('explains why a merge is impossible', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    const id = (await partition(index))['marfa-0'] ?? '';
    expect(await index.merge(id, 'nowhere')).toMatchObject({ ok: false, status: 404 });
    expect(await index.merge(id, id)).toMatchObject({ ok: false, status: 409 });
  });
});

describe("an editor's split", () => {
  const batch = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', QUAKE[0], 20)];

  it('founds a story that later copies do not pull back', async () => {
    const index = freshIndex();
    await index.file(batch);
    const id = (await partition(index))['marfa-0'] ?? '';
    const answer = await index.split(id, ['waha-10']);
    if (!answer.ok) throw new Error(answer.detail);
    expect(answer.story).not.toBe(id);
    await index.file([article('shiraa', QUAKE[1], 60), article('nakheel', QUAKE[0], 70)]);
    const after = await partition(index);
    expect(after['waha-10']).toBe(answer.story);
    expect(after['marfa-0']).toBe(id);
  });

  it('mints a new id even for the article that founded the story', async () => {
    const index = freshIndex();
    await index.file(batch);
    const id = (await partition(index))['marfa-0'] ?? '';
    const answer = await index.split(id, ['marfa-0']);
    expect(answer).toMatchObject({ ok: true });
    const left = await storyOf(index, id);
    expect(left.articles.map((a) => a.id)).toEqual(['waha-10', 'ufuq-20']);
    expect(left.lead.article).not.toBe('marfa-0');
  });

  it('moves an article’s repeats with it, because nobody sees them and can name them', async () => {
    const index = freshIndex();
    const twice = { publisher: 'waha.example', url: 'https://waha.example/quake' };
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', QUAKE[1], 10, twice),
      article('waha-best', QUAKE[1], 20, twice),
    ]);
    const id = (await partition(index))['marfa-0'] ?? '';
    expect(await index.split(id, ['waha-10'])).toMatchObject({ ok: true });
    expect((await storyOf(index, id)).articles.map((a) => a.id)).toEqual(['marfa-0']);
    expect((await storyOf(index, 'waha-10')).articles.map((a) => a.id)).toEqual(['waha-10']);
    // Together they are all there is in it.
    expect(await index.split('waha-10', ['waha-best-20'])).toMatchObject({ ok: false, status: 409 });
  });

  it('leaves no story empty and refuses articles of other stories', async () => {
    const index = freshIndex();
    await index.file(batch);
    const id = (await partition(index))['marfa-0'] ?? '';
    expect(
      await index.split(
        id,
        batch.map((a) => a.id),
      ),
    ).toMatchObject({ ok: false, status: 409 });
    expect(await index.split(id, [])).toMatchObject({ ok: false, status: 409 });
    expect(await index.split(id, ['stranger'])).toMatchObject({ ok: false, status: 404 });
    expect(await index.split('nowhere', ['marfa-0'])).toMatchObject({ ok: false, status: 404 });
  });
});

describe("an editor's choice of the lead", () => {
  const batch = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', QUAKE[0], 20)];
  const led = async () => {
    const index = freshIndex();
    await index.file(batch);
    const id = (await partition(index))['marfa-0'] ?? '';
    const answer = await index.lead(id, 'ufuq-20');
    return { index, id, answer };
  };
  const leadOf = async (index: DurableObjectStub<StoryIndex>, id: string) => (await storyOf(index, id)).lead;

  it('leads whoever joins, and neither id nor first date move', async () => {
    const { index, id, answer } = await led();
    const before = { lead: 'marfa-0', reports: 3, publishers: 3 };
    expect(answer).toMatchObject({
      ok: true,
      story: id,
      changes: [{ story: id, before, after: { ...before, lead: 'ufuq-20' } }],
    });
    const first = await storyOf(index, id);
    expect(first.lead).toEqual({ article: 'ufuq-20', reason: 'chosen' });
    await index.file([article('shiraa', QUAKE[1], 60), article('nakheel', QUAKE[0], 70)]);
    const after = await storyOf(index, id);
    expect([after.lead, after.id, after.guid, after.published]).toEqual([
      first.lead,
      first.id,
      first.guid,
      first.published,
    ]);
  });

  it('is taken back, and the rule leads again', async () => {
    const { index, id } = await led();
    await index.lead(id, undefined);
    expect(await leadOf(index, id)).toEqual({ article: 'marfa-0', reason: 'first' });
  });

  it('gives way to another choice, and ends when its article is taken down', async () => {
    const { index, id } = await led();
    await index.lead(id, 'waha-10');
    expect(await leadOf(index, id)).toEqual({ article: 'waha-10', reason: 'chosen' });
    await index.takeDownArticle('waha-10', 'an order', false);
    expect(await leadOf(index, id)).toMatchObject({ article: 'marfa-0' });
    await index.putBack('waha-10');
    expect(await leadOf(index, id)).toEqual({ article: 'waha-10', reason: 'chosen' });
  });

  it('goes along where its story is merged or its article split off', async () => {
    const { index, id } = await led();
    await index.file([article('shiraa', SAQQARA[0], 30)]);
    const older = (await partition(index))['shiraa-30'] ?? '';
    await index.merge(older, id);
    expect(await leadOf(index, id)).toEqual({ article: 'ufuq-20', reason: 'chosen' });
    const split = await index.split(id, ['ufuq-20', 'waha-10']);
    if (!split.ok) throw new Error(split.detail);
    expect(await leadOf(index, split.story)).toEqual({ article: 'ufuq-20', reason: 'chosen' });
    expect((await leadOf(index, id)).reason).not.toBe('chosen');
  });

  it('refuses what is not in the story', async () => {
    const { index, id } = await led();
    expect(await index.lead(id, 'stranger')).toMatchObject({ ok: false, status: 404 });
    expect(await index.lead('nowhere', 'ufuq-20')).toMatchObject({ ok: false, status: 404 });
  });
});

describe('a dry run', () => {
  const everything = (index: DurableObjectStub<StoryIndex>) =>
    sqlOf(index, (sql) =>
      ['story', 'article', 'apart', 'related', 'outbox', 'meta'].map((table) =>
        sql
          .exec(`SELECT * FROM ${table}`)
          .toArray()
          .filter((row) => row.key !== 'usage'),
      ),
    );
  const prepared = async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', SAQQARA[0], 20)]);
    const ids = await partition(index);
    return { index, quake: ids['marfa-0'] ?? '', saqqara: ids['ufuq-20'] ?? '' };
  };

  it.each([
    [
      'merge',
      ({ index, quake, saqqara }: Awaited<ReturnType<typeof prepared>>, dry: boolean) =>
        index.merge(saqqara, quake, dry),
    ],
    [
      'split',
      ({ index, quake }: Awaited<ReturnType<typeof prepared>>, dry: boolean) => index.split(quake, ['waha-10'], dry),
    ],
    [
      'lead',
      ({ index, quake }: Awaited<ReturnType<typeof prepared>>, dry: boolean) => index.lead(quake, 'waha-10', dry),
    ],
  ] as const)('of a %s keeps nothing, and tells what the same correction then does', async (_, correct) => {
    const given = await prepared();
    const before = await everything(given.index);
    const told = await correct(given, true);
    expect(await everything(given.index)).toEqual(before);
    expect(told).toMatchObject({ ok: true });
    expect(await correct(given, false)).toEqual(told);
    expect(await everything(given.index)).not.toEqual(before);
  });

  it('tells of a merge which id redirects where', async () => {
    const { index, quake, saqqara } = await prepared();
    const state = { reports: 2, publishers: 2, lead: 'marfa-0' };
    expect(await index.merge(quake, saqqara, true)).toMatchObject({
      ok: true,
      story: quake,
      changes: [
        { story: quake, before: state, after: { ...state, reports: 3, publishers: 3 } },
        { story: saqqara, before: { reports: 1 }, after: undefined, movedTo: quake },
      ],
    });
  });

  it('refuses what the correction refuses', async () => {
    const { index, quake } = await prepared();
    expect(await index.split(quake, ['marfa-0', 'waha-10'], true)).toMatchObject({ ok: false, status: 409 });
  });
});
