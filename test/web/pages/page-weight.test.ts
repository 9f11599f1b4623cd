/** Pages stay under 60 kB with their style, and what has no room stands on the next one. */
import { expect, it } from 'vitest';
import type { StoryDocument } from '../../../src/documents/document.ts';
import { decodeCursor } from '../../../src/documents/story-cursor.ts';
import type { OutletEntry } from '../../../src/story-index/api.ts';
import { outletSettings } from '../../builders.ts';
import { article, front, NOON, story } from '../../render/documents.ts';
import { OUTLETS, serve } from '../service.ts';

const PAGE_BYTES_MAX = 60_000;
const MINUTE = 60_000;
const SENTENCE = 'وصلت قافلة المراكب الشراعية إلى خليج الصدفة بعد رحلة استمرت أحد عشر يوما عبر ثلاثة مضايق ';
const LONG_PATH = encodeURIComponent('قافلة-المراكب-الشراعية-تصل-خليج-الصدفة');

/** The list of a whole region, as long as the one that ships. */
const LISTED: readonly OutletEntry[] = Array.from({ length: 60 }, (_, i) => ({
  ...(OUTLETS[0] as OutletEntry),
  settings: outletSettings(`region${i}`, { name: `صحيفة خليج الصدفة ${i}`, group: `بلد المراكب ${i % 18}` }),
}));

/** More stories than fit, each told by so many outlets, with long addresses and pictures. */
function heavy(outlets: number, title: string): readonly StoryDocument[] {
  return Array.from({ length: 18 }, (_, i) => {
    const reports = Array.from({ length: outlets }, (_, n) => {
      const { id, name, group } = LISTED[(i + n) % LISTED.length]?.settings ?? outletSettings('none');
      return article('sada', {
        id: `a${i}x${n}`,
        outlet: { id, name, home: undefined, feed: `https://${id}.example/`, country: group },
        publisher: `${id}.example`,
        title: `${title}${n}`,
        url: `https://${id}.example/2026/11/22/${LONG_PATH}?a=1&b=${n}`,
        excerpt: SENTENCE.repeat(5),
        image: `https://${id}.example/images/${LONG_PATH}.jpg`,
        published: NOON - i * 20 * MINUTE,
        seen: NOON - i * 20 * MINUTE,
      });
    });
    return story(`heavy${i}`, reports);
  });
}

it.each([
  ['one outlet each', 1, SENTENCE, 12],
  ['three outlets each', 3, SENTENCE, 5],
  ['nine outlets each', 9, SENTENCE, 3],
  ['Latin titles with what HTML escapes', 5, 'Tokayev & "guests" visit <the> harbour ', 4],
])('%s', async (_, outlets, title, least) => {
  const service = serve({ kv: { front: front(heavy(outlets, title)) }, index: { outlets: async () => LISTED } });
  const bytes = async (path: string) => (await (await service.get(path)).arrayBuffer()).byteLength;
  const style = await bytes('/style.css');
  for (const path of ['/', '/?publishers=2', '/?sort=carried']) {
    expect([path, (await bytes(path)) + style < PAGE_BYTES_MAX]).toEqual([path, true]);
  }
  const html = await (await service.get('/')).text();
  const shown = [...html.matchAll(/<h2[^>]*><a href="\/stories\/(heavy\d+)"/g)].map(([, id]) => id);
  expect(shown.length).toBeGreaterThanOrEqual(least);
  const next = decodeCursor(/rel="next" href="\/\?cursor=([^"]+)"/.exec(html)?.[1] ?? '');
  expect(next?.id).toBe(shown.at(-1));
});
