/** Which changes of a link or picture are changes. */
import { describe, expect, it } from 'vitest';
import { detailsHash } from '../../../src/outlet/items/shown-details.ts';

const LINK = 'https://alwaha.example/news/bridge';
const PICTURE = 'https://cdn.alwaha.example/2026/11/bridge.jpg';
const hash = (url: string | undefined, image?: string) => detailsHash({ url, image });

describe('the same', () => {
  it.each([
    [PICTURE, `${PICTURE}?v=123`],
    [`${PICTURE}?v=123`, `${PICTURE}?v=124`],
    [`${PICTURE}?token=abc&expires=1763`, `${PICTURE}?token=xyz&expires=1764`],
    ['https://alwaha.example/image.php?id=55&t=1', 'https://alwaha.example/image.php?t=2&id=55'],
    ['https://alwaha.example/image?id=55&w=300&h=200', 'https://alwaha.example/image?id=55&w=800'],
    [PICTURE, PICTURE.replace('https:', 'http:')],
    ['https://www.alwaha.example/a.webp', 'https://alwaha.example/a.webp'],
  ])('picture: %s and %s', (one, other) => expect(hash(LINK, one)).toBe(hash(LINK, other)));

  it.each([`${LINK}/`, 'http://www.alwaha.example/news/bridge', 'https://m.alwaha.example/news/bridge?amp=1'])(
    'link: %s',
    (other) => expect(hash(other)).toBe(hash(LINK)),
  );
});

describe('another', () => {
  it.each([
    [PICTURE, 'https://cdn.alwaha.example/2026/11/bridge-2.jpg'],
    [PICTURE, undefined],
    ['https://alwaha.example/image.php?id=55', 'https://alwaha.example/image.php?id=56'],
  ])('picture: %s and %s', (one, other) => expect(hash(LINK, one)).not.toBe(hash(LINK, other)));

  it.each(['https://alwaha.example/news/the-bridge', 'https://new.alwaha.example/news/bridge', undefined])(
    'link: %s',
    (other) => expect(hash(other)).not.toBe(hash(LINK)),
  );
});
