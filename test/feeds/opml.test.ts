import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import { outletId } from '../../src/feeds/identity.ts';
import { generateOpml, parseOpml } from '../../src/feeds/opml.ts';
import { complaintsOfOpml } from '../render/rules.ts';

/** Sixty outlets in seven groups, every preference set on some and absent on others. */
const sixty: readonly OutletSettings[] = Array.from({ length: 60 }, (_, i) => {
  const feed = `https://outlet${i}.example/rss?section=${i}&lang=ar`;
  return {
    id: outletId(feed),
    feed,
    name: i % 9 === 0 ? `صحيفة "${i}" & <أخبار>` : `صحيفة ${i}`,
    home: i % 4 === 0 ? undefined : `https://outlet${i}.example/`,
    publisher: i % 12 === 5 ? 'دار "المرفأ"' : i % 12 === 7 ? 'marfa.example' : undefined,
    group: i % 8 === 7 ? undefined : ['مصر', 'السعودية', 'Pan-Arab/TV', 'Iraq', 'Jordan', 'Yemen', 'Oman'][i % 7],
    priority: (i % 5) - 1,
    summaryOnly: i % 6 === 0,
    disabled: i % 7 === 0,
    unmerged: i % 11 === 0,
    userAgent: i % 13 === 0 ? `curl/8.5.0 (a "b" & c)` : undefined,
    itemsPerDay: i % 10 === 0 ? 40 + i : undefined,
  };
});

const byFeed = (outlets: readonly OutletSettings[]) => [...outlets].sort((a, b) => (a.feed < b.feed ? -1 : 1));

