/** What an item shows besides its words: its link and its picture. Pure. A dead link or an old picture is worth an edit, a counter is not. */
import { contentHash } from '../../feeds/identity.ts';
import type { FeedItem } from '../../feeds/item.ts';
import { pageKey } from '../../feeds/page-key.ts';

const PICTURE_FILE = /\.(?:jpe?g|png|webp|gif|avif|svg|bmp|jfif)$/i;
/** Parameters that ask for another size, or for no cached copy: ?v=17, ?t=1763, ?w=800. */
const NO_NAME =
  /^(?:v|ver|version|t|ts|time(?:stamp)?|_|cb|cache(?:bust(?:er)?)?|nocache|r|rnd|rand(?:om)?|hits?|views?|count(?:er)?|w|h|width|height|q|quality|size|resize|fit|crop|dpr|format|auto|ssl|strip)(?:=|$)/i;

/** Equal where link and picture lead to the same, however their addresses are written. Changes with the query of a file's address count as none. */
export function detailsHash({ url, image }: Pick<FeedItem, 'url' | 'image'>): string {
  return contentHash(JSON.stringify([url && (pageKey(url) ?? url), image && pictureKey(image)]));
}

function pictureKey(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  const page = `${url.host.replace(/^www\./, '')}${url.pathname}`;
  if (PICTURE_FILE.test(url.pathname)) return page;
  const query = url.search.slice(1).split('&');
  return `${page}?${query
    .filter((one) => !NO_NAME.test(one))
    .sort()
    .join('&')}`;
}
