import { describe, expect, it } from 'vitest';
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
    expect(await index.merge(mali, saqqara)).toEqual({ ok: true, story: mali });
    expect(await index.merge(quake, mali)).toEqual({ ok: true, story: quake });
    for (const gone of [mali, saqqara]) expect(await index.story(gone)).toEqual({ kind: 'moved', to: quake });
    const story = await storyOf(index, quake);
    expect(story.articles.length).toBe(3);
    expect((await index.stories({ limit: 10, cursor: undefined, outlets: 1, since: undefined })).stories.length).toBe(
      1,
    );
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
