/** The laws that must hold once faults have stopped and one quiet round has run. A failure names what breaks the law. */
import { expect } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import type { DayDocument } from '../../src/documents/daily.ts';
import { DOCUMENT_VERSION } from '../../src/documents/document.ts';
import { ARTICLE_RETENTION_MS } from '../../src/limits.ts';
import { decodeDaily } from '../../src/render/daily-snapshot.ts';
import { encodeFront } from '../../src/render/front-snapshot.ts';
import type { SealedMetadata } from '../../src/render/sealed-value.ts';
import { knownOutlets, listOutlets } from '../../src/story-index/admin/outlet-list.ts';
import { frontDocument } from '../../src/story-index/read/front.ts';
import { STORY, type StoryRow, storyDocument } from '../../src/story-index/read/story-document.ts';
import { recordedDays } from '../../src/story-index/storage/day-rows.ts';
import { frontDirty, readNumber } from '../../src/story-index/storage/meta.ts';
import { quarantinedSince } from '../../src/story-index/storage/quarantine.ts';
import type { KvContents } from '../story-index/kv-double.ts';
import { rest } from './gates.ts';
import type { World } from './world.ts';

export async function checkLaws(world: World): Promise<void> {
  expect(world.witness.faults, 'what readers saw').toEqual([]);
  nothingLost(world);
  nothingWaits(world);
  await kvIsTheIndex(world.sql, contents(world.index));
  await idsAnswer(world);
  await filingAgainChangesNothing(world);
  await republishingRebuilds(world);
}

function nothingLost({ sql, index, outlets, now }: World): void {
  const storyOf = new Map(
    sql
      .exec<{ id: string; living: number; seen: number }>(
        'SELECT a.id, (s.number IS NOT NULL AND s.merged_into IS NULL) AS living, a.seen FROM article a LEFT JOIN story s ON s.number = a.story',
      )
      .toArray()
      .map((row) => [row.id, row]),
  );
  const quarantined = new Set(asideOf(sql).map(({ id }) => id));
  for (const [id, { living: canonical }] of storyOf) expect(canonical, `article ${id} is in a living story`).toBe(1);
  for (const article of index.accepted.values()) {
    if (article.seen >= now() - ARTICLE_RETENTION_MS)
      expect(storyOf.has(article.id) || quarantined.has(article.id), `article ${article.id} is kept`).toBe(true);
  }
  for (const id of quarantined) expect(storyOf.has(id), `article ${id} is filed and aside`).toBe(false);
  for (const outlet of outlets) {
    for (const id of outlet.recorded())
      expect(
        index.accepted.has(id) || quarantined.has(id),
        `what ${outlet.settings.name} recorded as sent was accepted: ${id}`,
      ).toBe(true);
  }
}

/** Every item in a listed outlet's feed is in the index under its newest title. Only for schedules so short that nothing is too old. */
export function feedsAreShown({ sql, outlets }: World): void {
  const listed = new Set(listOutlets(sql).map((o) => o.id));
  for (const { settings, feed } of outlets) {
    if (!listed.has(settings.id)) continue;
    const titles = sql.exec<{ title: string }>('SELECT title FROM article WHERE outlet = ?', settings.id).toArray();
    const known = [...titles, ...asideOf(sql)].map((one) => one.title);
    expect(known).toEqual(expect.arrayContaining([...feed.titles()]));
  }
}

function nothingWaits({ sql, index }: World): void {
  expect(sql.exec('SELECT * FROM outbox').toArray(), 'the outbox').toEqual([]);
  expect(frontDirty(sql), 'the front waits').toBe(0);
  expect(index.alarmAt(), 'the alarm').toBeUndefined();
}

type Publishable = StoryRow & { readonly moved_to: string | null };

/**
 * KV equals the documents built again from the index, byte for byte: stories of two publishers, other documents in KV,
 * redirects and the front. A story whose articles were all pruned cannot be built; KV keeps its document.
 */
