import { expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { warmUp } from '../../src/web/warm.tsx';
import { bindings, nothingDue, ORIGIN } from './service.ts';

it('changes no answer', async () => {
  const answers = async (warm: boolean) => {
    const app = createApp({ ingest: nothingDue, now: () => 0 });
    if (warm) await warmUp(app.fetch);
    const env = bindings({}, []);
    const paths = ['/', '/feed.xml', '/feed.json?publishers=2', '/api/stories', '/nowhere'];
    return Promise.all(paths.map(async (path) => (await app.request(ORIGIN + path, {}, env)).text()));
  };
  expect(await answers(true)).toEqual(await answers(false));
});

it('rehearses conditional requests, so that no body is made before the first real request', async () => {
  const app = createApp({ ingest: nothingDue, now: () => 0 });
  const statuses: number[] = [];
  await warmUp(async (request, env) => {
    const answer = await app.fetch(request, env);
    statuses.push(answer.status);
    return answer;
  });
  expect(new Set(statuses)).toEqual(new Set([304]));
});
