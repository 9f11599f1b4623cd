/** Remembers all that readers ever saw, and notes what must never happen: broken JSON, a date or guid that changes, an id that goes. */
import { ARTICLE_RETENTION_MS } from '../../src/core/limits.ts';
import type { FrontDocument, StoryDocument } from '../../src/feeds/document.ts';

export interface Witness {
  /** A document as it lands in KV. */
  written(key: string, value: string): void;
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
  return {
    ids,
    faults,
    story,
    fault: (what) => void faults.push(what),
    written(key, value) {
      try {
        const document = JSON.parse(value) as StoryDocument | FrontDocument | { movedTo: string };
        if ('movedTo' in document) return void ids.add(document.movedTo).add(key.slice('story/'.length));
        if ('articles' in document) {
          if (key !== `story/${document.id}`) faults.push(`${key} holds story ${document.id}`);
          for (const { id } of document.related) ids.add(id);
          return story(document);
        }
        for (const one of document.stories) story(one);
        for (const { story: id, guid, at } of document.updates) {
          ids.add(id);
          hold(`update ${guid}`, at);
        }
      } catch (error) {
        faults.push(`${key} is broken: ${String(error)}`);
      }
    },
  };
}
