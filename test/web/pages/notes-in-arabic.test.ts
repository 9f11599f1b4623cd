/** Every warning that reading a feed can give is told in Arabic on Arabic pages, and no other English is shown there. */
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/feeds/read-feed.ts';
import { noteInArabic } from '../../../src/localization/notes-in-arabic.ts';
import { OUTLETS, serve } from '../service.ts';

const AT = 'https://alwaha.example/feed';
const bytes = (text: string) => new TextEncoder().encode(text);
const item = (inside: string) => `<item>${inside}</item>`;
const feed = (items: string, prolog = '') =>
  bytes(`${prolog}<rss version="2.0"><channel><title>و</title>${items}</channel></rss>`);
const made = [
  feed(''),
  feed(item('<description>خبر</description>')),
  feed(`${item('<title>خبر</title>')}${item('<title>آخر<b></title>')}`),
  feed(`${item('<title>خبر</title>')}${item('<title>آخر</title>')}`).subarray(0, -60),
  feed(item('<title>خبر</title>').repeat(501)),
  feed(item('<title>خبر</title>'), '<?xml version="1.0" encoding="windows-1256"?>'),
  feed(item('<title>خبر</title>'), '<?xml version="1.0" encoding="arabic-best"?>'),
].flatMap((one) => {
  const read = readFeed(one, undefined, AT);
  return read.ok ? read.warnings : [];
});

describe('a warning', () => {
  it.each([
    ...new Set(made),
    '3 of 20 items have no link',
    '3 of 20 items have neither title nor text: passed over',
    '3 of 20 items are dated in the future, up to 5 h: filed under the time they were first seen',
    '3 of 20 items have a guid that others have too: told apart by their links',
    'declared no charset, is windows-1256',
    '12 invalid characters replaced',
    'redirected from https to plain http, where anyone on the way can alter it',
    'moved for good to https://alwaha.example/rss: enter that address for this outlet',
    '4 skipped: already old when first seen',
    '4 skipped: over the 300 items a day of this outlet (itemsPerDay in the list)',
    '4 skipped: more new items in a day than any outlet publishes',
    '4 edited more often than is followed in a day: held back until tomorrow',
    '4 recognised by their text in spite of a new guid and link',
    'all 40 items are new since the last reading: others may have come and gone, so it is read more often',
    '1 article could not be filed because of a fault of ours (x): in quarantine, tried again every hour',
  ])('is told in Arabic: %s', (sentence) => {
    const told = noteInArabic(sentence) ?? '';
    // What is not Arabic is an address or a name, kept apart.
    expect(told.replace(/\u2066[^\u2069]*\u2069/g, '')).toMatch(/^[^a-z]+$/i);
    for (const [figure] of sentence.replace(/,? up to.*|\(.*|windows-\d+|https?:\S*/g, '').matchAll(/\d+/g)) {
      expect(told).toContain(figure);
    }
  });

  it('made by reading is of many kinds', () => expect(new Set(made).size).toBeGreaterThan(6));

  it('stands on the outlets page, escaped; one of another form is only counted', async () => {
    const notes = ['unknown charset "<script>x</script>"', '3 of 20 items have no date', 'Something else.'];
    const outlets = OUTLETS.map(({ settings, status }) => ({ settings, status: { ...status, notes } }));
    const page = await (await serve({ index: { outlets: async () => outlets } }).get('/outlets')).text();
    expect(page).toContain('بلا تاريخ: 3 من 20.');
    expect(page).toContain('&lt;script&gt;x');
    expect(page).not.toContain('Something else');
    expect(page).toContain('3 ملاحظات');
  });
});
