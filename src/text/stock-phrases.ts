/**
 * The stock phrases that outlets and their publishing systems put around the news, whatever the outlet: links to more, invitations to follow
 * or subscribe, "appeared first on", share buttons, comment notices, sources and rights. Most phrases also begin sentences of the news
 * («للمزيد من الضغط…»), so a phrase counts only with what shows its purpose: a colon, a platform, the outlet's own channel, the end of the line.
 *
 * Patterns are written in normalized letters and match every spelling of them; a space matches any white space.
 */
import { SENTENCE_END } from './sentences.ts';

const MARKS = '[\\u064b-\\u065f\\u0670\\u0640]*';
const SPELLINGS: Readonly<Record<string, string>> = {
  ا: '[اأإآٱ]',
  ي: '[يىئی]',
  ه: '[هةہ]',
  و: '[وؤ]',
  ك: '[كکگ]',
};

/** The source of a regular expression, with each Arabic letter in all its spellings and with vowel signs. */
function spelled(pattern: string): string {
  return pattern
    .replace(/\[([ء-ي]+)\]/g, (_, letters: string) => `(?:${[...letters].join('|')})`)
    .replace(/[ء-ي]/g, (letter) => `(?:${SPELLINGS[letter] ?? letter}${MARKS})`)
    .replaceAll(' ', '(?:\\s+)');
}

function anyOf(patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}

const WORD_START = '(?<![\\p{L}\\p{M}\\p{N}])';
const WORD_END = '(?![\\p{L}\\p{M}\\p{N}])';
/** What may stand before the first word of a line or sentence: quotation marks, brackets, bullets, arrows, emoji. */
const LEADING = '^[^\\p{L}\\p{N}]*';
/** A sign after which a link follows, not news. */
const POINTER = '\\s*(?:[:：|›>←⬅…]|\\.{2,}|[\\p{Extended_Pictographic}\\ufe0f]+)';
const LINE_END = '[^\\p{L}\\p{N}]*$';

const PLATFORM = anyOf([
  'فيس ?بوك',
  'تويتر',
  'اكس',
  'منصه',
  'منصات',
  'واتس ?اب',
  'وات ?ساب',
  'تي?لي?[جغق]رام',
  'انست[جغق]?رام',
  'يوتيوب',
  'تيك ?توك',
  'سناب ?شات',
  'لينكد ?ان',
  'نبض',
  '(?:جوجل|غوغل|كوكل) نيوز',
  '(?:اخبار|نيوز) (?:جوجل|غوغل)',
  'مواقع التواصل',
  'وسايل التواصل',
  'شبكات التواصل',
  '(?:ال)?بريد(?:ك|كم)?(?: الالكتروني)?',
  '(?:facebook|twitter|x|telegram|whats ?app|instagram|you ?tube|tik ?tok|google news|nabd|rss)',
]);
/** The outlet's own channels: «قناتنا», «صفحاتنا الرسمية», «التطبيق». */
const OWN_CHANNEL = anyOf([
  'قن(?:اتنا|واتنا)',
  'صفح(?:تنا|اتنا)',
  'حساب(?:نا|اتنا)',
  'موقعنا',
  'مواقعنا',
  'تطبيق(?:نا|اتنا)',
  'نشرتنا',
  'منص(?:تنا|اتنا)',
  'مجموعتنا',
  'قايمتنا',
  'خدمتنا',
  'اخبارنا',
  'تغطيتنا',
]);
const GENERIC_CHANNEL = anyOf([
  '(?:ال)?قناه',
  '(?:ال)?صفحه',
  '(?:ال)?حساب',
  '(?:ال)?مجموعه',
  '(?:ال)?خدمه',
  '(?:ال)?نشره',
  '(?:ال)?قايمه',
  '(?:ال)?موقع',
  '(?:ال)?تطبيق',
]);
/** The outlet's own channel, or somebody's channel on a platform: «قناة الميناء على تيليغرام». */
const CHANNEL_NAME = `[وبل]?(?:${OWN_CHANNEL}|${GENERIC_CHANNEL}${WORD_END}.{0,40}?(?:علي|عبر|في) .{0,25}?${PLATFORM})${WORD_END}`;
const CHANNEL = `(?:[^:."«]{0,60}?${WORD_START}${CHANNEL_NAME})`;
const ON_PLATFORM = `(?:.{0,80}?${WORD_START}(?:علي|عبر|في|من خلال)(?: .{0,25}?)? ?(?:ال)?${PLATFORM}${WORD_END})`;
/** Asks the reader to do something; none of them is a verb of the news as well. */
const REQUEST = anyOf([
  '(?:اضغط|انقر)(?:وا|ي)?',
  'تابعونا',
  'زوروا',
  'يرجي',
  'يمكنكم?',
  'اقرا(?:وا)?',
  `هنا[^\\p{L}\\p{N}]*$`,
]);
/** Asks the reader for something, but also tells what somebody did. */
const REQUEST_OR_VERB = '(?:تابع|شاهد|طالع|اشترك|انضم|حمل|راجع)(?:وا)?';

