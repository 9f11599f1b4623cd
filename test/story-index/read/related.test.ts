/** Related stories: which story links to which, and that a change of one reaches the documents that show it. */
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../../src/documents/document.ts';
import { prune } from '../../../src/story-index/admin/prune.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { relate } from '../../../src/story-index/storage/story-rows.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { loseArticle, storyNumber } from '../index-state.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

/** Of the quake and of Saqqara, in KV; of Mali, one outlet. Saqqara names Mali as related, Mali the quake. */
async function newsroom() {
  const index = freshIndex();
  await index.file([
    article('marfa', QUAKE[0]),
    article('waha', QUAKE[1], 10),
    article('sindyan', MALI[0], 15, { passages: ['عاجل'] }),
    article('ufuq', SAQQARA[0], 20),
    article('shiraa', SAQQARA[1], 30),
  ]);
  const ids = await partition(index);
  const [quake = '', mali = '', saqqara = ''] = ['marfa-0', 'sindyan-15', 'ufuq-20'].map((a) => ids[a]);
  await sqlOf(index, (sql) => {
    relate(sql, storyNumber(sql, saqqara), storyNumber(sql, mali));
    relate(sql, storyNumber(sql, mali), storyNumber(sql, quake));
  });
  const double = kvDouble();
  let now = 1000;
  const publish = async () => {
    double.writes.length = 0;
    await sqlOf(index, (_, storage) => publishChanges(storage, double.kv, now++, 100_000));
    return double.writes.filter((key) => key.startsWith('story/'));
  };
  await publish();
  const held = (id: string) => JSON.parse(double.values.get(`story/${id}`) ?? '{}') as StoryDocument;
  return { index, publish, held, quake, mali, saqqara };
}

describe('a story that another names as related', () => {
  it('is linked one way: from the story whose articles found it', async () => {
    const { index, held, quake, mali, saqqara } = await newsroom();
    expect(held(saqqara).related).toEqual([{ id: mali, title: MALI[0].title, published: expect.any(Number) }]);
    expect(held(quake).related).toEqual([]);
    // Of a story that KV does not hold the index tells what followed it as well.
    expect(await index.story(mali)).toMatchObject({
      kind: 'story',
      story: { related: [{ id: saqqara }, { id: quake }] },
    });
  });

  it('shows its new title there once a full report leads it', async () => {
    const { index, publish, held, mali, saqqara } = await newsroom();
    const full = { passages: [MALI[0].paragraphs.join(' ').repeat(3)] };
    await index.file([article('waha', { ...MALI[0], title: `${MALI[0].title} كاملا` }, 40, full)]);
    expect((await partition(index))['waha-40']).toBe(mali);
    expect(new Set(await publish())).toEqual(new Set([`story/${mali}`, `story/${saqqara}`]));
    expect(held(saqqara).related).toMatchObject([{ id: mali, title: `${MALI[0].title} كاملا` }]);
  });

  it('costs no write there when only another outlet joins it', async () => {
    const { index, publish, quake, mali, saqqara } = await newsroom();
    await index.file([article('barq', QUAKE[0], 50)]);
    expect(await publish()).toEqual([`story/${quake}`]);
    expect(await index.story(mali)).toMatchObject({
      kind: 'story',
      story: { related: [{ id: saqqara }, { id: quake }] },
    });
  });

  it('is named by the id it is merged into', async () => {
    const { index, publish, held, quake, mali, saqqara } = await newsroom();
    await index.merge(mali, quake);
    expect(new Set(await publish())).toEqual(new Set([`story/${quake}`, `story/${saqqara}`]));
    expect(held(saqqara).related).toMatchObject([{ id: quake }]);
    expect(held(quake).related).toEqual([]);
  });

  it('is never the story itself, whichever of the two is merged into the other', async () => {
    const { index, publish, held, mali, saqqara } = await newsroom();
    await index.merge(saqqara, mali);
    await publish();
    expect(held(mali).related.map((r) => r.id)).not.toContain(mali);
  });
});

