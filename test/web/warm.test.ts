import { expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { warmUp } from '../../src/web/warm.tsx';
import { bindings, nothingDue, ORIGIN } from './service.ts';

it('changes no answer: it only comes sooner', async () => {
  const answers = async (warm: boolean) => {
    const app = createApp({ ingest: nothingDue, now: () => 0 });
    if (warm) warmUp(app);
    const env = bindings({}, []);
    const paths = ['/', '/feed.xml', '/feed.json?outlets=2', '/api/stories', '/nowhere'];
    return Promise.all(paths.map(async (path) => (await app.request(ORIGIN + path, {}, env)).text()));
  };
  expect(await answers(true)).toEqual(await answers(false));
});
