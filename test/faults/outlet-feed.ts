/** One outlet's feed as it changes over the day: items appear, are edited, leave and reappear. */

import type { FetchResult, Validators } from '../../src/outlet/fetch/fetch-result.ts';
import { DETAIL_EDITS_PER_DAY_MAX, EDITS_PER_DAY_MAX } from '../../src/outlet/items/select.ts';
import { rss } from '../outlet/feed.ts';
import { type Manner, tell } from './events.ts';

interface Item {
  readonly number: number;
  event: number;
  readonly manner: Manner;
  readonly date: number | undefined;
  version: number;
  /** Some feeds mint a new guid at each change. */
  guid: string;
  moves: number;
}

export type Change = 'gain' | 'edit' | 'rewrite' | 'drop' | 'return' | 'reguid' | 'twice' | 'move';

export interface OutletFeed {
  readonly url: string;
  /** `pick`: any natural number. An impossible change changes nothing. */
  change(what: Change, pick: number, now: number): void;
  answer(validators: Validators | undefined): FetchResult;
  /** The feed as served, and the tag of this state of it. */
  text(): { readonly body: string; readonly etag: string };
  /** Titles and links it lists now. */
  titles(): readonly string[];
  links(): readonly string[];
}

const MANNERS: readonly Manner[] = ['copied', 'cut', 'anew'];
const HOUR_MS = 3_600_000;

/**
 * `conditional`: the server knows ETags. `events`: how many there are to tell of; `twins`: an event may be told again in the same words, as
 * another item. The service takes some twins for one item (docs/decisions/moved-addresses.md).
 */
export function createFeed(name: string, conditional: boolean, { events = 7, twins = true } = {}): OutletFeed {
  const url = `https://${name}.example/feed.xml`;
  const listed: Item[] = [];
  const dropped: Item[] = [];
  let made = 0;
  let version = 0;
  let twice = -1;
  const at = (items: readonly Item[], pick: number) => items[pick % Math.max(1, items.length)];
  const title = (item: Item) =>
    tell(item.event, item.manner).title + (item.version > 0 ? ` (تحديث ${item.version})` : '');
  const link = ({ number, moves }: Item) => `https://${name}.example/${number}${moves > 0 ? `/at-${moves}` : ''}`;
  const told = new Set<string>();
  /** What the next item tells, near `pick`. Without twins: what was not told yet. */
  const telling = (pick: number) => {
    for (let n = pick; ; n++) {
      const [event, manner] = [n % events, MANNERS[(n >> 3) % MANNERS.length] ?? 'copied'];
      const isNew = !told.has(`${event} ${manner}`);
      if (!twins && !isNew && told.size < events * MANNERS.length) continue;
      told.add(`${event} ${manner}`);
      return { event, manner };
    }
  };
  const render = () =>
    rss(
      [...listed, ...listed.filter((i) => i.number === twice)].map((item) => ({
        guid: item.guid,
        link: link(item),
        title: title(item),
        content: tell(item.event, item.manner)
          .paragraphs.map((p) => `<p>${p}</p>`)
          .join(''),
        ...(item.date === undefined ? {} : { date: item.date }),
      })),
    );
  return {
    url,
    titles: () => listed.map(title),
    text: () => ({ body: render(), etag: `"${version}"` }),
    links: () => listed.map(link),
    change(what, pick, now) {
      const item = at(listed, pick);
      version++;
      if (what === 'gain') {
        const number = ++made;
        const date = pick % 5 === 0 ? undefined : now - (pick % 3) * HOUR_MS;
        listed.unshift({
          number,
          ...telling(pick),
          date,
          version: 0,
          guid: `${name}-${number}`,
          moves: 0,
        });
      } else if (what === 'return') {
        listed.push(...dropped.splice(0, 1));
      } else if (item && what === 'edit') item.version = Math.min(item.version + 1, EDITS_PER_DAY_MAX);
      else if (item && what === 'rewrite') item.event = pick % events;
      else if (item && what === 'reguid') item.guid = `${item.guid}+`;
      else if (item && what === 'move') {
        // Links are followed so often a day.
        if (item.version + item.moves >= DETAIL_EDITS_PER_DAY_MAX) return;
        item.moves++;
        item.guid = `${item.guid}>`;
      } else if (item && what === 'twice') twice = item.number;
      else if (item) dropped.push(...listed.splice(listed.indexOf(item), 1));
    },
    answer(validators) {
      const etag = `"${version}"`;
      if (conditional && validators?.etag === etag) return { kind: 'not-modified', freshForMs: 0, warnings: [] };
      return {
        kind: 'body',
        bytes: new TextEncoder().encode(render()),
        contentType: 'application/rss+xml',
        url,
        validators: conditional ? { url, etag, lastModified: undefined } : undefined,
        freshForMs: 0,
        warnings: [],
      };
    },
  };
}