/** «من الأخبار», «من التفاصيل حول الموضوع»: more of what an outlet offers. */
const FOR_MORE =
  '(?: من (?:ال)?(?:اخبار|تفاصيل|معلومات|مقالات|صور|فيديوهات|متابعات|مواد))?(?: (?:حول|عن) (?:هذا )?(?:ال)?(?:موضوع|خبر))?';

/** Calls the reader to another article. None of them can stand before a colon in a sentence of the news. */
const SEE_ALSO = anyOf([
  '(?:اقر(?:ا|اي|يي|اوا|ءوا|وا|ووا)|طالع(?:وا)?|شاهد(?:وا)?|انظر(?:وا)?|راجع|استمع|تابع(?:وا)?) (?:ايضا|كذلك)',
  '(?:مواضيع|موضوعات|موضوع|اخبار|خبر|مقالات|مقال|تقارير|قصص|روابط|مواد|فيديوهات) (?:ذات? (?:صله|علاقه)|متعلقه?|مشابهه?|مرتبطه?|(?:قد )?تهمكم?)(?: بالموضوع| بالخبر)?',
  '(?:قد|ربما) (?:يعجب|[يت]هم)كم?(?: ايضا)?',
  'اقرا المزيد',
]);
const NOUN_OF_POST = '(?:ال)?(?:مقاله?|تدوينه|مشاركه|موضوع|ماده|منشور|بوست|خبر|تقرير)';
const FIRST_ON = `(?:اولا|لاول مره|للمره الاولي) (?:علي|في|عبر)`;

/** WordPress ends each item of a feed so. The title between may hold whole sentences, so it goes to the end of the line. */
const APPEARED_FIRST = [
  `${WORD_START}ظهرت? (?:هذه |هذا )?${NOUN_OF_POST}${WORD_END}.{0,320}?${FIRST_ON} .{1,100}$`,
  `(?:^|(?<=[.!?؟…\\])»"] ))(?:هذه |هذا )?${NOUN_OF_POST}${WORD_END}.{0,320}?(?:ظهرت?|نشرت?) ${FIRST_ON} .{1,100}$`,
  `(?:^|(?<=[.!?؟…\\])»"] ))نشرت? (?:هذه |هذا )${NOUN_OF_POST}${WORD_END}.{0,320}?${FIRST_ON} .{1,100}$`,
  `${WORD_START}(?:هذه )?ال(?:تدوينه|مقاله) (?:(?!${WORD_START}ال(?:تدوينه|مقاله)).){0,320}?ظهرت? ${FIRST_ON} .{1,100}$`,
  `^[^\\p{L}\\p{N}]*(?:تم نشر|نشرت?|ظهرت?)(?: (?:هذه|هذا))?(?: ${NOUN_OF_POST})? ${FIRST_ON} \\S+(?: \\S+){0,2}$`,
  `(?<=[.!?؟…] )(?:تم نشر|نشرت?|ظهرت?)(?: (?:هذه|هذا))?(?: ${NOUN_OF_POST})? ${FIRST_ON} \\S+(?: \\S+){0,2}$`,
  `${WORD_START}(?:هذه |هذا )${NOUN_OF_POST} نشرت? ${FIRST_ON} .{1,60}$`,
  `${WORD_START}the (?:post|article) .{0,320}?(?:appeared first|first appeared) (?:on|in) .{1,100}$`,
  `${WORD_START}this (?:post|article|story) (?:was )?(?:originally|first) (?:published|appeared) (?:on|in|by) .{1,100}$`,
  `${WORD_START}(?:l['’]article|cet article) .{0,320}?est apparu en premier sur .{1,100}$`,
];

