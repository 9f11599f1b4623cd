/**
 * The HTML of an item: right-to-left, with plain elements that every feed reader keeps (p, ul, li, a, time). It has no
 * style, script or image; images travel as media:. Everything an outlet wrote is escaped, and only http(s) is linked. Blocks
 * stand on lines of their own: previews strip the tags, and words of two blocks must not run together.
 */
import type { DayDocument, DayStory } from '../documents/daily.ts';
import type { ArticleDocument, FrontStory, StoryUpdate } from '../documents/document.ts';
import type { Localized } from '../localization/localization.ts';
import { rtlMarkAfter } from './direction.ts';
import { escapeHtml, httpAddress, oneLine } from './plain-text.ts';
import { rfc3339 } from './timestamps.ts';

/** A story in the front feed: the lead's opening, then every article with its outlet and time. */
export function storyHtml(story: FrontStory, page: string, by: Localized): string {
  const { carriedBy, wholeStory } = by.words.feed;
  const reports = story.articles.map(
    (a) =>
      `<li>${link(a.url, a.outlet.name)}${rtlMarkAfter(a.outlet.name)}: ${escapeHtml(oneLine(a.title))}${rtlMarkAfter(a.title)} — ${publishedAt(a, by)}</li>`,
  );
  return rtl(
    paragraph(story.excerpt),
    `<p${ours(by)}><strong>${carriedBy}</strong></p>`,
    `<ul>\n${reports.join('\n')}\n</ul>`,
    `<p${ours(by)}>${link(page, wholeStory)}</p>`,
  );
}

/** An article in its story's feed: its opening and its outlet. */
export function articleHtml(article: ArticleDocument, page: string, by: Localized): string {
  const { asPublishedBy, wholeStory } = by.words.feed;
  return rtl(
    paragraph(article.excerpt),
    `<p${ours(by)}>${asPublishedBy} ${outletLink(article, by)} — ${publishedAt(article, by)}</p>`,
    `<p${ours(by)}>${link(page, wholeStory)}</p>`,
  );
}

/** A new story, or a new publisher of one, in the feed of updates. */
export function updateHtml({ kind, title, article }: StoryUpdate, page: string, by: Localized): string {
  const { newStoryBy, newSource, wholeStory } = by.words.feed;
  const outlet = outletLink(article, by);
  return rtl(
    kind === 'story'
      ? `<p${ours(by)}>${newStoryBy} ${outlet} — ${publishedAt(article, by)}</p>`
      : `<p${ours(by)}>${newSource[0]}${link(page, title)}${newSource[1]} ${outlet} — ${publishedAt(article, by)}</p>`,
    `<p${ours(by)}>${link(page, wholeStory)}</p>`,
  );
}

/** A day: its stories, each with the outlets that carried it. */
export function dayHtml({ stories, since, at }: DayDocument, page: string, origin: string, by: Localized): string {
  const { words, times } = by;
  const between = words.daily.between(times.moment(since), `${times.moment(at)} ${times.zoneShort(at)}`);
  return rtl(
    `<p${ours(by)}>${escapeHtml(between)}</p>`,
    `<ol>\n${stories.map((story) => dayStory(story, origin, by)).join('\n')}\n</ol>`,
    `<p${ours(by)}>${link(page, words.daily.dayPage)}</p>`,
  );
}

function dayStory(story: DayStory, origin: string, by: Localized): string {
  const { words } = by;
  const outlets = story.articles.map(({ url, outlet }) => link(url, outlet.name)).join(words.comma);
  const whole = link(`${origin}/stories/${encodeURIComponent(story.id)}`, words.daily.wholeStory);
  const carried = [words.sources(story.publishers), ...story.countries.map((country) => escapeHtml(oneLine(country)))];
  return [
    '<li>',
    `<p><strong>${link(story.url, story.title || words.untitled)}</strong></p>`,
    `<p${ours(by)}>${carried.join(words.comma)}</p>`,
    `<p>${outlets}</p>`,
    `<p${ours(by)}>${whole}</p>`,
    '</li>',
  ].join('\n');
}

function rtl(...parts: readonly string[]): string {
  return `<div dir="rtl" lang="ar">\n${parts.filter(Boolean).join('\n')}\n</div>`;
}

/** Attributes of a sentence in our own words, which stands among the outlets' Arabic. */
function ours({ site, words }: Localized): string {
  return words.direction === 'rtl' ? '' : ` dir="ltr" lang="${site.language}"`;
}

/** The outlet's name as a link. The mark keeps a date after a Latin name in its place. */
function outletLink({ url, outlet: { name } }: FrontStory['articles'][number], { words }: Localized): string {
  return `${link(url, name)}${words.direction === 'rtl' ? rtlMarkAfter(name) : ''}`;
}

function paragraph(text: string): string {
  const line = oneLine(text);
  return line ? `<p>${escapeHtml(line)}</p>` : '';
}

function link(address: string, text: string): string {
  const href = httpAddress(address);
  const label = escapeHtml(oneLine(text));
  return href ? `<a href="${escapeHtml(href)}">${label}</a>` : label;
}

/** The date the outlet claims, and what we saw where the article cannot be so old. */
function publishedAt({ published, notBefore }: FrontStory['articles'][number], by: Localized): string {
  if (notBefore === undefined || notBefore <= published) return moment(published, by);
  return `${moment(published, by)} ${by.words.feed.publishedAfter} ${moment(notBefore, by)}`;
}

function moment(ms: number, { times }: Localized): string {
  return `<time datetime="${rfc3339(ms)}">${times.moment(ms)} ${times.zoneShort(ms)}</time>`;
}
