/** The Worker: its HTTP app, its cron handler and its two Durable Object classes. */
import { env as bindings } from 'cloudflare:workers';
import { configFaults, type Env } from './env.ts';
import { pollAll } from './outlet/poll-all.ts';
import { createApp } from './web/app.ts';
import { warmUp } from './web/warm.tsx';

export { Outlet } from './outlet/outlet-object.ts';
export { StoryIndex } from './story-index/story-index.ts';

/** Looks `Date.now` up at each call, because tests and the ledger replace it. */
const now = () => Date.now();
const app = createApp({ ingest: pollAll, now });
await warmUp(app.fetch);
for (const fault of configFaults(bindings as Env)) console.error(`wirefold: ${fault}`);

export default {
  fetch: app.fetch,
  async scheduled(controller, env) {
    await pollAll(env, controller.scheduledTime, false);
  },
} satisfies ExportedHandler<Env>;
