/** The warnings about a feed that was read, in Arabic. An outlet's status and the API give them in English; each form of theirs is a row here. */
import { isolated } from './words.ts';

const LACKING: Readonly<Record<string, string>> = { title: 'عنوان', link: 'رابط', date: 'تاريخ' };

type Form = readonly [english: RegExp, arabic: (...told: string[]) => string];

const FORMS: readonly Form[] = [
  [/^not well-formed: (\d+) elements/, (n) => `بناء الخلاصة غير سليم: عناصر بلا وسم إغلاق، وعددها ${n}`],
  [/^only the first (\d+) items/, (n) => `لا يُقرأ إلا أول ${n} من البنود`],
  [/^the document breaks off/, () => 'انقطعت الخلاصة: قُرئ ما اكتمل منها، وتُطلب كاملة من جديد'],
  [/^the feed has no items/, () => 'لا بنود في الخلاصة'],
  [/^(\d+) of (\d+) items have no (title|link|date)$/, (n, of, what) => `بلا ${LACKING[what ?? '']}: ${n} من ${of}`],
  [/^(\d+) of (\d+) items have neither/, (n, of) => `بلا عنوان ولا نص، فتُركت: ${n} من ${of}`],
  [
    /^(\d+) of (\d+) items are dated in the future/,
    (n, of) => `بتاريخ في المستقبل، فأُخذ وقت أول رؤيتها: ${n} من ${of}`,
  ],
  [/^(\d+) of (\d+) items have a guid/, (n, of) => `بمعرّف يحمله غيرها، فمُيّزت بروابطها: ${n} من ${of}`],
  [/^unknown charset "(.*)"$/, (name) => `ترميز غير معروف: «${isolated(name ?? '')}»`],
  [/^declared no charset, is (\S+)$/, (is) => `لم تذكر الخلاصة ترميزها، وهو ${isolated(is ?? '')}`],
  [
    /^declared (\S+), is (\S+)$/,
    (said, is) => `ذكرت الخلاصة الترميز ${isolated(said ?? '')}، وهو ${isolated(is ?? '')}`,
  ],
  [/^(\d+) invalid characters/, (n) => `محارف تالفة استُبدلت، وعددها ${n}`],
  [/^redirected from https/, () => `تحويل من ${isolated('https')} إلى ${isolated('http')} الذي يمكن تغييره في الطريق`],
  [/^moved for good to (\S+):/, (to) => `انتقلت الخلاصة نهائيًا؛ أدخل عنوانها الجديد: ${isolated(to ?? '')}`],
  [/^(\d+) skipped: already old/, (n) => `قديمة عند أول رؤيتها، فتُركت: ${n}`],
  [/^(\d+) skipped: over the (\d+) items a day/, (n, most) => `فوق حد المصدر وهو ${most} في اليوم، فتُركت: ${n}`],
  [/^(\d+) skipped: more new items/, (n) => `أكثر مما ينشره مصدر في يوم، فتُركت: ${n}`],
  [/^(\d+) edited more often/, (n) => `عُدّلت أكثر مما يُتابع في يوم، فتُؤجّل إلى الغد: ${n}`],
  [/^(\d+) recognised by their text/, (n) => `عُرفت بنصها مع تغيّر معرّفها ورابطها: ${n}`],
  [/^it has used its share/, () => 'استنفد المصدر حصته من كتابات اليوم، ويُقرأ من جديد بعد منتصف الليل بتوقيت غرينتش'],
  [/^all (\d+) items are new/, (n) => `كل البنود (${n}) جديدة منذ آخر قراءة، فربما فات غيرها؛ تُقرأ الخلاصة أكثر`],
  [/^(\d+) articles? could not be filed/, (n) => `تعذّر حفظها لخطأ من جانبنا، ويُعاد كل ساعة: ${n}`],
];

/** undefined for a sentence of another form: the page then only counts it. */
export function noteInArabic(sentence: string): string | undefined {
  for (const [english, arabic] of FORMS) {
    const [, ...told] = english.exec(sentence) ?? [];
    if (english.test(sentence)) return arabic(...told);
  }
  return undefined;
}
