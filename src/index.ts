/** The Worker: what it serves, what the cron rings, and its two Durable Objects. */
import type { Env } from './config.ts';
import { holdRound } from './outlet/round.ts';
import { createApp } from './web/app.ts';
import { recently } from './web/recent.ts';
import { warmUp } from './web/warm.tsx';

export { Outlet } from './outlet/outlet.ts';
export { StoryIndex } from './stories/story-index.ts';

/** Looked up at each call: a test, or the ledger, may have put a clock of its own in its place. */
const now = () => Date.now();
const app = createApp({ ingest: holdRound, now });
const fetch = recently(app.fetch, now);
await warmUp(fetch);

export default {
  fetch,
  async scheduled(controller, env) {
    await holdRound(env, controller.scheduledTime, false);
  },
} satisfies ExportedHandler<Env>;
