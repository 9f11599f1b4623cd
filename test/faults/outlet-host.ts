/** An Outlet object over ports, in tables of its own within a database that many share. It can be killed at any wait. */
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
  /** Evicted: what it had in memory is gone, its storage stays. */
  kill(arrives: boolean): void;
  /** Ids of articles it will never send again. */
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
    /** As the object does it: rung while it is reading, it answers with that reading. */
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
    recorded: () =>
      own.sql
        .exec<{ article: string }>('SELECT DISTINCT article FROM seen WHERE published IS NOT NULL')
        .toArray()
        .map((row) => row.article),
  };
}
