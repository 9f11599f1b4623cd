import { expect, it } from 'vitest';
import { DEFAULT_LOCALIZED } from '../../src/localization/localization.ts';
import { alertMessage, testMessage } from '../../src/render/alert-message.ts';
import { front, SHIP } from './documents.ts';

/** With the letters of which HTML and the services' markup is made. */
const TITLE = 'سفينة *كبرى* <a_b> & قارب';
const [story] = front([{ ...SHIP, title: TITLE }]).stories;
if (!story) throw new Error('The front has the story.');
const ALERT = { watch: 'الميناء', reason: 'entered', made: Date.UTC(2026, 10, 22), story, publishers: 3 } as const;
const ORIGIN = 'https://news.example.org';
const WATCH_PAGE = `${ORIGIN}/w/${encodeURIComponent('الميناء')}`;
const PAGE = `${ORIGIN}/stories/${SHIP.id}`;
const message = (url: string, format: 'json' | 'slack' | 'telegram' | 'ntfy', reason: 'entered' | 'publishers') => {
  const made = alertMessage({ ...ALERT, reason }, { url, format, chat: '-100123' }, ORIGIN, DEFAULT_LOCALIZED);
  return [made.url, JSON.parse(made.body)];
};

it.each([
  [
    'https://a.example.org/hook?x=1',
    'slack',
    'https://a.example.org/hook?x=1',
    {
      text: `قصة جديدة في «الميناء»\n<${PAGE}|سفينة *كبرى* &lt;a_b&gt; &amp; قارب>`,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'قصة جديدة في «الميناء»\n' },
                { type: 'link', url: PAGE, text: TITLE },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    'https://api.telegram.org/bot1:x/sendMessage',
    'telegram',
    'https://api.telegram.org/bot1:x/sendMessage',
    { chat_id: '-100123', text: `قصة جديدة في «الميناء»\n${TITLE}\n${PAGE}` },
  ],
  [
    'https://ntfy.sh/port-news',
    'ntfy',
    'https://ntfy.sh/',
    { topic: 'port-news', title: 'قصة جديدة في «الميناء»', message: TITLE, click: PAGE },
  ],
  [
    'https://push.example.org/ntfy/port?auth=x',
    'ntfy',
    'https://push.example.org/ntfy/?auth=x',
    { topic: 'port', title: 'قصة جديدة في «الميناء»', message: TITLE, click: PAGE },
  ],
] as const)('%s as %s', (url, format, to, body) => {
  expect(message(url, format, 'entered')).toEqual([to, body]);
});

it.each([
  ['json', { type: 'test', timestamp: '2026-11-22T00:00:00Z', data: { watch: { name: 'الميناء', page: WATCH_PAGE } } }],
  ['slack', { text: `تنبيه تجريبي من «الميناء»\n<${WATCH_PAGE}|wirefold>` }],
  ['telegram', { chat_id: '-100123', text: `تنبيه تجريبي من «الميناء»\nwirefold\n${WATCH_PAGE}` }],
  ['ntfy', { topic: 'port', title: 'تنبيه تجريبي من «الميناء»', message: 'wirefold', click: WATCH_PAGE }],
] as const)('a test as %s tells no story', (format, body) => {
  const to = { url: 'https://ntfy.sh/port', format, chat: '-100123' };
  expect(JSON.parse(testMessage('الميناء', to, ORIGIN, ALERT.made, DEFAULT_LOCALIZED).body)).toMatchObject(body);
});

it('says of how many publishers it tells', () => {
  const [, body] = message('https://a.example.org/', 'slack', 'publishers');
  expect(body.text).toContain('3 مصادر لقصة في «الميناء»');
});

it('has the story as the API shows it', () => {
  expect(message('https://a.example.org/', 'json', 'publishers')[1]).toMatchObject({
    type: 'story.publishers',
    timestamp: '2026-11-22T00:00:00Z',
    data: {
      watch: { name: 'الميناء', page: `${ORIGIN}/w/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1` },
      publishers: 3,
      story: { id: SHIP.id, page: PAGE, outlets: SHIP.outlets, published: expect.stringMatching(/Z$/) },
    },
  });
});