const STORE =
  '(?:ال)?(?:متجر|هاتفكم?|جوالكم?|ايفون|اندرويد|الان|مجانا|لتصلكم?|ليصلكم?|واحصل|app ?store|google play|ios|android)';

/** Beginnings of sentences that are not news. */
const NOTICES: readonly string[] = [
  // Calls to another article or to the whole of this one.
  `${SEE_ALSO}(?:${POINTER}|${LINE_END})`,
  `(?:اقرا|طالع)(?:وا)? (?:المزيد|التفاصيل|الخبر|المقال|التقرير|في الموقع|في)${WORD_END}(?:${POINTER}|${LINE_END}| (?:عن|حول|في|علي|كاملا|هنا|من)${WORD_END})`,
  `(?:اكمل|متابعه|تابع|مواصله|لمتابعه|استكمل) (?:ال)?قراءه`,
  `لقراءه (?:المزيد|الخبر|المقال|التفاصيل|التقرير|بقيه|باقي|تكمله|النص)`,
  `(?:المزيد|التفاصيل|للتفاصيل|تفاصيل اكثر|في التفاصيل|مزيد من التفاصيل)(?:${POINTER}|${LINE_END})`,
  `read (?:more|also|the (?:full|whole|rest|original))|continue reading|keep reading|related (?:articles?|posts?|stories)|see also|click here|you may also like`,
  // For more, where something is to be done for it or nothing else is said.
  `و?(?:للمزيد|لمزيد|لمعرفه المزيد|للاطلاع علي|للاستزاده|لمتابعه|لمشاهده|للتواصل|للاستفسار)${WORD_END}.{0,80}?(?:${WORD_START}${REQUEST}${WORD_END}|${WORD_START}${REQUEST_OR_VERB}${WORD_END}(?:${CHANNEL}|${ON_PLATFORM}))`,
  `و?(?:للمزيد|لمزيد|لمعرفه المزيد)${FOR_MORE}(?: ?[:،] ?| )${REQUEST_OR_VERB}${WORD_END}`,
  `و?(?:للمزيد|لمزيد|لمعرفه المزيد)${FOR_MORE}(?:${POINTER}|${LINE_END})`,
  `للتواصل معنا|و?(?:يمكنكم?|بامكانكم?) (?:متابعتنا|(?:مشاهده|قراءه|متابعه) الخبر)`,
  `(?:ال)?خبر من (?:ال)?مصدر${LINE_END}`,
  `لمشاهده (?:ال)?(?:فيديو|صور|مقطع|حلقه|لقاء)${LINE_END}`,
  // Follow, subscribe, join, download.
  `(?:تابعونا|تابعنا|تابعينا)${WORD_END}(?:${LINE_END}|${ON_PLATFORM}|${CHANNEL}|.{0,40}?${WORD_START}(?:المزيد|جديد|جديدنا|موقع|مواقع)${WORD_END})`,
  // «وتابع: موقعنا…» goes on with somebody's words.
  `(?:تابع|زر)(?: الان)? ${CHANNEL_NAME}`,
  `(?:تابعوا|يمكنكم? متابعه|لمتابعه|لمتابعتنا|زوروا)${WORD_END}${CHANNEL}`,
  `(?:تابع(?:وا)?|لمتابعه) (?:(?:اخر|احدث|اهم|كل|جميع|ابرز|المزيد من) )?(?:ال)?(?:اخبار|مستجدات|تطورات|عناوين|جديد)${WORD_END}${ON_PLATFORM}`,
  `(?:تابع(?:وا)?|لمتابعه) (?:(?:اخر|احدث|اهم|كل|جميع|ابرز|المزيد من) )?(?:ال)?(?:اخبار|مستجدات|تطورات|عناوين|جديد)${WORD_END}.{0,60}?لحظه بلحظه`,
  `(?:اشترك|انضم)(?:وا|ي)?(?: (?:الان|مجانا|معنا|الينا))*${WORD_END}(?:${LINE_END}|${CHANNEL}|.{0,30}?(?:القايمه|النشره) البريديه| (?:لتصلكم?|ليصلكم?))`,
  `(?:اشترك|انضم)(?:وا|ي)? (?:معنا|الينا)`,
  `(?:للاشتراك|للانضمام)${WORD_END}(?:${CHANNEL}|.{0,60}?${WORD_START}(?:${PLATFORM}|${REQUEST}|${GENERIC_CHANNEL})${WORD_END})`,
  `(?:حمل|نزل|ثبت)(?:وا|ي)?(?: الان)? (?:ال)?تطبيق(?:نا)?(?:${LINE_END}| .{0,40}?${WORD_START}(?:${STORE})${WORD_END})`,
  `(?:حمل|نزل|ثبت)(?:وا|ي)?(?: الان)? تطبيق .{1,30}${LINE_END}`,
  `(?:لتحميل|لتنزيل)(?: الان)? (?:ال)?تطبيق`,
  `(?:لتصلكم?|ليصلكم?)${WORD_END} .{0,20}?(?:اخبار|اخر|احدث|كل|جديد|الجديد|اشعارات)`,
  `(?:كن|كونوا) اول من (?:يعلم|يعرف|يعلق|يتلقي)`,
  `احصل(?:وا)? علي (?:ال)?(?:تحديثات|اشعارات|تنبيهات|اخر|احدث|كل جديد)`,
  `follow us|subscribe (?:to|now)|sign up for|download (?:our|the) app|join (?:us|our)`,
  // Share, send, print.
  `شارك(?:ها|وا|نا|ونا|ي)? (?:هذا |هذه )?(?:ال)?(?:خبر|مقاله?|موضوع|محتوي|صفحه|تدوينه|منشور|رايكم?|برايكم?|مع اصدقايكم?)(?:${WORD_END})`,
  `شارك(?:ها|وا)?(?: (?:علي|عبر|مع))? ?(?:${PLATFORM})?${LINE_END}`,
  `ارسل(?:ها|وا)? (?:ال)?(?:خبر|مقال|الي صديق|لصديق|بالبريد|بريد)${WORD_END}`,
  `(?:طباعه|ارسال|نسخ|حفظ)(?: (?:ال)?(?:خبر|مقال|صفحه|رابط|بالبريد))?${LINE_END}`,
  `(?:ال)?رابط (?:ال)?(?:مختصر|خبر|مقال|مصدر)(?:${POINTER}|${LINE_END}| http)`,
  `share (?:on|this|via)|like this ?:|tags ?:|print this|email this|(?:facebook|twitter|whatsapp|telegram|email|print|pinterest|linkedin)$`,
  // Comments, tags, sources, rights, advertisements.
  `(?:ال)?تعليقات(?:${POINTER}|${LINE_END}| (?:\\(?\\d+|مغلقه))`,
  `لا (?:(?:توجد|يوجد) (?:اي )?تعليق|تعليقات)`,
  `(?:اضف|اترك|اكتب) (?:تعليق|رد)`,
  `(?:ال)?كلمات (?:ال)?(?:مفتاحيه|دلاليه|بحث)`,
  `(?:ال)?(?:وسوم|تصنيفات|تصنيف|اقسام|تاجز|تاغ|هاشتا[جغق])(?:\\s*[:#]|${LINE_END})`,
  `(?:ال)?مصدر(?: (?:ال)?(?:خبر|صوره|صور|فيديو|اصلي))?\\s*: ?.{0,60}$`,
  `(?:source|via|credit)\\s*: ?.{0,60}$`,
  `(?:تصوير|عدسه|تحرير|اعداد|ترجمه|مونتاج|كتب|كتبت|الكاتب|المحرر|مراسل)\\s*[:/] ?[\\p{L}\\p{M}\\s.]{2,40}$`,
  `(?:جميع|كافه|كل) (?:ال)?حقوق (?:محفوظه|(?:ال)?نشر|(?:ال)?طبع|(?:ال)?ملكيه)|الحقوق محفوظه|حقوق (?:النشر|الطبع|الملكيه)(?: .{0,30}محفوظه| ?[©:]|${LINE_END})`,
  `(?:all rights reserved|copyright (?:©|\\(c\\)|\\d)|©|advertisements?$)`,
  `(?:اعلان|اعلانات|مساحه اعلانيه|تنويه|اخلاء مسووليه)${LINE_END}`,
  `(?:https?:|www\\.)\\S*${LINE_END}`,
];
/** Stand anywhere in a sentence that is not news. */
const INSIDE_NOTICES: readonly string[] = [
  `${WORD_START}(?:اضغط|انقر|كليك)(?:وا|ي)? (?:علي )?(?:هذا )?(?:هنا|الرابط)${WORD_END}`,
  `لا [يت](?:عبر|مثل) (?:بالضروره )?(?:عن )?(?:راي|موقف|وجهه نظر|سياسه) (?:ال)?(?:موقع|صحيفه|جريده|وكاله|قناه|مجله|شبكه|مركز|ناشر|اداره)`,
];
/** Plain enough to be cut where no full stop stands before them. */
const INVITATIONS: readonly string[] = [
  `للمزيد(?: من (?:ال)?(?:اخبار|تفاصيل|معلومات))? (?:تابعوا|تابعونا|زوروا|اضغطوا?|انقروا?)${WORD_END}`,
  `تابعونا (?:علي|عبر) (?:ال)?${PLATFORM}${WORD_END}`,
  `(?:اشترك|انضم)(?:وا)?(?: الان)? (?:في |الي |ب)${OWN_CHANNEL}${WORD_END}`,
];
/** What begins a purpose: «لمزيد من التفاصيل …», «للاشتراك في النشرة …». */
const PURPOSE = `(?:لمزيد|للمزيد|لقراءه|للاطلاع|للاشتراك|للانضمام|لمشاهده|لمتابعه|لمعرفه|للتواصل)`;
/** Behind a line's last sentence that has no full stop, up to its end. In the news the same words go on otherwise. */
const BEHIND_NEWS: readonly string[] = [
  `(?:${PURPOSE}${WORD_END}(?:(?!${PURPOSE}).){0,80}? )?(?:اضغط|انقر|كليك)(?:وا|ي)? (?:علي )?(?:هذا )?(?:هنا|الرابط)${WORD_END}`,
  `${PURPOSE}(?: من)?(?: (?:ال)?(?:اخبار|تفاصيل|معلومات|اهم|اخر|احدث)){0,3} (?:زوروا|تابعوا|حملوا|اقرا)${WORD_END}`,
  `تابع(?:نا|ونا) (?:علي|عبر|في) (?:ال)?(?:${PLATFORM}|تطبيق|حسابات)`,
  `تابع(?:وا)? (?:(?:قناه|صفحه|حساب) .{1,30}?|(?:اخر|احدث|اهم) (?:ال)?اخبار )(?:علي|عبر) (?:ال)?${PLATFORM}`,
  `(?:حمل|نزل)(?:وا)? (?:الان )?(?:تطبيقنا|تطبيق .{1,30}? (?:الان|مجانا)${LINE_END})`,
  `(?:ال)?مصدر(?: (?:الخبر|الاصلي))?\\s*: .{1,40}$`,
  `(?:(?:جميع|كافه) )?(?:ال)?حقوق (?:(?:النشر|الطبع) )?محفوظه${WORD_END}`,
  `اقرا المزيد(?: عن)?(?:\\s*[:…]|${LINE_END})`,
  `شارك(?:وا)? (?:هذا )?(?:الخبر|المقال|الموضوع) (?:علي|عبر) (?:ال)?${PLATFORM}`,
  `للتواصل معنا|و?(?:يمكنكم?|بامكانكم?) (?:متابعتنا|(?:مشاهده|قراءه|متابعه) الخبر)`,
  `(?:روابط|مواضيع|موضوعات|مقالات) (?:ذات صله|متعلقه)${LINE_END}`,
  `(?:ال)?خبر من (?:ال)?مصدر${LINE_END}|كن اول من يعلق|وسوم ?:|كلمات (?:مفتاحيه|دلاليه) ?:|للمزيد اقرا ?:`,
  `(?:read more|continue reading|read the (?:full|rest)|share this|like this ?:|tags ?:)`,
];
/** Without one of these no such phrase stands in a sentence. */
const BEHIND_NEWS_HINT =
  /ضغط|نقر|كليك|زوروا|تابعو|تابعن|تابع قن|تابع صف|تابع آخر|تابع أ|تطبيق|مصدر(?:[^:]{0,99}:|[^ء-ي]*$)|محفوظ|قر[أا] |(?<![ء-ي])شارك|للتواصل|مكنك|ذات صل|متعلق|كن [أا]ول|وسوم|كلمات|[RrCcSsTt](?:ead|ontinue|hare|ags)|[Ll]ike this/;
