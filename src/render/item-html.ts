/**
 * The HTML of an item: right-to-left, with plain elements that every feed reader keeps (p, ul, li, a, time). It has no
 * style, script or image; images travel as media:. Everything an outlet wrote is escaped, and only http(s) is linked. Blocks
 * stand on lines of their own: previews strip the tags, and words of two blocks must not run together.
 */
import type { ArticleDocument, FrontStory, StoryUpdate } from '../documents/document.ts';
import { rtlMarkAfter } from './direction.ts';
import { escapeHtml, httpAddress, oneLine } from './plain-text.ts';
import { arabicMoment, rfc3339 } from './timestamps.ts';

const TO_STORY = 'القصة كاملة: من نشر ومتى، والفقرات المشتركة';

/** A story in the front feed: the lead's opening, then every article with its outlet and time. */
export function storyHtml(story: FrontStory, page: string): string {
  const reports = story.articles.map(
    (a) =>
      `<li>${link(a.url, a.outlet.name)}${rtlMarkAfter(a.outlet.name)}: ${escapeHtml(oneLine(a.title))}${rtlMarkAfter(a.title)} — ${publishedAt(a)}</li>`,
  );
  return rtl(
    paragraph(story.excerpt),
    `<p><strong>نشرتها:</strong></p>`,
    `<ul>\n${reports.join('\n')}\n</ul>`,
    `<p>${link(page, TO_STORY)}</p>`,
  );
}

/** An article in its story's feed: its opening and its outlet. */
export function articleHtml(article: ArticleDocument, page: string): string {
  return rtl(
    paragraph(article.excerpt),
    `<p>كما نشرته ${link(article.url, article.outlet.name)}${rtlMarkAfter(article.outlet.name)} — ${publishedAt(article)}</p>`,
    `<p>${link(page, TO_STORY)}</p>`,
  );
}

/** A new story, or a new publisher of one, in the feed of updates. */
export function updateHtml({ kind, title, article }: StoryUpdate, page: string): string {
  const outlet = `${link(article.url, article.outlet.name)}${rtlMarkAfter(article.outlet.name)}`;
  return rtl(
    kind === 'story'
      ? `<p>قصة جديدة، نشرها ${outlet} — ${publishedAt(article)}</p>`
      : `<p>مصدر جديد في القصة «${link(page, title)}»: ${outlet} — ${publishedAt(article)}</p>`,
    `<p>${link(page, TO_STORY)}</p>`,
  );
}

function rtl(...parts: readonly string[]): string {
  return `<div dir="rtl" lang="ar">\n${parts.filter(Boolean).join('\n')}\n</div>`;
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
function publishedAt({ published, notBefore }: FrontStory['articles'][number]): string {
  if (notBefore === undefined || notBefore <= published) return moment(published);
  return `${moment(published)} بحسب المصدر؛ نُشر بعد ${moment(notBefore)}`;
}

function moment(ms: number): string {
  return `<time datetime="${rfc3339(ms)}">${arabicMoment(ms)} ت غ</time>`;
}
