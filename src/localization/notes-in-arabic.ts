/** The warnings about a feed that was read, in Arabic. An outlet's status and the API give them in English; each form of theirs is a row here. */
import { translator } from './sentence-forms.ts';
import { isolated } from './words.ts';

/** undefined for a sentence of another form: the page then only counts it. */
export const noteInArabic = translator(
  {
    'not well-formed: # elements…': 'بناء الخلاصة غير سليم: عناصر بلا وسم إغلاق، وعددها $1',
    'only the first # items…': 'لا يُقرأ إلا أول $1 من البنود',
    'the document breaks off…': 'انقطعت الخلاصة: قُرئ ما اكتمل منها، وتُطلب كاملة من جديد',
    'the feed has no items…': 'لا بنود في الخلاصة',
    '# of # items have no title': 'بلا عنوان: $1 من $2',
    '# of # items have no link': 'بلا رابط: $1 من $2',
    '# of # items have no date': 'بلا تاريخ: $1 من $2',
    '# of # items have neither…': 'بلا عنوان ولا نص، فتُركت: $1 من $2',
    '# of # items are dated in the future…': 'بتاريخ في المستقبل، فأُخذ وقت أول رؤيتها: $1 من $2',
    '# of # items have a guid…': 'بمعرّف يحمله غيرها، فمُيّزت بروابطها: $1 من $2',
    'unknown charset "*"': 'ترميز غير معروف: «[$1]»',
    'declared no charset, is %': 'لم تذكر الخلاصة ترميزها، وهو [$1]',
    'declared %, is %': 'ذكرت الخلاصة الترميز [$1]، وهو [$2]',
    '# invalid characters…': 'محارف تالفة استُبدلت، وعددها $1',
    'redirected from https…': 'تحويل من [https] إلى [http] الذي يمكن تغييره في الطريق',
    'moved for good to %:…': 'انتقلت الخلاصة نهائيًا؛ أدخل عنوانها الجديد: [$1]',
    '# skipped: already old…': 'قديمة عند أول رؤيتها، فتُركت: $1',
    '# skipped: over the # items a day…': 'فوق حد المصدر وهو $2 في اليوم، فتُركت: $1',
    '# skipped: more new items…': 'أكثر مما ينشره مصدر في يوم، فتُركت: $1',
    '# edited more often…': 'عُدّلت أكثر مما يُتابع في يوم، فتُؤجّل إلى الغد: $1',
    '# recognised by their text…': 'عُرفت بنصها مع تغيّر معرّفها ورابطها: $1',
    'it has used its share…': 'استنفد المصدر حصته من كتابات اليوم، ويُقرأ من جديد بعد منتصف الليل بتوقيت غرينتش',
    'all # items are new…': 'كل البنود ($1) جديدة منذ آخر قراءة، فربما فات غيرها؛ تُقرأ الخلاصة أكثر',
    '# article could not be filed…': 'تعذّر حفظها لخطأ من جانبنا، ويُعاد كل ساعة: $1',
    '# articles could not be filed…': 'تعذّر حفظها لخطأ من جانبنا، ويُعاد كل ساعة: $1',
  },
  isolated,
);
