/** The app in workerd for a browser to read: an ordinary day at localhost, the same in English, a hostile one at 127.0.0.1. */
import type { StoryAnswer } from '../../src/story-index/api.ts';
import { createApp } from '../../src/web/app.ts';
import { NOON } from '../render/documents.ts';
import { bindings, nothingDue } from '../web/service.ts';
import { FULL_DAY } from './day.ts';
import { HOSTILE_DAY, HOSTILE_INDEX, HOSTILE_OUTLETS, HOSTILE_SITE, hostileStory } from './hostile.ts';

const app = createApp({ ingest: nothingDue, now: () => NOON });
const ordinary = bindings({ kv: FULL_DAY }, []);
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
