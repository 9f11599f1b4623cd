/** Related stories: which story links to which, and that a change of one reaches the documents that show it. */
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../../src/documents/document.ts';
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
