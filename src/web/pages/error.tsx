/** The page shown for an error: one sentence and a link back. */
import { FRONT_FEED, Page } from './layout.tsx';
import { renderPage } from './render-page.tsx';
import type { Shown } from './shown.ts';

export function errorPage(status: number, shown: Shown): string {
  const { other, byStatus, toStories } = shown.words.error;
  const [title, text] = status in byStatus ? byStatus[status as keyof typeof byStatus] : other;
  return renderPage(
    <Page title={`${title} — ${shown.site.name}`} description={text} feeds={[FRONT_FEED]}>
      <h1>{title}</h1>
      <p>
        {text} <a href="/">{toStories}</a>
      </p>
    </Page>,
    shown,
  );
}
