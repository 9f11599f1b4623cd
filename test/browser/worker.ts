/** The app in workerd for a browser to read: an ordinary day at localhost, the same in English, a hostile one at 127.0.0.1. */
import type { StoryAnswer, StoryIndexApi, WatchState } from '../../src/story-index/api.ts';
import { createApp } from '../../src/web/app.ts';
import { NOON } from '../render/documents.ts';
import { bindings, nothingDue } from '../web/service.ts';
import { FULL_DAY } from './day.ts';
import { HOSTILE_DAY, HOSTILE_INDEX, HOSTILE_OUTLETS, HOSTILE_SITE, hostileStory } from './hostile.ts';

const app = createApp({ ingest: nothingDue, now: () => NOON });

/** Watches that the operator makes and removes; the receiver of a new one answers 500. */
function rememberedWatches(): Partial<StoryIndexApi> {
  let watches: readonly WatchState[] = [];
  return {
    watches: async () => watches,
    addWatch: async ({ name, slice, alert }) => {
      if (watches.some((watch) => watch.name === name))
        return { ok: false, status: 409, detail: `There is a watch "${name}" already: remove it first.` };
      const receiver = alert && { ...alert, host: new URL(alert.url).host, ...UNUSED };
      watches = [...watches, { name, slice, created: NOON, ...(receiver ? { alert: receiver } : {}) }];
      return { ok: true };
    },
    testWatch: async (name) => {
      const failure = 'it answered 500';
      watches = watches.map((watch) =>
        watch.name === name && watch.alert ? { ...watch, alert: { ...watch.alert, failures: 1, failure } } : watch,
      );
      return { taken: false, detail: failure };
    },
    removeWatch: async (name) => {
      const left = watches.filter((watch) => watch.name !== name);
      const removed = left.length < watches.length;
      watches = left;
      return removed;
    },
  };
}

const UNUSED = {
  ...{ delivered: undefined, ended: undefined, waiting: 0, failures: 0, failure: undefined, full: false, givenUp: [] },
};

const ordinary = bindings({ kv: FULL_DAY, index: rememberedWatches() }, []);
const story = async (id: string): Promise<StoryAnswer> => {
  const found = hostileStory(id);
  return found ? { kind: 'story', story: found } : { kind: 'unknown' };
};
const english = bindings({ kv: FULL_DAY, settings: { SITE_LANGUAGE: 'en', TIME_ZONE: 'Asia/Riyadh' } }, []);
const hostile = bindings(
  { kv: HOSTILE_DAY, index: { ...HOSTILE_INDEX, outlets: async () => HOSTILE_OUTLETS, story }, settings: HOSTILE_SITE },
  [],
);

export default {
  fetch: (request: Request) => {
    const { hostname } = new URL(request.url);
    return app.fetch(request, hostname === '127.0.0.1' ? hostile : hostname.startsWith('english') ? english : ordinary);
  },
};
