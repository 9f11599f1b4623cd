/**
 * Every English sentence that an operator's page may show is told in Arabic on Arabic pages. The sentences are looked for in the files
 * that make them, so that a new one without a form is found here.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchNameFault } from '../../src/documents/watch.ts';
import { configFaults, type Env } from '../../src/env.ts';
import { checkListed } from '../../src/feeds/address-guard.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { readFeed } from '../../src/feeds/read-feed.ts';
import { sentenceInArabic } from '../../src/localization/sentences-in-arabic.ts';
import { type Failure, sayFailure, sayRead, UNCHANGED } from '../../src/outlet/status.ts';
import { parseSearch } from '../../src/text/search.ts';
import { ChangeOutletSchema, complaint, OutletInputSchema, SliceQuerySchema } from '../../src/web/api/public-schema.ts';
import { WatchInputSchema } from '../../src/web/api/watch-schema.ts';

/** Names that have no Arabic spelling. */
const NAMES =
  /https?(?:\(s\))?|\bOPML\b|XML|xmlUrl|HTML|JSON(?: Feed)?|\bKV\b|Durable Object|User-Agent|UTF-8|\bUTC\b|wirefold|gzip|telegram|ntfy|[A-Z]+(?:_[A-Z]+)+|\bPLAN\b|\bSTORIES\b|\bOUTLET\b|SITEMAP|free|paid|\bar\b|\ben\b/g;

function expectArabic(sentence: string): void {
  const told = sentenceInArabic(sentence);
  expect(told, sentence).toBeDefined();
  const own = (told ?? '').replace(/\u2066[^\u2069]*\u2069/g, '').replace(/«[^»]*»/g, '');
  expect(own.replace(NAMES, ''), sentence).toMatch(/^[^a-z]+$/i);
}

const source = (file: string) => readFileSync(resolve(import.meta.dirname, '../../src', file), 'utf8');

/** String and template literals, each value in a template replaced. */
function literalsIn(text: string, value: string): readonly string[] {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain = '', template = '']) =>
    (plain || template).replace(/\$\{[^}]*\}/g, value).replace(/\\(.)/g, '$1'),
  );
}

/** Each file that makes sentences, and what all its sentences match. A `${…}` is read as 7. */
const FILES: readonly (readonly [file: string, sentence: RegExp])[] = [
  ['story-index/admin/corrections.ts', /^(?!A dry run|A correction)[A-Z0-9].* .*\.$/],
  ['story-index/admin/restore.ts', /^(?!Take the paid|Restore it|Deploy the)(?:[A-Z][a-z]* |A )[^=]*\.(?: [A-Z].*)?$/],
  ['story-index/admin/backup-rows.ts', /^(?:The|A|Of) .* .*\.$/],
  ['story-index/admin/write-lock.ts', /^(?:7: nothing|No progress).*\.$/],
  ['story-index/watches/watch-list.ts', /^There .*\.$/],
  ['story-index/watches/deliver-alerts.ts', /^it (?:was|answered|did|could)/],
  ['documents/watch.ts', /^(?:A name|"7" is).*\.$/],
  ['documents/slice.ts', /^(?:There is|No outlet).*\.$/],
  ['text/search.ts', /^(?:A|The) search .*\.$/],
  ['web/api/watch-input.ts', /^(?:The|A|Only|Nothing|telegram) .*\.$/],
  ['feeds/opml.ts', /^(?:The file|Its elements|One element)/],
  ['feeds/address-guard.ts', /^(?:it is|only|an address|a loopback|port|7 (?:is|stands)) .* /],
];

describe('every sentence in', () => {
  it.each(FILES)('%s has an Arabic form', (file, sentence) => {
    const found = [...new Set(literalsIn(source(file), '7'))].filter((literal) => sentence.test(literal));
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expectArabic(one);
  });
});

