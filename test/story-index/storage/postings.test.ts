import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { voiceOf } from '../../../src/clustering/voice-share.ts';
import { forgetSegments, openPostings, pruneSegments } from '../../../src/story-index/storage/postings.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { addKeys, dropArticles, emptyPostings } from '../index-state.ts';

/** `addKeys` names no publisher. */
const NOBODY = voiceOf('');
const SMALL = { articles: 3, merged: 2 };
/** Keys of few values, so that articles share them; the largest uint32 among them. */
const keys = fc
  .uniqueArray(fc.constantFrom(1, 2, 3, 0x7fffffff, 0x80000000, 0xffffffff), { maxLength: 4 })
  .map((list) => Uint32Array.from(list));
/** Batches of articles; after some, the oldest so many are pruned. */
const history = fc.array(fc.record({ batch: fc.array(keys, { maxLength: 8 }), pruned: fc.nat(5) }), { maxLength: 8 });

describe('the inverted file', () => {
  it('finds the same articles as an unpacked list, however it is packed, merged and pruned', async () => {
    const index = freshIndex();
    await fc.assert(
      fc.asyncProperty(history, fc.nat(6), (rounds, limit) =>
        sqlOf(index, (sql) => {
          emptyPostings(sql);
          forgetSegments(sql);
          const all: { article: number; keys: Uint32Array }[] = [];
          let gone = 0;
          let next = 1;
          for (const { batch, pruned } of rounds) {
            const postings = openPostings(sql, SMALL);
            for (const list of batch) {
              // Stories draw from the same counter, so numbers have gaps.
              const article = next;
              next += 1 + (article % 3);
              addKeys(sql, article, list);
              postings.add(article, list, NOBODY);
              all.push({ article, keys: list });
            }
            const before = all.map((filed) => filed.article);
            expect(found(postings, limit, gone)).toEqual(expected(all, limit, gone));
            postings.seal();
            gone = Math.max(gone, before[pruned - 1] ?? 0);
            dropArticles(sql, gone);
            pruneSegments(sql, gone);
            expect(found(openPostings(sql, SMALL), limit, gone)).toEqual(expected(all, limit, gone));
          }
        }),
      ),
      { seed: 6, numRuns: 60 },
    );
  });

  it('keeps few rows: those not packed yet, the short segments and the long ones', async () => {
    await sqlOf(freshIndex(), (sql) => {
      for (let article = 1; article <= 20; article++) {
        const postings = openPostings(sql, SMALL);
        addKeys(sql, article, Uint32Array.of(article % 5));
        postings.add(article, Uint32Array.of(article % 5), NOBODY);
        postings.seal();
      }
      expect(sql.exec('SELECT last, merged FROM segment ORDER BY last').toArray()).toEqual([
        { last: 6, merged: 1 },
        { last: 12, merged: 1 },
        { last: 18, merged: 1 },
      ]);
    });
  });
});

const KEYS = [1, 2, 3, 0x7fffffff, 0x80000000, 0xffffffff];

/** Pruned articles may still be listed, behind all others; the index leaves them out when it reads their rows. */
function found(postings: ReturnType<typeof openPostings>, limit: number, gone: number): number[][] {
  return KEYS.map((key) =>
    postings
      .find(key, limit)
      .map(({ article }) => article)
      .filter((article) => article > gone),
  );
}

function expected(all: readonly { article: number; keys: Uint32Array }[], limit: number, gone: number): number[][] {
  return KEYS.map((key) =>
    all
      .filter((filed) => filed.keys.includes(key))
      .map((filed) => filed.article)
      .reverse()
      .slice(0, limit)
      .filter((article) => article > gone),
  );
}
