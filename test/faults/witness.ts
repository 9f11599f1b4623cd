/** Records everything readers ever saw, and reports what must never happen: broken JSON, a changed date or guid, a lost id. */

import type { FrontDocument, StoryDocument } from '../../src/documents/document.ts';
import { ARTICLE_RETENTION_MS } from '../../src/limits.ts';
import { decodeDaily } from '../../src/render/daily-snapshot.ts';
import type { SealedMetadata } from '../../src/render/sealed-value.ts';
import { frontOf } from '../story-index/kv-double.ts';

export interface Witness {
  /** A document as it lands in KV, with its metadata. */
  written(key: string, value: string, metadata: unknown): void;
  front(document: FrontDocument): void;
  story(document: StoryDocument): void;
  fault(what: string): void;
  /** Story ids ever served. */
  readonly ids: ReadonlySet<string>;
  readonly faults: readonly string[];
}

export function createWitness(): Witness {
  const ids = new Set<string>();
  const faults: string[] = [];
  const frozen = new Map<string, { readonly text: string; readonly since: number }>();
  // An article sent again after the index has let it go for its age is new to it: the answer to its first sending was lost
  // and its outlet was silent for days.
  const hold = (what: string, value: unknown, since = 0) => {
    const text = JSON.stringify(value);
    const before = frozen.get(what);
    if (before === undefined || since - before.since > ARTICLE_RETENTION_MS) frozen.set(what, { text, since });
    else if (before.text !== text) faults.push(`${what} was ${before.text} and became ${text}`);
  };
  const story = ({
    id,
    guid,
    published,
    articles,
  }: Pick<StoryDocument, 'id' | 'guid' | 'published'> & {
    articles: readonly { id: string; guid?: string; published: number; seen: number }[];
  }) => {
    ids.add(id);
    hold(`story ${id}`, { guid, published });
    for (const article of articles) {
      hold(`article ${article.id}`, { published: article.published, seen: article.seen }, article.seen);
      if (article.guid !== undefined) hold(`guid of ${article.id}`, article.guid);
    }
  };
  const front = ({ stories, updates }: FrontDocument) => {
    for (const one of stories) story(one);
    for (const { story: id, guid, at } of updates) {
      ids.add(id);
      hold(`update ${guid}`, at);
    }
  };
  const daily = (value: string, metadata: SealedMetadata) => {
    for (const day of decodeDaily(new TextEncoder().encode(value), metadata).document().days)
      hold(`day ${day.date}`, [day.since, day.at]);
  };
  return {
    ids,
    faults,
    story,
    fault: (what) => void faults.push(what),
    front,
    written(key, value, metadata) {
      try {
        if (key === 'daily') return daily(value, metadata as SealedMetadata);
        if (key === 'front') return front(frontOf(value, metadata));
        const document = JSON.parse(value) as StoryDocument | { movedTo: string };
        if ('movedTo' in document) return void ids.add(document.movedTo).add(key.slice('story/'.length));
        if (key !== `story/${document.id}`) faults.push(`${key} holds story ${document.id}`);
        for (const { id } of document.related) ids.add(id);
        story(document);
      } catch (error) {
        faults.push(`${key} is broken: ${String(error)}`);
      }
    },
  };
}
