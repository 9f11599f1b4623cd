/** The answer to a request for one story, in any form. Merged stories redirect, and each kind of absence has its own status. */
import type { Context } from 'hono';
import type { StoryRead } from '../data/document-repository.ts';
import { gone, notFound, unavailable } from '../http/problem.ts';

/** `path` is the route of this form, with `:id` for the story's id: the redirect of a merged story leads there. */
export function answerStory<R extends StoryRead>(
  c: Context,
  read: R,
  path: string,
  show: (read: Extract<R, { kind: 'story' }>) => Response | Promise<Response>,
): Response | Promise<Response> {
  switch (read.kind) {
    case 'story':
      return show(read as Extract<R, { kind: 'story' }>);
    case 'moved':
      return c.redirect(path.replace(':id', encodeURIComponent(read.to)), 301);
    case 'gone':
      return gone(c);
    case 'unknown':
      return notFound(c);
    case 'unavailable':
      return unavailable(c);
  }
}
