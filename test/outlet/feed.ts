/** Small RSS feeds of our own writing. Fields are put in as they are: a test that wants broken XML writes it. */
export interface Entry {
  readonly guid?: string;
  readonly link?: string;
  readonly title?: string;
  readonly description?: string;
  readonly content?: string;
  /** ms; undefined = no date. */
  readonly date?: number;
  readonly extra?: string;
}

export function rss(entries: readonly Entry[], channel = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>صحيفة الواحة</title><link>https://alwaha.example/</link><description>أخبار</description>${channel}
${entries.map(item).join('\n')}
</channel></rss>`;
}

function item({ guid, link, title, description, content, date, extra = '' }: Entry): string {
  const parts = [
    title !== undefined && `<title>${title}</title>`,
    link !== undefined && `<link>${link}</link>`,
    guid !== undefined && `<guid isPermaLink="false">${guid}</guid>`,
    date !== undefined && `<pubDate>${new Date(date).toUTCString()}</pubDate>`,
    description !== undefined && `<description>${description}</description>`,
    content !== undefined && `<content:encoded><![CDATA[${content}]]></content:encoded>`,
    extra,
  ];
  return `<item>${parts.filter((part) => part !== false).join('')}</item>`;
}

const PLACES = ['الميناء القديم', 'سوق الحرفيين', 'حي النخيل', 'جسر الوادي', 'ملعب البلدية', 'مكتبة المدينة'];

/** `n` different short stories, newest first, an hour apart. */
export function stories(n: number, newest: number, from = 0): readonly Entry[] {
  return Array.from({ length: n }, (_, i) => {
    const number = from + n - i;
    const place = PLACES[number % PLACES.length] ?? '';
    return {
      guid: `story-${number}`,
      link: `https://alwaha.example/news/${number}`,
      title: `افتتاح المرحلة ${number} من ترميم ${place}`,
      description: `أعلنت البلدية انتهاء أعمال المرحلة ${number} في ${place} بعد أشهر من العمل المتواصل.`,
      date: newest - i * 3_600_000,
    };
  });
}
