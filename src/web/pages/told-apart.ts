/**
 * What is said beside the outlet's name where it has several reports: their times, or what else tells them apart. Reports of
 * outlets with one report are left out.
 */
import type { ArticleDocument } from '../../documents/document.ts';
import type { Times } from '../../localization/times.ts';
import { clip } from '../../text/clip.ts';

/** UTF-16 units. */
const CHIP_TITLE_CHARS_MAX = 48;

export function toldApart<A extends Pick<ArticleDocument, 'outlet' | 'title' | 'published'>>(
  articles: readonly A[],
  times: Times,
): ReadonlyMap<A, string> {
  const ways: readonly ((a: A, place: number) => string)[] = [
    ({ published }) => times.hour(published),
    ({ published }) => times.moment(published),
    ({ title }) => clip(title, CHIP_TITLE_CHARS_MAX),
    (_, place) => String(place + 1),
  ];
  const said = new Map<A, string>();
  for (const own of Map.groupBy(articles, (a) => a.outlet.id).values()) {
    if (own.length === 1) continue;
    const way = ways.find((say) => new Set(own.map(say)).size === own.length);
    for (const [place, a] of own.entries()) said.set(a, way?.(a, place) ?? '');
  }
  return said;
}
