import { describe, expect, it } from 'vitest';
import type { Env } from '../../../src/env.ts';
import { readFront } from '../../../src/web/data/document-repository.ts';
import { DAY, front, MUSEUM } from '../../render/documents.ts';
import { bindings, published } from '../service.ts';

/** A KV that holds `document`; `read` is called whenever bytes of the value are asked for, and may throw. */
async function env(document: typeof DAY, read: () => void, cancelled = () => {}): Promise<Env> {
  const { value, metadata } = await published(document);
  const stream = () =>
    new ReadableStream({
      type: 'bytes',
      pull(controller: ReadableByteStreamController) {
        read();
        controller.enqueue(new TextEncoder().encode(value));
        controller.close();
      },
      cancel: cancelled,
    });
  const STORIES = { getWithMetadata: async () => ({ value: stream(), metadata: metadata }) };
  return { ...bindings({ kv: {} }, []), STORIES } as unknown as Env;
}

const storiesOf = async (given: Env) => {
  const read = await readFront(given);
  return read.kind === 'sealed' ? read.document.document().stories.map((s) => s.id) : read.kind;
};
const ids = (document: typeof DAY) => document.stories.map((s) => s.id);

describe('the front in KV', () => {
  it('is read once, and again only when its metadata says that it is another', async () => {
    let reads = 0;
    let cancels = 0;
    const count = () => {
      reads++;
    };
    const cancel = () => {
      cancels++;
    };
    const other = front([MUSEUM]);
    const [today, tomorrow] = [await env(DAY, count, cancel), await env(other, count, cancel)];
    expect(await storiesOf(today)).toEqual(ids(DAY));
    expect(await storiesOf(today)).toEqual(ids(DAY));
    expect([reads, cancels]).toEqual([1, 1]);
    expect(await storiesOf(tomorrow)).toEqual(ids(other));
    expect(await storiesOf(today)).toEqual(ids(DAY));
    expect([reads, cancels]).toEqual([3, 1]);
  });

  it('that breaks off while it is read is asked of the index', async () => {
    const broken = await env(front([MUSEUM]), () => {
      throw new Error('Network connection lost.');
    });
    await storiesOf(await env(DAY, () => {}));
    expect(await storiesOf(broken)).toEqual(ids(DAY));
  });
});
