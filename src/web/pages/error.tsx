/** The page shown for an error: one sentence and a link back. */

import { FRONT_FEED, Page } from './layout.tsx';
import { renderPage } from './render-page.ts';

const SAID: Record<number, readonly [string, string]> = {
  400: ['لم يُفهم هذا العنوان', 'في آخر العنوان ما لا معنى له هنا.'],
  404: ['لا شيء في هذا العنوان', 'لعل الرابط نُسخ ناقصًا.'],
  405: ['لا يعمل هذا الطلب هنا', 'هذا العنوان للقراءة فقط.'],
  410: ['لم تعد هذه القصة محفوظة', 'تُحفظ القصص أيامًا معدودة، ثم تبقى لدى ناشريها.'],
  503: ['تعذّرت القراءة الآن', 'أعد المحاولة بعد دقيقة.'],
};

export function errorPage(status: number): string {
  const [title, text] = SAID[status] ?? ['حدث خطأ', 'أعد المحاولة بعد قليل.'];
  return renderPage(
    <Page title={`${title} — wirefold`} description={text} feeds={[FRONT_FEED]}>
      <h1>{title}</h1>
      <p>
        {text} <a href="/">إلى القصص</a>
      </p>
    </Page>,
  );
}