describe('OPML', () => {
  it('declares its namespace only where a preference uses it', () => {
    const plain = { priority: 0, summaryOnly: false, disabled: false, unmerged: false } as const;
    const [one] = sixty as readonly [OutletSettings];
    const outlet = { ...one, ...plain, userAgent: undefined, itemsPerDay: undefined };
    for (const list of [[], [outlet], [outlet, { ...outlet, priority: 2 }], [{ ...outlet, disabled: true }], sixty]) {
      expect(complaintsOfOpml(generateOpml(list))).toEqual([]);
    }
    expect(generateOpml([outlet])).not.toContain('xmlns');
    expect(generateOpml([{ ...outlet, itemsPerDay: 9 }])).toContain('xmlns:wirefold="urn:wirefold:opml"');
  });

  it('gives sixty outlets back as they were, preferences included', () => {
    const back = parseOpml(generateOpml(sixty));
    expect(back).toMatchObject({ ok: true, notes: [] });
    if (back.ok) expect(byFeed(back.outlets)).toEqual(byFeed(sixty));
  });

  it.each<readonly [string, string, readonly (readonly [feed: string, name: string, group: string | undefined])[]]>([
    [
      'folders, as Feedly, Inoreader and Miniflux write them',
      '<outline text="محلي" title="محلي"><outline type="rss" text="أ" title="أ" xmlUrl="https://a.example/f" htmlUrl="https://a.example"/></outline>',
      [['https://a.example/f', 'أ', 'محلي']],
    ],
    [
      'folders in folders, as NetNewsWire and FreshRSS write them',
      '<outline text="عالم"><outline text="شرق"><outline text="أ" description="" xmlUrl="https://a.example/f" version="RSS"/></outline></outline>',
      [['https://a.example/f', 'أ', 'عالم/شرق']],
    ],
    [
      'category in place of a folder',
      '<outline type="rss" text="أ" xmlUrl="https://a.example/f" category="/Boston/Weather,/Harvard"/>',
      [['https://a.example/f', 'أ', 'Boston/Weather']],
    ],
    [
      'title where text is missing, as Tiny Tiny RSS had it',
      '<outline title="أ" type="rss" xmlUrl="https://a.example/f"/>',
      [['https://a.example/f', 'أ', undefined]],
    ],
    [
      'no name at all',
      '<outline type="rss" text="" xmlUrl="https://a.example/f"/>',
      [['https://a.example/f', 'a.example', undefined]],
    ],
    [
      'letter case of xmlUrl',
      '<OUTLINE TEXT="أ" XMLURL="https://a.example/f"/><outline text="ب" xmlurl="https://b.example/f"/>',
      [
        ['https://a.example/f', 'أ', undefined],
        ['https://b.example/f', 'ب', undefined],
      ],
    ],
    [
      'no type, or another',
      '<outline text="أ" xmlUrl="https://a.example/f"/><outline text="ب" type="atom" xmlUrl="https://b.example/f"/>',
      [
        ['https://a.example/f', 'أ', undefined],
        ['https://b.example/f', 'ب', undefined],
      ],
    ],
    [
      'feed: addresses',
      '<outline text="أ" xmlUrl="feed://a.example/f"/><outline text="ب" xmlUrl="feed:https://b.example/f"/>',
      [
        ['http://a.example/f', 'أ', undefined],
        ['https://b.example/f', 'ب', undefined],
      ],
    ],
    [
      'url in place of xmlUrl',
      '<outline text="أ" type="rss" url="https://a.example/f"/>',
      [['https://a.example/f', 'أ', undefined]],
    ],
    [
      'escaped addresses',
      '<outline text="أ &amp; ب" xmlUrl="https://a.example/f?x=1&amp;y=2"/>',
      [['https://a.example/f?x=1&y=2', 'أ & ب', undefined]],
    ],
    [
      'attributes of others',
      '<outline text="أ" xmlUrl="https://a.example/f" xmlns:frss="https://freshrss.org/opml" frss:priority="important"/>',
      [['https://a.example/f', 'أ', undefined]],
    ],
    [
      'comments are skipped',
      '<outline isComment="true" text="x" xmlUrl="https://x.example/"/><outline text="أ" xmlUrl="https://a.example/f"/>',
      [['https://a.example/f', 'أ', undefined]],
    ],
  ])('reads %s', (_, body, expected) => {
    const parsed = parseOpml(`\ufeff\n<?xml version="1.0"?><opml version="1.1"><head/><body>${body}</body></opml>`);
    expect(parsed).toMatchObject({ ok: true, notes: [] });
    expect(parsed.ok && parsed.outlets.map(({ feed, name, group }) => [feed, name, group])).toEqual(expected);
  });

  it('takes one feed in many spellings once', () => {
    const spellings = [
      'https://a.example/f',
      'HTTPS://A.example:443/f',
      'https://a.example/f#top',
      'https://a.example/f?',
      'https://a.example./f',
      'https://a.example/./f',
      'feed:https://a.example/f',
      'feed://a.example/f',
      'http://a.example/f',
      ' https://a.example/f ',
    ];
    const outlines = spellings.map((address) => `<outline text="أ" xmlUrl="${address}"/>`).join('');
    const parsed = parseOpml(`<opml version="2.0"><body>${outlines}</body></opml>`);
    expect(parsed.ok && [parsed.outlets.map(({ feed }) => feed), parsed.notes.length]).toEqual([
      ['https://a.example/f'],
      spellings.length - 1,
    ]);
  });

  it.each([
    ['link', 'https://a.example/'],
    ['include', 'https://a.example/list.opml'],
    ['Include', 'https://a.example/list.opml'],
  ])('takes no %s for a feed', (type, url) => {
    const parsed = parseOpml(
      `<opml version="2.0"><body><outline text="رابط" type="${type}" url="${url}"/><outline xmlUrl="https://b.example/f"/></body></opml>`,
    );
    expect(parsed.ok && [parsed.outlets.length, parsed.notes]).toEqual([
      1,
      ['"رابط" is left out: it is a link to a page or another list, and has no xmlUrl'],
    ]);
  });

  it('takes a feed once, leaves out what is none, and says so', () => {
    const parsed = parseOpml(`<opml version="2.0"><body>
      <outline text="أ" xmlUrl="https://a.example/f"/><outline text="ثان" xmlUrl="https://A.example:443/f"/>
      <outline text="ب" xmlUrl="javascript:alert(1)"/><outline text="ج" type="rss"/></body></opml>`);
    expect(parsed).toMatchObject({
      ok: true,
      outlets: [{ feed: 'https://a.example/f', name: 'أ' }],
      notes: [
        '"ثان" is listed twice; the first is kept',
        '"ب" is left out: "javascript:alert(1)" is not an http(s) address',
        '"ج" is left out: it has no xmlUrl',
      ],
    });
  });

  it.each([
    [
      'an unclosed outline',
      '<?xml version="1.0"?>\n<opml version="2.0">\n<body>\n<outline text="a" xmlUrl="https://a.example/">\n</body></opml>',
      5,
    ],
    ['a cut file, after blank lines', '\n\n<opml version="2.0"><body>\n<outline text="a"', 4],
    ['another XML', '<rss version="2.0"><channel/></rss>', 1],
    ['no feeds', '<opml version="2.0"><body><outline text="a"/></body></opml>', 1],
    ['JSON', '{"outlets":[]}', 1],
    ['nothing', '', 1],
  ])('refuses %s, with the line', (_, text, line) => {
    const parsed = parseOpml(text);
    expect(parsed).toMatchObject({ ok: false, line });
    if (!parsed.ok) expect(parsed.detail).toMatch(/\S/);
  });

  it.each([
    ['cut in a tag', '<opml version="2.0"><body><outline text="a" xmlUrl="https://a.ex', /breaks off/],
    ['cut between tags', '<opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/"/>', /breaks off/],
    ['cut in the prolog of the body', '<?xml version="1.0"?><opml version="2.0"><head><title>أ</title>', /breaks off/],
    ['broken in the middle', '<opml version="2.0"><body><outline text="a></body></opml>', /^(?!.*breaks off)/],
    ['an empty body', '<opml version="2.0"><head/><body/></opml>', /no outline/],
    [
      'folders alone',
      '<opml version="2.0"><body><outline text="محلي"/></body></opml>',
      /no outline.*"محلي" is left out/,
    ],
    ['a feed of news', '<rss version="2.0"><channel/></rss>', /not OPML/],
    ['a page', '<html><body><p>أ</p></body></html>', /not OPML/],
    ['nothing', ' \n', /empty/],
    ['outlines in outlines', `<opml><body>${'<outline text="a">'.repeat(50_000)}</body></opml>`, /100 deep/],
    ['too many outlines', `<opml><body>${'<outline text="a"/>'.repeat(20_001)}</body></opml>`, /20000 elements/],
    [
      'too many attributes',
      `<opml><body><outline ${Array.from({ length: 300 }, (_, i) => `a${i}="1"`).join(' ')}/></body></opml>`,
      /attributes/,
    ],
  ])('says of a file that is %s what it is', (_, text, detail) => {
    expect(parseOpml(text)).toMatchObject({ ok: false, detail: expect.stringMatching(detail) });
  });

  it('tells no password of an address it leaves out', () => {
    const parsed = parseOpml(
      '<opml version="2.0"><body><outline text="أ" xmlUrl="https://a.example/f"/><outline text="" xmlUrl="ftp://desk:s3cret@b.example/f?key=s3cret"/></body></opml>',
    );
    expect(parsed).toMatchObject({ ok: true, notes: [expect.stringContaining('"ftp://b.example/f" is not')] });
    expect(JSON.stringify(parsed)).not.toContain('s3cret');
  });

  it('ignores preferences that make no sense', () => {
    const parsed = parseOpml(
      '<opml version="2.0"><body><outline text="أ" xmlUrl="https://a.example/f" wirefold:priority="high" wirefold:itemsPerDay="-3" wirefold:disabled="maybe" wirefold:userAgent=" "/></body></opml>',
    );
    expect(parsed).toMatchObject({
      outlets: [{ priority: 0, itemsPerDay: undefined, disabled: false, userAgent: undefined }],
    });
  });
});

