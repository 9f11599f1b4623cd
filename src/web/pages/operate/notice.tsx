/** A page of one sentence: why something was not done. */
import type { OperateWords } from '../../../localization/operate-in-arabic.ts';
import { FRONT_FEED, Page } from '../layout.tsx';
import { renderPage } from '../render-page.tsx';
import type { Shown } from '../shown.ts';
import { Detail } from './frame.tsx';

/** `detail`: what is said in English only. `back`: a path of ours. */
export function noticePage(
  shown: Shown,
  say: (words: OperateWords) => string,
  { detail = [], back = '/operate' }: { readonly detail?: readonly string[]; readonly back?: string } = {},
): string {
  const words = shown.words.operate;
  return renderPage(
    <Page title={`${words.title} — ${shown.site.name}`} description={words.description} feeds={[FRONT_FEED]} operator>
      <h1>{words.title}</h1>
      <p role="alert">{say(words)}</p>
      <Detail lines={detail} />
      <p>
        <a href={back}>{words.back}</a>
      </p>
    </Page>,
    shown,
  );
}