export async function kvIsTheIndex(sql: SqlStorage, { values: kv, metadata }: KvContents): Promise<void> {
  const outlets = knownOutlets(sql);
  const keys = new Set(['front', 'daily']);
  const rows = sql.exec<Publishable>(
    `SELECT ${STORY}, (SELECT id FROM story AS s WHERE s.number = story.merged_into) AS moved_to FROM story`,
  );
  for (const row of rows.toArray()) {
    const key = `story/${row.id}`;
    keys.add(key);
    const held = kv.get(key);
    const built = row.moved_to === null ? storyDocument(sql, row, outlets) : { id: row.id, movedTo: row.moved_to };
    const due = row.moved_to === null && row.publishers > 1;
    if (built === undefined || (held === undefined && !due)) continue;
    expect(held, `KV's ${key}`).toBe(JSON.stringify({ ...built, changed: row.changed }));
    expect(metadata.get(key), `KV's metadata of ${key}`).toEqual({ version: DOCUMENT_VERSION });
  }
  for (const key of kv.keys()) expect(keys, 'what KV holds').toContain(key);
  daysAreTheIndexs(sql, { values: kv, metadata });
  const front = { ...frontDocument(sql, outlets), changed: readNumber(sql, 'front_changed') ?? 0 };
  if (!kv.has('front') && front.stories.length === 0) return;
  const encoded = encodeFront(front, await digestOf(JSON.stringify(front)));
  expect(kv.get('front'), "KV's front").toBe(encoded.value);
  expect(metadata.get('front'), "KV's word of the front").toEqual(encoded.metadata);
}

/** The days that KV tells are those that the index recorded. A merger since shows in them only with the next day. */
function daysAreTheIndexs(sql: SqlStorage, { values, metadata }: KvContents): void {
  const value = values.get('daily');
  const told =
    value === undefined
      ? []
      : decodeDaily(new TextEncoder().encode(value), metadata.get('daily') as SealedMetadata).document().days;
  const times = (days: readonly DayDocument[]) => days.map(({ date, since, at }) => [date, since, at]);
  expect(times(told), "KV's days").toEqual(times(recordedDays(sql)));
}

async function digestOf(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex();
}

function contents({ kv, metadata }: World['index']): KvContents {
  return { values: kv, metadata };
}

/** KV lost and rebuilt is the index, byte for byte. */
async function republishingRebuilds(world: World): Promise<void> {
  const { index, calm } = world;
  index.kv.clear();
  await index.call((i) => i.republish());
  await calm();
  await kvIsTheIndex(world.sql, contents(index));
}

/** Every id ever served answers with its story, one redirect, or 410. So does KV if it holds the id. */
async function idsAnswer({ index, witness }: World): Promise<void> {
  const ids = new Set([
    ...witness.ids,
    ...[...index.kv.keys()].filter((k) => k.startsWith('story/')).map((k) => k.slice('story/'.length)),
  ]);
  for (const id of ids) {
    const answer = await index.call((i) => i.story(id));
    expect(['story', 'moved', 'gone'], `what ${id} answers`).toContain(answer.kind);
    if (answer.kind === 'story') witness.story(answer.story);
    const held = index.kv.get(`story/${id}`);
    const moved = held === undefined ? undefined : (JSON.parse(held) as { movedTo?: string }).movedTo;
    for (const to of [answer.kind === 'moved' ? answer.to : undefined, moved]) {
      if (to === undefined) continue;
      expect((await index.call((i) => i.story(to))).kind, `${id} is one hop from an answer, at ${to}`).toMatch(
        /^(story|gone)$/,
      );
      expect(index.kv.get(`story/${to}`) ?? '', `${id} leads to ${to} in KV`).not.toContain('movedTo');
    }
  }
  expect(witness.faults, 'what readers saw').toEqual([]);
}

async function filingAgainChangesNothing({ sql, index, now }: World): Promise<void> {
  const before = dump(sql);
  const kept = [...index.accepted.values()].filter((a) => a.seen >= now() - ARTICLE_RETENTION_MS);
  await index.call((i) => i.file(kept));
  await rest();
  expect(dump(sql), 'the database after filing all again').toEqual(before);
}

function dump(sql: SqlStorage): unknown {
  return ['article', 'story', 'segment', 'related', 'apart', 'outbox', 'meta', 'filing'].map((table) => [
    table,
    ...sql.exec(`SELECT * FROM ${table}`).raw(),
  ]);
}

function asideOf(sql: SqlStorage): readonly Article[] {
  return quarantinedSince(sql, Number.MAX_SAFE_INTEGER, 1_000);
}
