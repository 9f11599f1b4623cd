/** The page shown for an error: one sentence, what was wrong with the request, and a link back. */
import { FRONT_FEED, Page } from './layout.tsx';
import { renderPage } from './render-page.tsx';
import type { Shown } from './shown.ts';

/** Statuses whose own sentence helps whoever asked: which word of the address is wrong, and how long to wait. */
const EXPLAINED = [400, 503];

/** `detail` is in English. */
export function errorPage(status: number, detail: string, shown: Shown): string {
  const { other, byStatus, toStories } = shown.words.error;
  const [title, text] = status in byStatus ? byStatus[status as keyof typeof byStatus] : other;
  return renderPage(
    <Page title={`${title} — ${shown.site.name}`} description={text} feeds={[FRONT_FEED]}>
      <h1>{title}</h1>
      <p>
        {text} <a href="/">{toStories}</a>
      </p>
      {EXPLAINED.includes(status) ? (
        <p class="meta" lang="en" dir="ltr">
          {detail}
        </p>
      ) : null}
    </Page>,
    shown,
  );
}
