/**
 * The HTML of an item: right-to-left, with plain elements that every feed reader keeps (p, ul, li, a, time). It has no
 * style, script or image; images travel as media:. Everything an outlet wrote is escaped, and only http(s) is linked.
 */
import type { ArticleDocument, FrontStory, StoryUpdate } from '../documents/document.ts';
import { rtlMarkAfter } from './direction.ts';
import { escapeHtml, httpAddress, oneLine } from './plain-text.ts';
import { arabicMoment, rfc3339 } from './timestamps.ts';

/** A story in the front feed: the lead's opening, then every article with its outlet and time. */
export function storyHtml(story: FrontStory, page: string): string {
  const reports = story.articles.map(
    (a) =>
      `<li>${link(a.url, a.outlet.name)}${rtlMarkAfter(a.outlet.name)}: ${escapeHtml(oneLine(a.title))}${rtlMarkAfter(a.title)} — ${moment(a.published)}</li>`,
  );
  return rtl(
    paragraph(story.excerpt),
    `<p><strong>كما نشرته:</strong></p>`,
    `<ul>${reports.join('')}</ul>`,
    `<p>${link(page, 'القصة كاملة: من نشر ومتى، والفقرات المشتركة')}</p>`,
  );
}

/** An article in its story's feed: its opening, its outlet, and why it is in the story. */
export function articleHtml(article: ArticleDocument, page: string): string {
  return rtl(
    paragraph(article.excerpt),
    `<p>كما نشرته ${link(article.url, article.outlet.name)}${rtlMarkAfter(article.outlet.name)} — ${moment(article.published)}</p>`,
    article.evidence ? paragraph(`سبب ضمّه إلى القصة: ${article.evidence}`) : '',
    `<p>${link(page, 'القصة كاملة: من نشر ومتى، والفقرات المشتركة')}</p>`,
  );
}

/** A new publisher of a story, in the feed of updates. */
export function updateHtml(update: StoryUpdate, page: string): string {
  return rtl(
    `<p>مصدر جديد في القصة «${link(page, update.title)}»: ${link(update.article.url, update.article.outlet.name)}</p>`,
    `<p>${moment(update.article.published)}</p>`,
  );
}

function rtl(...parts: readonly string[]): string {
  return `<div dir="rtl" lang="ar">${parts.join('')}</div>`;
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

function moment(ms: number): string {
  return `<time datetime="${rfc3339(ms)}">${arabicMoment(ms)} غ</time>`;
}
