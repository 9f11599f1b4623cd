/** An Outlet object over ports, with its own tables in a shared database. It can be killed at any await. */
import type { Article } from '../../src/documents/article.ts';
import type { OutletSettings, TickReport } from '../../src/documents/outlet.ts';
import { outletId } from '../../src/feeds/identity.ts';
import { openStore } from '../../src/outlet/store.ts';
import { tickOutlet } from '../../src/outlet/tick.ts';
import { outletSettings } from '../builders.ts';
import type { Gates } from './gates.ts';
import { createFeed, type OutletFeed } from './outlet-feed.ts';
import { withOwnTables } from './tables.ts';

export interface OutletHost {
  readonly feed: OutletFeed;
  settings: OutletSettings;
  tick(settings: OutletSettings, now: number, force: boolean): Promise<TickReport>;
  /** Evicts it: its memory is lost, its storage stays. */
  kill(arrives: boolean): void;
  /** Ids of the articles it has recorded and will not send again. */
  recorded(): readonly string[];
}

interface Parts {
  readonly name: string;
  readonly place: number;
  readonly storage: DurableObjectStorage;
  readonly gates: Gates;
  readonly file: (batch: readonly Article[]) => Promise<{ readonly filed: number }>;
}

export function createOutletHost({ name, place, storage, gates, file }: Parts): OutletHost {
  const feed = createFeed(name, place !== 0);
  const own = withOwnTables(storage, name);
  const store = openStore(own);
  let life = 0;
  let running: Promise<TickReport> | undefined;
  let broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  return {
    feed,
    settings: outletSettings(outletId(feed.url), {
      feed: feed.url,
      name,
      home: `https://${name}.example/`,
      priority: place,
    }),
    /** As in the object: a tick during a reading gets that reading's report. */
    tick(settings, now, force) {
      const owner = `outlet ${name} ${life}`;
      running ??= tickOutlet(settings, now, force, {
        fetch: (_, validators) => gates.pass(owner, 'fetch', () => feed.answer(validators)),
        file: (batch) => gates.pass(owner, 'file', () => file(batch)),
        store,
      }).finally(() => {
        running = undefined;
      });
      return Promise.race([running, broken.promise]);
    },
    kill(arrives) {
      gates.kill(`outlet ${name} ${life++}`, arrives);
      running = undefined;
      broken.reject(new Error(`outlet ${name} was reset`));
      broken = Promise.withResolvers();
      broken.promise.catch(() => {});
    },
    recorded: () => [
      ...new Set(store.all().flatMap(({ article, published }) => (published === undefined ? [] : [article]))),
    ],
  };
}
