/**
 * The HTML inside an item: right-to-left, plain elements that every reader keeps (p, ul, li, a, blockquote, time), no
 * style, no script, no image (images travel as media:). Everything an outlet wrote is escaped; only http(s) is linked.
 */
import type { ArticleDocument, FrontStory, StoryUpdate } from '../document.ts';
import { rtlMarkAfter } from './direction.ts';
import { escapeHtml, httpAddress, oneLine } from './plain-text.ts';
import { arabicMoment, rfc3339 } from './timestamps.ts';

/** A front item: the lead's opening, then every report as its outlet published it. */
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

/** An article in its story's feed: its opening, where it stands, and what it shares with whom. */
export function articleHtml(article: ArticleDocument, page: string): string {
  return rtl(
    paragraph(article.excerpt),
    `<p>كما نشرته ${link(article.url, article.outlet.name)}${rtlMarkAfter(article.outlet.name)} — ${moment(article.published)}</p>`,
    article.evidence ? paragraph(`سبب ضمّه إلى القصة: ${article.evidence}`) : '',
    `<p>${link(page, 'القصة كاملة: من نشر ومتى، والفقرات المشتركة')}</p>`,
  );
}

/** One more outlet reports the story. */
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
