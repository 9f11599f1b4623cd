import type { Env } from './config.ts';

export { Outlet } from './outlet/outlet.ts';
export { StoryIndex } from './stories/story-index.ts';

export default {
  async fetch(): Promise<Response> {
    return new Response('wirefold');
  },
} satisfies ExportedHandler<Env>;
