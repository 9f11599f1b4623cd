/**
 * Reads all that is served, over HTTP only, and compares it with everything it saw before. It reports ids, guids and
 * dates that changed, articles that are lost or in two stories, and broken documents.
 */
import type { Tally } from './tally.ts';

interface Story {
  readonly id: string;
  readonly guid: string;
  readonly published: string;
  readonly articles: readonly {
    readonly id: string;
    readonly url: string;
    readonly published: string;
    readonly seen: string;
    readonly guid?: string;
  }[];
}

export interface Reader {
  /** Reads the front feed and all stories. Skips what cannot be reached at the moment. */
  look(): Promise<void>;
  /** Ids of all articles ever seen. An outlet may give an article another link. */
  readonly accepted: ReadonlySet<string>;
  /** For the end, when nothing fails any more: every article seen or `listed` is in exactly one story, and every id answers. */
  settle(listed: readonly string[]): Promise<void>;
}

const LAWS = {
  ids: 'ids changed',
  guids: 'guids changed',
  lost: 'articles lost',
  documents: 'documents broken',
} as const;

export function createReader(base: string, tally: Tally): Reader {
  const frozen = new Map<string, string>();
  const stories = new Set<string>();
  const accepted = new Set<string>();
  const hold = (law: string, what: string, value: string) => {
    const before = frozen.get(what);
    if (before === undefined) frozen.set(what, value);
    else if (before !== value) tally.wrong(law, `${what}: ${before} → ${value}`);
  };
  const get = async <T>(path: string): Promise<T | undefined> => {
    const answer = await fetch(base + path, { redirect: 'manual', signal: AbortSignal.timeout(20_000) }).catch(
      () => undefined,
    );
    if (!answer?.ok) return undefined;
    const text = await answer.text().catch(() => undefined);
    if (text === undefined) return undefined;
    tally.did('documents read');
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      tally.wrong(LAWS.documents, `${path}: ${String(error)}`);
      return undefined;
    }
  };
  const remember = ({ id, guid, published, articles }: Story) => {
    stories.add(id);
    hold(LAWS.guids, `story ${id}`, guid);
    hold(LAWS.ids, `date of story ${id}`, published);
    for (const article of articles) {
      accepted.add(article.id);
      hold(LAWS.ids, `article at ${article.url}`, article.id);
      hold(LAWS.ids, `dates of ${article.id}`, `${article.published} ${article.seen}`);
      if (article.guid !== undefined) hold(LAWS.guids, `article ${article.id}`, article.guid);
    }
  };
  /** Every current story with its articles; undefined when a page of them could not be read. */
  const all = async (): Promise<Story[] | undefined> => {
    const found: Story[] = [];
    let cursor = '';
    do {
      const page = await get<{ stories: Story[]; next?: string }>(
        `/api/stories?limit=200${cursor && `&cursor=${cursor}`}`,
      );
      if (!page) return undefined;
      found.push(...page.stories);
      cursor = page.next ?? '';
    } while (cursor !== '');
    return found;
  };
  return {
    accepted,
    async look() {
      const feed = await get<{ items: { id: string; date_published: string }[] }>('/feed.json');
      for (const item of feed?.items ?? []) hold(LAWS.guids, `item ${item.id}`, item.date_published);
      for (const story of (await all()) ?? []) remember(story);
      const [some] = stories;
      const whole =
        some === undefined
          ? undefined
          : await get<Story>(`/api/stories/${[...stories][Math.floor(Math.random() * stories.size)]}`);
      if (whole) remember(whole);
    },
    async settle(listed) {
      const found = await all();
      if (!found) return tally.wrong(LAWS.documents, 'the stories could not be read though all was calm');
      for (const story of found) remember(story);
      const storiesOf = new Map<string, number>();
      const shown = found.flatMap(({ articles }) => articles);
      for (const name of shown.flatMap(({ id, url }) => [id, url])) storiesOf.set(name, (storiesOf.get(name) ?? 0) + 1);
      for (const name of new Set([...accepted, ...listed])) {
        const times = storiesOf.get(name) ?? 0;
        if (times !== 1) tally.wrong(LAWS.lost, `${name} is in ${times} stories`);
      }
      for (const id of stories) {
        const answer = await fetch(`${base}/stories/${id}`, { redirect: 'manual' });
        const to = answer.status === 301 ? answer.headers.get('location') : undefined;
        const status = to ? (await fetch(new URL(to, base), { redirect: 'manual' })).status : answer.status;
        if (status !== 200)
          tally.wrong(LAWS.ids, `story ${id} answers ${answer.status}${to ? `, then ${status}` : ''}`);
      }
    },
  };
}

export function verdict(tally: Tally): readonly (readonly [string, number])[] {
  return Object.values(LAWS).map((law) => [law, tally.wrongs.get(law)?.length ?? 0] as const);
}