/** Words that the news before such a phrase has at least. */
const NEWS_WORDS_MIN = 4;
/** Of lines only, because without a colon they may begin a sentence: «شاهد أيضا عددا من المعروضات.» A headline ends without a full stop. */
const LINE_NOTICES: readonly string[] = [
  `(?:اقر(?:ا|اي|يي|اوا|ءوا|وا|ووا)|طالع(?:وا)?|شاهد(?:وا)?|انظر(?:وا)?|تابع(?:وا)?) (?:ايضا|كذلك)${WORD_END}`,
  `(?:قد|ربما) (?:يعجب|[يت]هم)كم? ايضا${WORD_END}`,
  `(?:(?:للمزيد|لمزيد)${FOR_MORE}|اقرا المزيد|المزيد)\\s*(?:[-–—،:…]|\\.\\.)`,
];
/** A line with nothing else is a heading of the links in the lines after it. */
const HEADING = SEE_ALSO;

/** Without one of these, found in a fraction of the time, the line has no such phrase. */
const FIRST = new RegExp(`${spelled(FIRST_ON)}|appeared|published|premier`, 'i');
const appearedFirst = new RegExp(spelled(APPEARED_FIRST.join('|')), 'iu');
const appended = new RegExp(spelled(`${WORD_START}(?:${SEE_ALSO}${POINTER}|${anyOf(INVITATIONS)})`), 'u');
/** Read in lower case, which costs less than the flag that ignores case. */
const behindNews = new RegExp(spelled(`${WORD_START}${anyOf(BEHIND_NEWS)}`), 'u');
const notice = new RegExp(`${LEADING}${spelled(anyOf(NOTICES))}`, 'u');
const insideNotice = new RegExp(spelled(anyOf(INSIDE_NOTICES)), 'u');
const lineNotice = new RegExp(`${LEADING}${spelled(anyOf(LINE_NOTICES))}(?!.*\\.\\s*$)`, 'u');
const heading = new RegExp(`${LEADING}${spelled(HEADING)}${LINE_END}`, 'u');

