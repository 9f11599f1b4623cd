import { describe, expect, it } from 'vitest';
import { itemsDigest, itemsPart } from '../../src/feeds/items-digest.ts';

const part = (text: string) => new TextDecoder().decode(itemsPart(new TextEncoder().encode(text)));

describe('the part of a feed that can hold news', () => {
  it.each([
    [
      'RSS',
      '<rss><channel><lastBuildDate>now</lastBuildDate><item><title>خبر</title></item></channel></rss>',
      '<item><title>خبر</title></item></channel></rss>',
    ],
    ['Atom', '<feed><updated>now</updated><entry/></feed>', '<entry/></feed>'],
    [
      'RDF, whose channel lists the items',
      '<rdf:RDF><channel><items/></channel><item/></rdf:RDF>',
      '<items/></channel><item/></rdf:RDF>',
    ],
    ['a prefixed item', '<x:rss><x:ttl/><x:item/><item/></x:rss>', '<x:item/><item/></x:rss>'],
    ['an item in capitals', '<RSS><TTL/><ITEM/><item/></RSS>', '<ITEM/><item/></RSS>'],
    ['JSON Feed', '{"items":[]}', '{"items":[]}'],
    [
      'JSON Feed with tags in its text',
      '{"items":[{},{"content_html":"<item>"}]}',
      '{"items":[{},{"content_html":"<item>"}]}',
    ],
    ['no item', '<rss><channel/></rss>', '<rss><channel/></rss>'],
    ['nothing', '', ''],
  ])('%s', (_, whole, expected) => {
    expect(part(whole)).toBe(expected);
  });

  it('is all of the bytes when the first item comes late, and never begins behind one', () => {
    const late = `<rss>${' '.repeat(20_000)}<item/></rss>`;
    expect(part(late)).toBe(late);
  });
});

describe('the digest', () => {
  const digest = (text: string) => itemsDigest(new TextEncoder().encode(text));

  it('differs with the items, and not with the channel before them', () => {
    expect(digest('<rss><date>1</date><item>a</item></rss>')).toBe(digest('<rss><date>2</date><item>a</item></rss>'));
    expect(digest('<rss><item>a</item></rss>')).not.toBe(digest('<rss><item>b</item></rss>'));
  });
});
