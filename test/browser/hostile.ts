/** A day on which every field of every outlet is an attack, which must be shown as text. */
import type { FoundFeeds } from '../../src/outlet/api.ts';
import type { OutletEntry, StoryIndexApi } from '../../src/story-index/api.ts';
import { article, front, NOON, outletOf, story } from '../render/documents.ts';
import { OUTLETS, settings } from '../web/service.ts';

/** Each calls alert() if any of it is ever taken for markup, an attribute, a style or an address. */
export const PAYLOADS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<body onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
  "' onfocus='alert(1)' autofocus tabindex='1",
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  ']]><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<math><mtext><script>alert(1)</script></mtext></math>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '<link rel=stylesheet href="data:text/css,*{background:red}">',
  '<style>@import "javascript:alert(1)";*{display:none}</style>',
  '<form action="javascript:alert(1)"><button autofocus>x</button></form>',
  '<details open ontoggle=alert(1)>',
  '$' + '{alert(1)}',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202eevil\u202c <b>bold</b>',
  '\u0000<\u0000script>alert(1)</script>',
];

export const ADDRESSES: readonly string[] = [
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'https://evil.example/"onmouseover="alert(1)',
  "https://evil.example/'><script>alert(1)</script>",
  '//evil.example/x',
  'file:///etc/passwd',
  'blob:https://evil.example/x',
  'x',
];

const at = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;

const STORIES = PAYLOADS.map((payload, i) => {
  const address = at(ADDRESSES, i);
  const outlet = { id: `hostile${i}`, name: payload, home: address, feed: address, country: undefined };
  const hostile = {
    outlet,
    publisher: payload,
    title: payload,
    url: address,
    excerpt: `${payload} ${payload}`,
    author: payload,
    image: address,
  };
  const first = article('sada', { ...hostile, id: `hostilefirst${i}`, published: NOON - i * 1000 });
  const second = article('nahar', {
    ...hostile,
    id: `hostilesecond${i}`,
    publisher: 'other.example',
    published: NOON - i * 1000,
    similarity: 0.5,
    evidence: { outlet: payload, words: [payload], passages: 0 },
    shared: [
      [0, 0],
      [1, 0],
    ],
  });
  return story(`hostile${i}`, [{ ...first, shared: [[0, 0]] }, second], {
    passages: [
      { carriers: [first.id, second.id], earliest: first.published, wordings: [payload], reworded: [1] },
      { carriers: [second.id], earliest: second.published, wordings: [`${payload} ${payload}`], reworded: [0] },
    ],
    published: NOON - i * 1000,
    related: [{ id: `hostile${(i + 1) % PAYLOADS.length}`, title: payload, published: NOON }],
  });
});

export const HOSTILE_IDS: readonly string[] = STORIES.map((s) => s.id);
/** As the index tells them: what lies in KV with such addresses is not believed. */
export const hostileStory = (id: string) => STORIES.find((s) => s.id === id);
export const HOSTILE_DAY = { front: front(STORIES), ...Object.fromEntries(STORIES.map((s) => [`story/${s.id}`, s])) };

const status = OUTLETS[1]?.status;
export const HOSTILE_OUTLETS = PAYLOADS.map((payload, i) => ({
  settings: settings({
    ...outletOf('sada'),
    id: `hostile${i}`,
    name: payload,
    feed: at(ADDRESSES, i),
    home: at(ADDRESSES, i),
    group: payload,
  }),
  status: { ...(status as NonNullable<typeof status>), outlet: `hostile${i}`, detail: payload, notes: [payload] },
}));

const of = <T>(make: (payload: string, i: number) => T): readonly T[] => PAYLOADS.map(make);

/** What else the index tells of them: one outlet's reports, what was set aside or taken down, what a search finds. */
export const HOSTILE_INDEX: Partial<StoryIndexApi> = {
  outlet: async () => ({
    entry: HOSTILE_OUTLETS[0] as OutletEntry,
    reports: of((title, i) => ({
      ...{ id: `a${i}`, title, url: at(ADDRESSES, i), published: NOON, notBefore: undefined, seen: NOON },
      ...{ story: `s${i}`, publishers: 2 },
    })),
    ...{ shared: 1, first: 1, later: 1, copied: 1, copiedByOthers: 1 },
  }),
  takedowns: async () =>
    of((title, i) => ({ article: `a${i}`, outlet: 'o', title, url: at(ADDRESSES, i), at: NOON, reason: title })),
  stories: async () => ({ stories: HOSTILE_DAY.front.stories, next: undefined, names: {} }),
  today: async () => ({
    used: { rowsRead: 0, rowsWritten: 0, objectRequests: 0, kvWrites: 0, queryRows: 0 },
    ...{ articles: 0, stories: 0, waiting: 0, unfiled: 0, lastFiled: undefined, lastPublished: undefined },
    quarantined: of((title, i) => ({
      ...{ article: `a${i}`, outlet: 'o', title, url: at(ADDRESSES, i), seen: NOON, tried: NOON, reason: title },
    })),
  }),
};

/** A site and a feed that an operator looks at. */
export const HOSTILE_SITE = {
  OUTLET: {
    getByName: () => ({
      find: async (address: string): Promise<FoundFeeds> =>
        address.includes('feed')
          ? { kind: 'feed', address, title: PAYLOADS[0], home: address, items: 1, newest: PAYLOADS, warnings: PAYLOADS }
          : { kind: 'page', address, title: PAYLOADS[0], feeds: of((title) => ({ address, title })) },
    }),
  },
};