/**
 * Without one of these, found in a third of the time, a sentence has no phrase of `appended` or of `insideNotice`. Those without `spelled` are parts
 * of words without vowel signs, so a sentence with signs is always looked at.
 */
const SIGNS = /[\u064b-\u065f\u0670\u0640]/;
const SEE_ALSO_HINT = /[يىئی]ض|ذل[كکگ]|صل[هةہ]|عل[اأإآٱ]ق[هةہ]|متعلق|ش[اأإآٱ]ب[هةہ]|رتبط|[تيىئی][هةہ]م|عجب|مز[يىئی]د/;
/** The signs of POINTER, and more: of pictures and arrows only the ranges that hold them all. */
const POINTER_HINT = /[:：|›>…©®\u203c-\u3299\ud83c-\ud83f]|\ufe0f|\.\./;
const INVITATION_HINT = new RegExp(spelled('للمزيد|تابعونا|اشترك|انضم'));
const INSIDE_HINT = /ضغط|نقر|ل[يىئی][كکگ]|ل[اأإآٱ]\s+[تيىئی](?:عبر|مثل)/;

function mayHaveAppended(sentence: string): boolean {
  return (POINTER_HINT.test(sentence) && mayHold(SEE_ALSO_HINT, sentence)) || INVITATION_HINT.test(sentence);
}

