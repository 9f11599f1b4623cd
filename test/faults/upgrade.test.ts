/// <reference types="vite/client" />
/**
 * An index written by any released schema opens under the newest. fixtures/schema/N.ndjson is the database as schema N
 * wrote it. Running this file writes an image that is missing; an image that exists is never changed.
 */
import { describe, expect, it } from 'vitest';
import { FINGERPRINT_VERSION } from '../../src/clustering/fingerprint-codec.ts';
import { fileBatch } from '../../src/story-index/filing/file-batch.ts';
import { MIGRATIONS, migrate } from '../../src/story-index/storage/schema.ts';
import { article, MORNING } from '../builders.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { encodeFingerprintsAs, outboxSize } from '../story-index/index-state.ts';
import { QUAKE, SAQQARA } from '../story-index/stories.ts';
import { dropDatabase, dumpDatabase, loadDatabase } from './image.ts';

const images = import.meta.glob<string>('../../fixtures/schema/*.ndjson', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pathOf = (version: number) => `../../fixtures/schema/${version}.ndjson`;
const versions = MIGRATIONS.map((_, step) => step + 1);
/** Fixed, so that the image is the same whenever it is written. */
const THEN = Date.UTC(2026, 10, 20);
const dated = <A extends { readonly published: number }>(a: A): A => ({
  ...a,
  published: a.published - MORNING + THEN,
  seen: a.published - MORNING + THEN,
});
const BATCH = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', SAQQARA[0], 20)].map(dated);

describe('an index written by schema', () => {
  it.each(versions)('%i has its image', async (version) => {
    if (images[pathOf(version)] !== undefined) return;
    const text = await sqlOf(freshIndex(), (sql, storage) => {
      dropDatabase(sql);
      migrate(storage, MIGRATIONS.slice(0, version));
      fileBatch(storage, BATCH, () => 0);
      return dumpDatabase(sql);
    });
    await expect(text).toMatchFileSnapshot(pathOf(version));
  });

  it.each(versions)('%i is still made by its migrations: what shipped is not edited', async (version) => {
    const made = await sqlOf(freshIndex(), (sql, storage) => {
      dropDatabase(sql);
      migrate(storage, MIGRATIONS.slice(0, version));
      return dumpDatabase(sql);
    });
    const statements = (image: string) => image.split('\n').filter((line) => line.startsWith('"'));
    expect(statements(made)).toEqual(statements(images[pathOf(version)] ?? ''));
  });

  it.each(versions)('%i opens under the newest, and goes on', async (version) => {
    const index = freshIndex();
    await sqlOf(index, (sql, storage) => {
      loadDatabase(sql, images[pathOf(version)] ?? '');
      migrate(storage);
      expect(sql.exec('SELECT version FROM schema_version').one()).toEqual({ version: MIGRATIONS.length });
    });
    const before = await partition(index);
    expect(Object.keys(before)).toEqual(['marfa-0', 'waha-10', 'ufuq-20']);
    expect(before['waha-10']).toBe(before['marfa-0']);
    await index.file([article('shiraa', QUAKE[1], 30)].map(dated));
    const after = await partition(index);
    expect(after).toMatchObject(before);
    expect(after['shiraa-30']).toBe(before['marfa-0']);
    expect(await sqlOf(index, (sql, storage) => fileBatch(storage, BATCH, () => 0) + outboxSize(sql))).toBe(1);
  });
});

describe('fingerprints encoded by another version', () => {
  it.each([0, FINGERPRINT_VERSION + 1, 255])('%i are made again from the text', async (version) => {
    const index = freshIndex();
    await index.file(BATCH);
    const before = await partition(index);
    await sqlOf(index, (sql) => encodeFingerprintsAs(sql, version));
    const twin = article('shiraa', QUAKE[1], 30);
    const old = Uint8Array.from(twin.fingerprint);
    old[0] = version;
    await index.file([dated(twin), { ...dated(article('nakheel', QUAKE[0], 40)), fingerprint: old }]);
    const after = await partition(index);
    expect(after).toMatchObject(before);
    expect([after['shiraa-30'], after['nakheel-40']]).toEqual([before['marfa-0'], before['marfa-0']]);
  });
});