describe('links between stories', () => {
  const links = (index: ReturnType<typeof freshIndex>) =>
    sqlOf(index, (sql) => sql.exec<{ n: number }>('SELECT count(*) AS n FROM related').one().n);
  const named = async (index: ReturnType<typeof freshIndex>, id: string) => {
    const answer = await index.story(id);
    return answer.kind === 'story' ? answer.story.related.map((r) => r.id) : answer.kind;
  };

  it('cost no row while one publisher tells the story, and one each once others do', async () => {
    const { index, mali } = await newsroom();
    // Of Saqqara, which two carry, and not of Mali.
    expect(await links(index)).toBe(1);
    const full = { passages: [MALI[0].paragraphs.join(' ').repeat(3)] };
    await index.file([article('waha', MALI[0], 40, full)]);
    expect((await partition(index))['waha-40']).toBe(mali);
    expect(await links(index)).toBe(2);
    await index.file([article('waha', MALI[0], 40, full)]);
    expect(await links(index)).toBe(2);
  });

  it('lead to what a story has become, however often it was merged, and from there', async () => {
    const { index, quake, mali, saqqara } = await newsroom();
    await index.file([article('barq', { title: 'افتتاح مكتبة', paragraphs: ['افتتحت البلدية مكتبة الحي.'] }, 5)]);
    const library = (await partition(index))['barq-5'] ?? '';
    await index.merge(mali, library);
    const one = (await partition(index))['sindyan-15'] ?? '';
    expect(await named(index, saqqara)).toEqual([one]);
    await index.merge(one, quake);
    expect(await named(index, saqqara)).toEqual([quake]);
    expect(await named(index, quake)).toEqual([saqqara]);
    expect((await index.followUps(quake)).stories.map((s) => s.id)).toEqual([saqqara]);
  });

  it('are gone while a story is taken down, and there again when it is put back', async () => {
    const { index, mali, saqqara } = await newsroom();
    await index.takeDownArticle('sindyan-15', 'a court', false);
    expect(await named(index, saqqara)).toEqual([]);
    expect(await index.putBack('sindyan-15')).toBe(mali);
    expect(await named(index, saqqara)).toEqual([mali]);
  });

  it('stay with a long story whose first articles are deleted', async () => {
    const { index, mali, saqqara } = await newsroom();
    const later = article('barq', SAQQARA[0], 60 * 24 * 11);
    await index.file([later]);
    const story = (await partition(index))[later.id];
    expect(await named(index, saqqara)).toEqual([mali]);
    if (story !== saqqara) await index.merge(story ?? '', saqqara);
    await sqlOf(index, (_, storage) => prune(storage, later.seen, () => 0));
    expect(Object.keys(await partition(index))).toEqual([later.id]);
    expect(await named(index, saqqara)).toEqual([mali]);
  });

  it('come through a backup', async () => {
    const { index, mali, quake, saqqara } = await newsroom();
    const saved = await new Response(await index.backup()).text();
    const other = freshIndex();
    await other.restore(new Response(saved).body as ReadableStream<Uint8Array>);
    expect(await named(other, saqqara)).toEqual([mali]);
    expect(await named(other, mali)).toEqual([saqqara, quake]);
  });
});

describe('a passage that an article of another story had first', () => {
  it('is shown with that article’s id and date, also after the article has left the index', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[0], 10)]);
    const ids = await partition(index);
    const id = ids['marfa-0'] ?? '';
    const answer = await index.split(id, ['waha-10']);
    if (!answer.ok) throw new Error(answer.detail);
    const read = async () => {
      const told = await index.story(answer.story);
      return told.kind === 'story' ? told.story.passages : undefined;
    };
    const before = await read();
    expect(before?.length).toBeGreaterThan(0);
    expect(before).toEqual(before?.map((passage) => ({ ...passage, carriers: ['marfa-0', 'waha-10'] })));
    await sqlOf(index, (sql) => loseArticle(sql, 'marfa-0'));
    expect(await read()).toEqual(before);
  });
});
