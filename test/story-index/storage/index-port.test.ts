import { decide } from '../../../src/clustering/decide.ts';
import { encodeFingerprint } from '../../../src/clustering/fingerprint-codec.ts';
import type { FilingIndex } from '../../../src/clustering/memory-index.ts';
import { fileBatch } from '../../../src/story-index/filing/file-batch.ts';
import { readCounters, writeCounters } from '../../../src/story-index/storage/meta.ts';
import { createSqlIndex } from '../../../src/story-index/storage/sql-index.ts';
import { foundStory } from '../../../src/story-index/storage/story-rows.ts';
import { article } from '../../builders.ts';
import { indexPortSuite } from '../../clustering/index-port.shared.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { keepApart, pin, storyOf } from '../index-state.ts';
import { QUAKE } from '../stories.ts';

/** The SQLite index, made to look like the filing index of the shared suite. */
function filingIndex(storage: DurableObjectStorage): FilingIndex {
  const { sql } = storage;
  // Fresh for each question: what is counted is read anew, as each batch does.
  const port = () => createSqlIndex(sql);
  return {
    posting: (key, limit) => port().posting(key, limit),
    members: (articles) => port().members(articles),
    membersOf: (stories) => port().membersOf(stories),
    documentFrequencies: () => port().documentFrequencies(),
    apart: (one, other) => port().apart(one, other),
    storyOf: (article) => storyOf(sql, article),
    file(incoming) {
      if (storyOf(sql, incoming.article) !== undefined) return undefined;
      const decision = decide(incoming, port());
      const { publisher, published } = incoming;
      const over = {
        id: `a${incoming.article}`,
        publisher,
        published,
        fingerprint: encodeFingerprint(incoming.fingerprint),
      };
      fileBatch(storage, [article('a', QUAKE[0], 0, over)], () => 0);
      return decision;
    },
    keepApart: (one, other) => keepApart(sql, one, other),
    pin(number, story) {
      const tally = readCounters(sql);
      foundStory(sql, story, { number, id: `pinned-${number}`, title: '', published: 0 }, tally);
      writeCounters(sql, tally);
      pin(sql, number, story);
    },
  };
}

indexPortSuite('SQLite', (test) => sqlOf(freshIndex(), (_, storage) => test(filingIndex(storage))));