function mayHold(hint: RegExp, sentence: string): boolean {
  return hint.test(sentence) || SIGNS.test(sentence);
}

const UPPER_CASE = /[A-Z]/;

/** A longer sentence is news, whatever it begins with. UTF-16 units. */
const NOTICE_CHARS_MAX = 240;
/** A longer line is news, and so is a longer headline that is linked to. UTF-16 units. */
const LINE_NOTICE_CHARS_MAX = 120;
const ENDS_A_SENTENCE = /[.!?؟…]["”»)\]]?\s*$/u;
/** What stood between the news and the phrase that is cut. */
const LOOSE_END = /(?<![\s|\-–—•·([«])[\s|\-–—•·([«]+$/u;
/** What no clean line has. The patterns above try every way to part such a run, so lines come to them without. */
const LONG_RUN = /\s\s|[\u064b-\u065f\u0670\u0640]{9}/;

/** The lines of a text without stock phrases, in order; lines of which nothing is left are dropped. */
export function cutStockPhrases(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let linked = false;
  for (const given of lines) {
    const line = withoutLongRuns(given);
    const isHeading = heading.test(line);
    // A heading such as «اقرأ أيضا» calls to the headlines after it, up to the next sentence of the news.
    linked = isHeading || (linked && line.length <= LINE_NOTICE_CHARS_MAX && !ENDS_A_SENTENCE.test(line));
    if (linked) continue;
    const left = cutLine(line);
    if (left !== '') kept.push(left);
  }
  return kept;
}

/** Single spaces, and at most eight marks on a letter. */
function withoutLongRuns(line: string): string {
  if (!LONG_RUN.test(line)) return line;
  return line.replace(/\s+/g, ' ').replace(/([\u064b-\u065f\u0670\u0640]{8})[\u064b-\u065f\u0670\u0640]+/g, '$1');
}

function cutLine(line: string): string {
  if (line.length <= LINE_NOTICE_CHARS_MAX && lineNotice.test(line)) return '';
  const found = FIRST.test(line) ? appearedFirst.exec(line) : null;
  const sentences = (found ? line.slice(0, found.index).replace(LOOSE_END, '') : line).split(SENTENCE_END);
  const kept: string[] = [];
  for (let i = 0; i < sentences.length; i++) {
    const sentence = sentences[i] ?? '';
    const link = mayHaveAppended(sentence) ? appended.exec(sentence) : null;
    if (link) {
      const before = sentence.slice(0, link.index).replace(LOOSE_END, '');
      if (before !== '') kept.push(before);
      // «قد يهمك.. عنوان آخر»: the headline is what looks like the next sentence.
      if (link.index + link[0].length === sentence.length) i++;
      // It may ask and go on: «هل يرتفع النفط؟ خبراء يجيبون». What ends like a sentence of the news is kept.
      const rest = sentences.slice(i + 1).join(' ');
      if (!sentences[i]?.endsWith('.') && !rest.includes('.') && rest.length <= LINE_NOTICE_CHARS_MAX) break;
    } else {
      const news = i === sentences.length - 1 ? newsBefore(sentence) : undefined;
      if (news !== undefined) kept.push(news);
      else if (!isNotice(sentence)) kept.push(sentence);
    }
  }
  return kept.join(' ').trim();
}

/** The news of a sentence that goes on with a phrase; undefined for a sentence without one, or with nothing else. */
function newsBefore(sentence: string): string | undefined {
  if (!BEHIND_NEWS_HINT.test(sentence)) return undefined;
  const found = behindNews.exec(UPPER_CASE.test(sentence) ? sentence.toLowerCase() : sentence);
  if (found === null) return undefined;
  const news = sentence.slice(0, found.index).replace(LOOSE_END, '');
  return news.split(' ').length < NEWS_WORDS_MIN || IS_PURPOSE.test(news) ? undefined : news;
}

/** «لمن يريد النتائج كاملة اضغط هنا» is all one notice. */
const IS_PURPOSE = /^[^\p{L}]*ل\p{L}+ /u;

function isNotice(sentence: string): boolean {
  if (sentence.length > NOTICE_CHARS_MAX) return false;
  return (
    notice.test(UPPER_CASE.test(sentence) ? sentence.toLowerCase() : sentence) ||
    (mayHold(INSIDE_HINT, sentence) && insideNotice.test(sentence))
  );
}