describe('the default list', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../outlets.opml'), 'utf8');
  const parsed = parseOpml(text);
  const outlets = parsed.ok ? parsed.outlets : [];

  it('is read whole, without a note', () => {
    expect(parsed).toMatchObject({ ok: true, notes: [] });
    expect(outlets.filter((outlet) => !outlet.disabled)).toHaveLength(40);
    expect(outlets.filter((outlet) => outlet.disabled)).toHaveLength(63);
  });

  it('stands in the form that export writes', () => {
    expect(text.replace(/<!--.*?-->\n/s, '').trim()).toBe(generateOpml(outlets, 'الصحف والقنوات العربية').trim());
  });

  it('names the month of evidence of what was added from lists, and reads none of it unasked', () => {
    const checked = outlets.filter((outlet) => outlet.checked !== undefined);
    expect(checked).toHaveLength(16);
    expect(checked.every((outlet) => outlet.disabled)).toBe(true);
    for (const country of ['البحرين', 'الصومال']) expect(checked.map(({ group }) => group)).toContain(country);
  });

  it('has one name and one group for each, and a site', () => {
    expect(new Set(outlets.map(({ name }) => name)).size).toBe(outlets.length);
    expect(new Set(outlets.map(({ id }) => id)).size).toBe(outlets.length);
    for (const { group, home } of outlets) expect([group, home]).not.toContain(undefined);
  });
});