describe('what is wrong with', () => {
  const faultOf = (read: {
    readonly success: boolean;
    readonly error?: Parameters<typeof complaint>[0] | undefined;
  }) => (read.error === undefined ? undefined : complaint(read.error));

  it.each([
    { name: '' },
    { name: 'x'.repeat(201) },
    { name: null },
    { name: 5 },
    { group: 'x'.repeat(201) },
    { home: 'intranet' },
    { home: 'javascript:alert(1)' },
    { publisher: '' },
    { priority: Number.NaN },
    { priority: 1.5 },
    { priority: 101 },
    { priority: -101 },
    { itemsPerDay: 0 },
    { itemsPerDay: 10_001 },
    { userAgent: 'عربي' },
    { userAgent: 'x'.repeat(301) },
    { summaryOnly: 'yes' },
    { nope: 1 },
    {},
  ])('a change of an outlet: %j', (changes) => expectArabic(faultOf(ChangeOutletSchema.safeParse(changes)) ?? ''));

  it.each([{}, { feed: '' }, { feed: 'x' }, { feed: 'ftp://a.example/' }, { feed: 5 }, { checked: 'today' }])(
    'a new outlet: %j',
    (input) =>
      expectArabic(
        faultOf(
          OutletInputSchema.safeParse({
            feed: 'https://a.example/',
            ...input,
            ...(Object.keys(input).length ? {} : { feed: undefined }),
          }),
        ) ?? '',
      ),
  );

  it.each([
    {},
    { name: 'x', alert: { url: 'x' } },
    { name: 'x', alert: { url: 'https://a.example/', format: 'smoke' } },
    { name: 'x', alert: { url: 'https://a.example/', chat: '…' } },
    { name: 'x', alert: { url: 'https://a.example/', publishers: 1 } },
    { name: 'x', alert: { url: 'https://a.example/', publishers: 1001 } },
    { name: 'x', alert: { url: 'https://a.example/', publishers: Number.NaN } },
    { name: 'x', publishers: 0 },
  ])('a watch: %j', (input) => expectArabic(faultOf(WatchInputSchema.safeParse(input)) ?? ''));

  it.each([{ publishers: '0' }, { publishers: 'x' }, { q: '' }, { q: '-' }, { q: 'x'.repeat(2_000) }, { since: 'x' }])(
    'a slice: %j',
    (query) => {
      const fault = faultOf(SliceQuerySchema.safeParse(query));
      if (fault !== undefined) expectArabic(fault);
    },
  );

  it.each(['', '-', 'x'.repeat(2_000), Array.from({ length: 99 }, (_, i) => `w${i}`).join(' ')])(
    'a search: %#',
    (search) => {
      const fault = parseSearch(search);
      if (typeof fault === 'string') expectArabic(fault);
    },
  );

  it.each(['A', 'a b', 'new', 'x'.repeat(41), '-a', 'a--b'])('a watch’s name: %j', (name) =>
    expectArabic(watchNameFault(name) ?? ''),
  );

  it.each([
    'x',
    'ftp://a.example/',
    'https://u:p@a.example/',
    'http://localhost/',
    'http://10.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'http://com/',
    'http://nas/',
    'http://printer.local/',
    'http://10.0.0.1.nip.io/',
    'http://a_b..com/',
    'https://a.com:25/',
    `https://a.com/${'x'.repeat(5_000)}`,
    'http://100.64.0.1/',
    'http://168.63.129.16/',
  ])('the address %s', (address) => {
    const verdict = checkListed(address, false);
    const detail = verdict.ok ? '' : verdict.detail;
    for (const sentence of [
      detail,
      `"feed" is refused: ${detail}.`,
      `The receiver's address was refused: ${detail}.`,
      `Not fetched: ${detail}.`,
      `it was refused: ${detail}`,
      `"صدى" is left out: "feed" is refused: ${detail}`,
    ])
      expectArabic(sentence);
  });

  const outline = (attributes: string) => `<opml version="2.0"><body><outline ${attributes}/></body></opml>`;
  it.each([
    '',
    'not xml <',
    '<rss/>',
    '<opml><body><outline text="x"',
    '<opml><body></opml>',
    '<opml><body><outline text=x/></body></opml>',
    outline('text="بلا عنوان"'),
    outline('text="سيئ" xmlUrl="gopher://a.example/"'),
    outline('text="رابط" type="link" url="https://a.example/"'),
    outline('text="قائمة" type="include" url="https://a.example/list.opml"'),
    outline(Array.from({ length: 2_000 }, (_, i) => `a${i}="1"`).join(' ')),
    `<opml><body>${'<outline text="x">'.repeat(200)}${'</outline>'.repeat(200)}</body></opml>`,
    `<opml><body>${'<outline text="x"/>'.repeat(20_001)}</body></opml>`,
  ])('an OPML file: %#', (text) => {
    const parsed = parseOpml(text);
    if (parsed.ok || parsed.empty) return;
    // What the XML parser says is the parser's own, and stands isolated.
    expect(sentenceInArabic(`Line ${parsed.line}: ${parsed.detail}`)).toMatch(/^السطر \d+: /);
  });

  it('an entry of an OPML file', () => {
    const parsed = parseOpml(
      `<opml><body>${[
        'text="ا" xmlUrl="https://a.example/f"',
        'text="ب" xmlUrl="HTTPS://A.example:443/f#top"',
        'text="ج"',
        'text="د" type="link" url="https://b.example/"',
        'text="ه" xmlUrl="gopher://b.example/"',
      ]
        .map((attributes) => `<outline ${attributes}/>`)
        .join('')}</body></opml>`,
    );
    const notes = parsed.ok ? parsed.notes : [];
    expect(notes.length).toBe(4);
    for (const note of notes) expectArabic(note);
    expectArabic('"صدى" is in the list already and stays as it is there');
    expectArabic('"صدى" is left out: the list holds 500 outlets');
    expectArabic('"صدى" is left out: "priority": Too big: expected number to be <=100');
    expectArabic('The file lists 10000 outlets; send at most 500.');
    expectArabic('12 more are left out');
  });

  const binding = {} as never;
  const bound = { STORIES: binding, OUTLET: binding, STORY_INDEX: binding };
  it.each<readonly [string, unknown]>([
    ['ADMIN_TOKEN', 'short'],
    ['ADMIN_TOKEN', 'كلمة سر طويلة'],
    ['ADMIN_TOKEN', 'aaaaaaaaaaaa'],
    ['ALLOW_LOOPBACK', 'yes'],
    ['SITEMAP', 'yes'],
    ['CONTACT_URL', 'x'],
    ['PLAN', 'gold'],
    ['KV_WRITES_A_DAY', '-1'],
    ['SITE_NAME', '<b>'],
    ['SITE_LANGUAGE', 'fr'],
    ['TIME_ZONE', 'Nowhere/None'],
    ['DAILY_HOUR', '24'],
    ['ACCENT_COLOR', 'red'],
    ['LOGO_URL', 'http://a.example/'],
    ['WEBSUB_HUB', 'http://10.0.0.1/'],
    ['SITE_URL', 'https://a.example/path'],
    ['STORIES', 'x'],
    ['OUTLET', 'x'],
  ])('the setting %s', (name, value) => {
    const faults = configFaults({ ...bound, [name]: value } as unknown as Env);
    expect(faults.length).toBe(1);
    for (const fault of faults) expectArabic(fault);
  });
});

describe('how an outlet was read', () => {
  const not = (text: string): Failure => {
    const read = readFeed(new TextEncoder().encode(text), undefined, 'https://a.example/rss');
    if (read.ok) throw new Error('It was read.');
    return { reason: 'not-a-feed', why: read };
  };
  const html = (head: string, body = '') => not(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`);
  const status = (code: number, challenge = false): Failure =>
    ({ reason: 'status', status: code, challenge, retryAfterMs: undefined }) as unknown as Failure;
  const failures: readonly Failure[] = [
    { reason: 'address', detail: '10.0.0.1 is no public address (private)', hop: undefined } as Failure,
    { reason: 'address', detail: 'nas is not a public name', hop: 'http://nas/' } as Failure,
    { reason: 'unreachable', message: 'Network connection lost.' } as Failure,
    { reason: 'silent', timeoutMs: 25_000 } as Failure,
    { reason: 'slow', timeoutMs: 25_000, bytes: 5 } as Failure,
    { reason: 'slow', timeoutMs: 25_000, bytes: 5_000_000 } as Failure,
    { reason: 'cut-off', bytes: 382, encoding: undefined } as Failure,
    { reason: 'cut-off', bytes: 20_000, encoding: 'gzip' } as Failure,
    { reason: 'encoding', encoding: 'zstd' } as Failure,
    { reason: 'too-large', bytesMax: 5 * 1024 * 1024 } as Failure,
    { reason: 'redirect-loop', hops: ['https://a.example/1', 'https://a.example/2', 'https://a.example/1'] } as Failure,
    { reason: 'too-many-redirects', hops: Array.from({ length: 7 }, (_, i) => `https://a.example/${i}`) } as Failure,
    { reason: 'bad-redirect', status: 302, location: undefined } as Failure,
    { reason: 'bad-redirect', status: 302, location: 'no: address here' } as Failure,
    ...[202, 204, 400, 401, 402, 403, 404, 406, 429, 451, 500, 503, 521, 525, 530, 599, 418].map((s) => status(s)),
    status(403, true),
    { reason: 'not-modified-unasked' } as Failure,
    { reason: 'gone' },
    { reason: 'index', message: 'Error: busy', waiting: 1 },
    { reason: 'index', message: 'Error: busy', waiting: 7 },
    { reason: 'internal', message: 'TypeError: x is not a function' },
    html('<title>انتقلنا. The new place</title>'),
    html('<link rel="alternate" type="application/rss+xml" href="/rss"><title>أخبار</title>'),
    html('<meta http-equiv="refresh" content="0; url=https://b.example/">'),
    html('<title>Moved</title>', '<a href="https://b.example/new">here</a>'),
    html('<link rel="canonical" href="https://b.example/">'),
    not(''),
    not(' '),
    not('x'),
    not('<svg/>'),
    not('<rss><channel><item><title>خبر'),
    not('{"a":1}'),
    not('{"a":'),
    not(`<rss>${'<a>'.repeat(2_000)}`),
    not(`<rss ${Array.from({ length: 2_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  ];

  it.each(failures.map((failure, i) => [i, failure.reason, failure] as const))('%i %s', (_, __, failure) => {
    expectArabic(sayFailure(failure, 1, undefined));
    expectArabic(sayFailure(failure, 3, 1_764_000_000_000));
  });

  it.each([
    sayRead({ items: 1, fresh: 0, edited: 0 }),
    sayRead({ items: 20, fresh: 2, edited: 1 }),
    UNCHANGED,
    'Not read yet; it is due at the next tick.',
    'Switched off by the operator.',
  ])('%s', (sentence) => expectArabic(sentence));
});

it.each([
  'Unexpected token \'o\', "not json" is not valid JSON',
  "Expected property name or '}' in JSON at position 1",
  'A backup is under way: nothing may change until it is done. Ask again in 60 seconds.',
  'There is nothing at this address; /openapi.json lists the addresses that answer.',
  'PUT does not work here; use GET, HEAD.',
  'The body is larger than 1048576 bytes; send fewer outlets.',
  '"q" is given more than once.',
])('an answer: %s', (sentence) => expectArabic(sentence));

it('a sentence of another form has no translation', () => {
  for (const other of ['Something else happened.', 'TypeError: x is undefined', '']) {
    expect(sentenceInArabic(other)).toBeUndefined();
  }
});
