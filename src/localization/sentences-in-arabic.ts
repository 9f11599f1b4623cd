/**
 * The English sentences that the API gives and an operator's page shows too, in Arabic: why something was refused, what a setting lacks,
 * what a receiver answered. Each form of such a sentence is a row here; test/web/pages/sentences-in-arabic.test.ts finds a form without one.
 */
import { noteInArabic } from './notes-in-arabic.ts';
import { isolated } from './words.ts';

type Form = readonly [english: RegExp, arabic: (...told: string[]) => string];

/** A field of a form or a setting of an outlet, as the pages label it. */
const FIELDS: Readonly<Record<string, string>> = {
  feed: 'عنوان الخلاصة',
  site: 'عنوان الموقع',
  name: 'الاسم',
  group: 'البلد',
  home: 'الموقع',
  publisher: 'الناشر',
  priority: 'الأولوية في الصدارة',
  itemsPerDay: 'أكثر ما يؤخذ في اليوم',
  userAgent: 'User-Agent',
  summaryOnly: 'العنوان والملخص فقط',
  disabled: 'الإيقاف',
  unmerged: 'عدم الضم',
  checked: 'شهر التحقق',
  q: 'كلمات البحث',
  country: 'البلد',
  outlet: 'المصدر',
  publishers: 'عدد المصادر',
  'alert.url': 'عنوان التنبيهات',
  'alert.format': 'صيغة التنبيهات',
  'alert.chat': 'معرّف المحادثة',
  'alert.publishers': 'عدد المصادر في التنبيه',
};

/** What is wrong with a value. */
const VALUES: readonly Form[] = [
  [/^Too small: expected string to have >=1 /, () => 'فارغ'],
  [/^Too small: expected (?:string|array) to have >=(\d+)/, (n) => `أقصر من ${n}`],
  [/^Too big: expected string to have <=(\d+)/, (n) => `أطول من ${n} من المحارف`],
  [/^Too big: expected array to have <=(\d+)/, (n) => `أكثر من ${n}`],
  [/^Too small: expected (?:number|int) to be >=?(-?\d+)/, (n) => `أقل من ${isolated(n ?? '')}`],
  [/^Too big: expected (?:number|int) to be <=?(-?\d+)/, (n) => `أكثر من ${isolated(n ?? '')}`],
  [/^Invalid input: expected (?:number|int)/, () => 'ليس عددًا صحيحًا'],
  [/^Invalid input: expected boolean/, () => 'ليس نعم أو لا'],
  [/^Invalid input: expected \w+, received (?:undefined|null)/, () => 'ناقص'],
  [/^Invalid URL/, () => 'ليس عنوان http(s)'],
  [/^Invalid (?:option|input)/, () => 'ليس مما يُختار'],
  [/^must be (\d+) to (\d+) printable ASCII/, (_, most) => `يُكتب بحروف لاتينية وأرقام ورموز، ولا يزيد على ${most}`],
  [/^must be a number or @name$/, () => `رقم أو اسم يبدأ بالعلامة ${isolated('@')}`],
  [/^must be a month/, () => `شهر مثل ${isolated('2026-11')}`],
  [/^Invalid string|^must be /, () => 'فيه ما لا يصلح هنا'],
];

/** What the address guard has against an address. */
const ADDRESSES: readonly Form[] = [
  [/^it is longer than (\d+) characters$/, (n) => `هو أطول من ${n} من المحارف`],
  [/^it is not a complete http\(s\) address$/, () => 'ليس عنوان http(s) كاملًا'],
  [/^only http and https are fetched, not (\S+)$/, (scheme) => `لا يُقرأ إلا http وhttps، لا ${isolated(scheme ?? '')}`],
  [/^an address with a user name or password/, () => 'فيه اسم مستخدم أو كلمة سر'],
  [/^a loopback address/, () => 'هو عنوان هذا الجهاز نفسه، ولا يُقبل إلا عند التجربة المحلية (ALLOW_LOOPBACK=1)'],
  [/^port (\d+) is not a port/, (port) => `لا تُقدّم الخلاصات على المنفذ ${port}`],
  [/^(\S+) is no public address/, (host) => `${isolated(host ?? '')} ليس عنوانًا عامًا`],
  [/^(.+) is not a well-formed name$/, (host) => `${isolated(host ?? '')} ليس اسم موقع سليمًا`],
  [/^(\S*) is not a public name$/, (host) => `${isolated(host ?? '')} ليس اسمًا عامًا على الشبكة`],
  [/^(\S+) is not a registered name but/, (host) => `${isolated(host ?? '')} نطاق تُسجّل تحته الأسماء، لا موقع`],
  [/^(\S+) stands for a private address$/, (host) => `${isolated(host ?? '')} يدل على عنوان خاص`],
];

const OUTLETS: readonly Form[] = [
  [/^"(.*)" is listed twice; the first is kept$/s, (name) => `«${name}»: مكرر في الملف؛ أُخذ أوله`],
  [/^"(.*)" is left out: it has no xmlUrl$/s, (name) => `«${name}»: بلا عنوان خلاصة (xmlUrl)`],
  [/^"(.*)" is left out: it is a link to/s, (name) => `«${name}»: رابط إلى صفحة أو قائمة أخرى، لا خلاصة (xmlUrl)`],
  [/^"([^"]*)" is not an http\(s\) address$/, (url) => `${quoted(url)} ليس عنوان http(s)`],
  [/^"(.*)" is left out: the list holds (\d+) outlets$/s, (name, n) => `«${name}»: امتلأت القائمة، وسعتها ${n}`],
  [/^"(.*)" is left out: (.*)$/s, (name, why) => `«${name}»: ${within(why)}`],
  [/^"(.*)" is in the list already/s, (name) => `«${name}»: في القائمة من قبل؛ بقيت إعداداته كما هي`],
  [/^(\d+) more are left out$/, (n) => `وغيرها مما لم يؤخذ: ${n}`],
  [/^"feed" is refused: (.*)$/, (why) => `رُفض عنوان الخلاصة: ${within(why)}`],
  [/^"home" is not an http\(s\) address/, () => 'عنوان الموقع ليس عنوان http(s)'],
  [/^"name" shows nothing/, () => 'لا يظهر من الاسم شيء: اكتب فيه حرفًا'],
  [/^name at least one setting$/, () => 'لم يُذكر إعداد'],
  [/^Unrecognized keys?: (.*)$/, (keys) => `حقل غير معروف: ${isolated(keys ?? '')}`],
  [
    /^The file lists (\d+) outlets; send at most (\d+)$/,
    (n, most) => `في الملف ${n} من المصادر، ولا يؤخذ أكثر من ${most}`,
  ],
  [/^None of its entries can be used\. (.*)$/s, (why) => `لا يصلح شيء مما فيه. ${listed(why)}`],
  [
    /^The file has no outline with the address of a feed \(xmlUrl\)\.? ?(.*)$/s,
    (why) => `ليس في الملف عنوان خلاصة (xmlUrl). ${listed(why)}`.trim(),
  ],
  [/^The file is empty$/, () => 'الملف فارغ'],
  [/^The file is XML and not OPML/, () => 'الملف XML وليس OPML'],
  [/^The file breaks off here/, () => `ينقطع الملف هنا قبل ${isolated('</opml>')}: أرسله كاملًا`],
  [/^The file has more than (\d+) elements$/, (n) => `في الملف أكثر من ${n} من العناصر`],
  [/^Its elements stand inside one another/, () => 'عناصره متداخلة أعمق مما يُقرأ'],
  [/^One element has more than (\d+) attributes$/, (n) => `لأحد عناصره أكثر من ${n} من السمات`],
  [/^Not fetched: (.*?)(?:; correct this outlet's address)?$/, (why) => `لم يُطلب العنوان: ${within(why)}`],
  [
    /^Redirects to (\S+), which was refused: (.*)$/,
    (to, why) => `يحوّل إلى ${isolated(to ?? '')}، ورُفض: ${within(why)}`,
  ],
  [/^The server sent (?:no bytes|white space only)$/, () => 'ما جاء فارغ'],
  [/^The bytes are not text/, () => 'ليس الملف نصًا: لعله مضغوط أو صورة'],
];

const WATCHES: readonly Form[] = [
  [/^There is a watch "(.*)" already/, (name) => `هناك متابعة باسم «${name}»: احذفها أولًا أو اختر اسمًا آخر`],
  [
    /^There are (\d+) watches, and there may be no more$/,
    (n) => `بلغت المتابعات أقصى عددها، وهو ${n}: احذف واحدة أولًا`,
  ],
  [/^A name has at most (\d+) characters$/, (n) => `الاسم أطول من ${n} من المحارف`],
  [
    /^A name has lower-case Latin letters/,
    () => 'يُكتب الاسم بحروف لاتينية صغيرة أو عربية وأرقام، تفصل بينها شرطات مفردة',
  ],
  [/^"(.*)" is reserved$/, (name) => `الاسم ${quoted(name)} محجوز للموقع: اختر غيره`],
  [
    /^A watch is a part of the stories/,
    () => 'المتابعة جزء من القصص: ليس في العنوان شرط، كبحث أو بلد أو مصدر أو عدد مصادر',
  ],
  [/^The receiver's address was refused: (.*)$/, (why) => `رُفض عنوان التنبيهات: ${within(why)}`],
  [/^telegram needs "chat"/, () => 'تحتاج صيغة telegram إلى معرّف المحادثة'],
  [/^Only telegram takes "chat"$/, () => 'معرّف المحادثة لصيغة telegram وحدها'],
  [
    /^The address of ntfy ends with the topic/,
    () => `ينتهي عنوان ntfy باسم الموضوع: ${isolated('https://ntfy.sh/topic')}`,
  ],
  [/^Nothing would be told/, () => 'بهذه الإعدادات لا يُنبَّه إلى شيء'],
  [/^There is no outlet "(.*)"; /, (id) => `لا مصدر بالمعرّف ${quoted(id)}`],
  [/^No outlet is listed under the country "(.*)"; /, (country) => `ليس في القائمة مصدر من «${country}»`],
  [/^"(.*)" is given more than once$/, (name) => `تكرر ${field(name)}`],
  [/^A search has at most (\d+) characters$/, (n) => `البحث أطول من ${n} من المحارف`],
  [/^A search has at most (\d+) words$/, (n) => `كلمات البحث أكثر من ${n}`],
  [/^The search has no word/, () => 'ليس في البحث كلمة'],
  [/^it answered (\d+)$/, (status) => `أجاب بالرمز ${isolated(`HTTP ${status}`)}`],
  [/^it did not answer within (\d+) s$/, (n) => `لم يجب خلال ${n} ثانية`],
  [/^it could not be reached$/, () => 'تعذّر الوصول إليه'],
  [/^it was refused: (.*)$/, (why) => `رُفض عنوانه: ${within(why)}`],
];

const STORIES: readonly Form[] = [
  [/^(\S+) and (\S+) are one story already: (\S+)$/, () => 'هما قصة واحدة من قبل'],
  [
    /^Name at least one article of the story, and leave/,
    () => 'اختر تقريرًا واحدًا على الأقل، وأبقِ في القصة واحدًا على الأقل',
  ],
  [
    /^Not in story (\S+): (.*)\. GET \S+ lists its articles$/,
    (_, ids) => `لم يعد في هذه القصة: ${isolated(ids ?? '')}. افتحها من جديد`,
  ],
  [
    /^There is no story (\S+), or its articles/,
    (id) => `لا قصة بالمعرّف ${isolated(id ?? '')}، أو لم تعد تقاريرها محفوظة`,
  ],
];

const BACKUPS: readonly Form[] = [
  [/^There is more after the end$/, () => 'في الملف زيادة بعد نهايته'],
  [/^The body is empty/, () => 'الملف فارغ: اختر نسخة نُزّلت من هنا'],
  [/^The backup is cut off/, () => 'الملف ناقص: سطره الأخير مفقود'],
  [
    /^It writes about (\d+) rows, and (\d+) are left of what the plan allows today/,
    (n, left) =>
      `تكتب الاستعادة نحو ${n} من الصفوف، وبقي من خطة اليوم ${left}. اجعل الخطة مدفوعة ليوم النقل، أو استعد بعد منتصف الليل بتوقيت غرينتش إن كان يوم كامل يكفي`,
  ],
  [/^The backup holds no article$/, () => 'ليس في النسخة تقارير'],
  [
    /^The newest article in it was filed at (\S+)\. /,
    (at) =>
      `سُجّل أحدث تقرير فيها في ${isolated(at ?? '')}. ليس فيها ما سُجّل بعده: عناوين القصص اللاحقة لا تعمل، والتصحيحات التالية ضاعت`,
  ],
  [
    /^Outlets send again only what they have not recorded/,
    () => 'لا ترسل المصادر من جديد إلا ما لم تسجّله مقروءًا: ما أرسلته بين النسخة والآن لا يعود',
  ],
  [
    /^Its articles are older than the index keeps them/,
    () => 'تقاريرها أقدم مما يُحفظ: تُحذف خلال ساعات، وتبقى معرّفات قصصها',
  ],
  [/^(\d+) .*: it was cut or edited$/, (n) => `صفوف لا يتفق بعضها مع بعض، وعددها ${n}: قُطعت النسخة أو عُدّلت`],
  [/^Number (\d+) is taken/, (n) => `الرقم ${n} مستعمل ويُعطى ثانية: قُطعت النسخة أو عُدّلت`],
  [/^A row is an array/, () => 'السطر ليس صفًا من نسخة'],
  [
    /^There is no table (.*); was this written/,
    (name) => `لا جدول باسم ${isolated(name ?? '')}: لعل نسخة أحدث من البرنامج كتبته`,
  ],
  [
    /^A row of (\S+) has (\d+) values, this one has (\d+)$/,
    (table, n, has) => `صف من ${isolated(table ?? '')} فيه ${has} من القيم، والصواب ${n}`,
  ],
  [
    /^The last line says (.*) rows, but there were (\d+)$/,
    (said, n) => `يقول السطر الأخير إن الصفوف ${isolated(said ?? '')}، وهي ${n}`,
  ],
  [/^This is not a backup of wirefold$/, () => 'ليس هذا الملف نسخة احتياطية من wirefold'],
  [
    /^This backup is of format (.*); this version reads (\d+)\. /,
    (format, reads) =>
      `صيغة هذه النسخة ${isolated(format ?? '')}، ويقرأ هذا الإصدار ${reads}: استعدها بالإصدار الذي كتبها`,
  ],
  [
    /^The backup does not name the columns of (\S+): /,
    (table) => `لا تسمّي النسخة أعمدة ${isolated(table ?? '')}: كتبها إصدار آخر`,
  ],
  [
    /^The backup has no (\S+), which this version needs/,
    (column) => `ليس في النسخة ${isolated(column ?? '')}: كتبها إصدار أقدم`,
  ],
  [
    /^This version does not know (\S+): /,
    (column) => `لا يعرف هذا الإصدار ${isolated(column ?? '')}: كتب النسخة إصدار آخر`,
  ],
  [/^The backup names a column of (\S+) twice$/, (table) => `تسمّي النسخة عمودًا من ${isolated(table ?? '')} مرتين`],
  [/^A value is neither text, number, null nor bytes$/, () => 'في السطر قيمة ليست نصًا ولا عددًا'],
  [/^A line is longer than (\d+) characters$/, (n) => `في الملف سطر أطول من ${n} من المحارف`],
  [/^The value of (\S+) cannot be used/, (column) => `قيمة ${isolated(column ?? '')} لا تصلح`],
  [/^The setting (\S+) cannot be used/, (name) => `الإعداد ${isolated(name ?? '')} لا يصلح`],
  [
    /^The (?:settings of outlet|status of outlet|quarantined article|past story) |^A story is related to itself|^Of two stories kept apart/,
    () => 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  ],
  [/^(?:Unexpected|Expected|Unterminated|Bad|No number|Exponent|JSON)\b.*JSON/s, () => 'السطر ليس JSON سليمًا'],
  [/^The encoded data was not valid|^Failed to decode/, () => 'ليس الملف نصًا بترميز UTF-8'],
  [
    /^(?:A backup|A restore) is (?:under way|being (?:made|restored)).*$/i,
    () => 'تجري الآن نسخة احتياطية أو استعادة: لا يتغيّر شيء حتى تنتهي',
  ],
  [/: nothing may change until it is done$/, () => 'تجري الآن نسخة احتياطية أو استعادة: لا يتغيّر شيء حتى تنتهي'],
  [/^No progress for (\d+) s, so the index took back/, (n) => `لم يتقدم العمل ${n} ثانية فأُوقف: أعده من أوله`],
  [/^The form is cut off$/, () => 'لم يصل الملف كاملًا'],
];

/** What is wrong with a setting of the deployment. */
const SETTINGS: readonly Form[] = [
  [
    /^The binding (\S+) is missing or not (a KV namespace|a Durable Object)/,
    (name, what) =>
      `الرابط ${name} مفقود أو ليس ${what === 'a KV namespace' ? 'مساحة KV' : 'Durable Object'}: أضفه في ${isolated('wrangler.toml')} وانشر من جديد`,
  ],
  [/^ADMIN_TOKEN /, () => 'لا تصلح ADMIN_TOKEN كلمةَ سر فأُغلقت الإدارة: ضع نصًا عشوائيًا طويلًا'],
  [/^(\w+) must be 1 or unset/, (name) => `تكون ${name} إما 1 أو غير موضوعة؛ تُعدّ غير موضوعة`],
  [
    /^CONTACT_URL must be .* at most (\d+)/,
    (n) => `تكون CONTACT_URL عنوان http(s) لا يزيد على ${n} من المحارف وبلا كلمة سر؛ لا يُرسل شيء`,
  ],
  [/^PLAN must be/, () => 'تكون PLAN إما free أو paid؛ تُعدّ free'],
  [
    /^(\w+) must be a whole number of 0 or more, .*; (\d+) is used$/,
    (name, n) => `تكون ${name} عددًا صحيحًا لا يقل عن 0؛ يُستعمل ${n}`,
  ],
  [
    /^SITE_NAME must be .*at most (\d+)/,
    (n) => `تكون SITE_NAME سطرًا واحدًا لا يزيد على ${n} من المحارف وفيه حرف وليس فيه ${isolated('< >')}`,
  ],
  [
    /^SITE_LANGUAGE must be (\S+) or (\S+); (\S+) is used$/,
    (one, other, used) => `تكون SITE_LANGUAGE إما ${one} أو ${other}؛ تُستعمل ${used}`,
  ],
  [/^TIME_ZONE must be/, () => `تكون TIME_ZONE اسم منطقة زمنية مثل ${isolated('Asia/Riyadh')}؛ تُستعمل UTC`],
  [/^DAILY_HOUR must be .*; (\d+) is used$/, (n) => `تكون DAILY_HOUR ساعة من 0 إلى 23؛ تُستعمل ${n}`],
  [/^ACCENT_COLOR must be/, () => `تكون ACCENT_COLOR لونًا مثل ${isolated('#0a5a57')}؛ يُستعمل لوننا`],
  [
    /^LOGO_URL must be .*at most (\d+)/,
    (n) => `تكون LOGO_URL عنوان https لا يزيد على ${n} من المحارف وبلا كلمة سر؛ يُعرض رمزنا`,
  ],
  [
    /^WEBSUB_HUB must be .*at most (\d+)/,
    (n) => `تكون WEBSUB_HUB عنوان http(s) عامًا لا يزيد على ${n} من المحارف وبلا كلمة سر؛ لا يُذكر خادم`,
  ],
  [
    /^SITE_URL must be/,
    () => `تكون SITE_URL عنوان الموقع بلا مسار، مثل ${isolated('https://news.example.org')}؛ تُعدّ غير موضوعة`,
  ],
];

/** How a reading went, where it went well. */
const READINGS: readonly Form[] = [
  [/^Read (\d+) items?, (\d+) new$/, (n, fresh) => `بنود الخلاصة: ${n}، الجديد منها: ${fresh}`],
  [
    /^Read (\d+) items?, (\d+) new, (\d+) edited$/,
    (n, fresh, edited) => `بنود الخلاصة: ${n}، الجديد منها: ${fresh}، المعدّل: ${edited}`,
  ],
  [/^Unchanged since it was last read$/, () => 'لم تتغيّر الخلاصة منذ آخر قراءة'],
  [/^Not read yet/, () => 'لم يُقرأ بعد'],
  [/^(?:Disabled|Switched off) by the operator/, () => 'أوقفه المشغّل، فلا يُقرأ'],
];

/** Why an outlet was not read: outlet/status.ts, outlet/fetch/http-status.ts, feeds/diagnose.ts. When it is tried next stands beside it. */
const FAILURES: readonly Form[] = [
  [/^(.*)\. Next try after \S+ \S+ UTC$/s, (why) => within(why)],
  [/^(.*) \(\d+ failures in a row\)$/s, (why) => within(why)],
  [/^No connection \(/, () => 'تعذّر الاتصال: الخادم متوقف، أو في اسمه أو شهادته خطأ'],
  [/^Sent no byte of its feed for (\S+) s$/, (n) => `لم يرسل شيئًا من الخلاصة، والمهلة ${n} ثانية`],
  [
    /^Still sending after (\S+) s \((.*) so far\): given up$/,
    (n, size) => `لم يكتمل الإرسال، والمهلة ${n} ثانية، وما وصل ${sized(size)}`,
  ],
  [/^Cut off in the middle: /, () => 'انقطع الاتصال قبل أن تكتمل الخلاصة'],
  [
    /^Sent its feed in the content encoding «(.*)», which cannot/s,
    (name) => `ضُغطت الخلاصة بترميز لا يُقرأ ${quoted(name)}: اطلب من المصدر خلاصة بترميز gzip أو بلا ضغط`,
  ],
  [
    /^Larger than (.*): not read any further/,
    (size) => `الخلاصة أكبر من ${sized(size)}، فلم تُقرأ: ابحث عن خلاصة أقصر لهذا المصدر`,
  ],
  [
    /^Redirects in a circle: (.*); it may want/s,
    (hops) => `تحويلات تدور في حلقة: ${isolated(hops ?? '')}؛ جرّب User-Agent آخر`,
  ],
  [
    /^Redirects more than (\d+) times, lastly to (.*)$/s,
    (n, to) => `تحويلات أكثر من ${n}، آخرها إلى ${isolated(to ?? '')}`,
  ],
  [/^Answered (\d+)\b[^:]* without saying where to$/, (status) => `${answered(status)}: تحويل لا يقول إلى أين`],
  [
    /^Answered (\d+)\b[^:«]*«([^«]*)», which is no address$/,
    (status, to) => `${answered(status)}: تحويل إلى ${quoted(to)}، وليس عنوانًا`,
  ],
  [
    /^Answered 304 Not Modified to a request without a validator/,
    () => 'أجاب «لم يتغيّر» ولم يُسأل: خلل عند الخادم، وتُطلب الخلاصة كاملة في المرة المقبلة',
  ],
  [
    /^Answered 410 Gone: its owner/,
    () => 'سحب صاحب الخلاصة خلاصته نهائيًا: احذف المصدر أو أضف عنوانها الجديد. تُجرّب مرة في اليوم',
  ],
  [
    /^Answered (\d+)\b.*: a bot check/,
    (status) => `${answered(status)}: حاجز لا يجتازه إلا متصفح؛ اطلب من المصدر أن يستثني خلاصته منه`,
  ],
  [/^Answered (\d+)\b/, (status) => `${answered(status)}${advice(Number(status))}`],
  [
    /^The address answers with an HTML page, not a feed(?:, titled "(.*?)")?\.? ?(.*)$/s,
    (title, more) =>
      `جاءت صفحة HTML مكان الخلاصة${title ? `، عنوانها «${title}»` : ''}${more ? `. ${each(more)}` : ''}`,
  ],
  [/^It sends its readers on to (\S+)$/, (to) => `تحوّل قراءها إلى ${isolated(to ?? '')}`],
  [/^It says that it moved to (\S+)$/, (to) => `تقول إنها انتقلت إلى ${isolated(to ?? '')}`],
  [/^It gives (\S+) as its own address$/, (to) => `تذكر أن عنوانها ${isolated(to ?? '')}`],
  [/^The page names (\S+) as its feed$/, (to) => `تذكر الصفحة أن خلاصتها ${isolated(to ?? '')}`],
  [/^The text is neither XML nor a JSON Feed$/, () => 'ما جاء ليس XML ولا JSON Feed'],
  [/^The root element <(.*)> is not that of a feed$/, (name) => `ما جاء ليس خلاصة: عنصره الأول ${quoted(name)}`],
  [/^The document is empty$/, () => 'جاءت الخلاصة فارغة'],
  [/^(?:The document|The JSON) breaks off before its first item ends$/, () => 'انقطعت الخلاصة قبل نهاية أول بند فيها'],
  [
    /^(?:Elements stand inside one another|One element carries|The JSON is not read)/,
    () => 'في الخلاصة عناصر أكثر أو أعمق مما يُقرأ',
  ],
  [/^The text begins like JSON|^The JSON is not a JSON Feed/, () => 'ما جاء JSON، وليس خلاصة'],
  [
    /^The index did not accept (\d+) articles? \((.*)\): nothing is lost/s,
    (n) => `لم يقبل الفهرس بعدُ تقارير عددها ${n}؛ لم يضِع شيء وتُرسل ثانية`,
  ],
  [
    /^Could not be read because of a fault of ours \((.*)\)$/s,
    (message) => `خطأ من جانبنا؛ تُعاد القراءة (${isolated(message ?? '')})`,
  ],
];

function sized(size = ''): string {
  const bytes = /^(\d+) bytes?$/.exec(size)?.[1];
  return bytes === undefined ? isolated(size) : `${bytes} بايت`;
}

function answered(status = ''): string {
  return `أجاب بالرمز ${isolated(`HTTP ${status}`)}`;
}

/** What to do about an answer, as outlet/fetch/http-status.ts says it. */
function advice(status: number): string {
  switch (status) {
    case 401:
    case 407:
      return ': يطلب تسجيل دخول، ولا نقدر عليه';
    case 402:
    case 451:
      return ': لا يتيح خلاصته لنا';
    case 403:
    case 406:
      return ': يرفض هذه الشبكة أو User-Agent؛ جرّب غيره لهذا المصدر';
    case 404:
      return ': لا خلاصة في هذا العنوان؛ ابحث في موقع المصدر عن عنوانها الجديد';
    case 429:
      return ': طُلب أكثر مما يقبل، فتطول المهلة قبل المحاولة المقبلة';
    case 202:
    case 204:
      return ' بلا خلاصة: لعله حاجز أمام البرامج؛ جرّب User-Agent آخر لهذا المصدر';
    case 521:
    case 522:
    case 523:
    case 524:
      return ': لا يجيب خادمه';
    case 525:
    case 526:
      return ': في شهادته خطأ';
    case 530:
      return ': لا يُعرف عنوان خادمه';
    default:
      return status >= 500 ? ': خلل عند خادمه' : '';
  }
}

/** Sentences that follow one another. */
function each(sentences: string): string {
  return sentences
    .split(/\.? (?=[A-Z])/)
    .map(within)
    .join('. ');
}

/** Answers that any page may give. */
const ANSWERS: readonly Form[] = [
  [/^(.*) Ask again in (\d+) seconds$/s, (why, n) => `${each(why ?? '')}. أعد المحاولة بعد ${n} ثانية`],
  [/^There is nothing at this address/, () => 'لا شيء في هذا العنوان'],
  [
    /^(\w+) does not work here; use (.*)$/,
    (method) => `لا يُفتح هذا العنوان هكذا (${isolated(method ?? '')}): ابدأ من صفحات الإدارة`,
  ],
  [/^The body is larger than (\d+) bytes/, (n) => `ما أُرسل أكبر مما يُقبل: لا يزيد على ${n} بايت`],
  [/^The address is longer than (\d+) characters/, (n) => `العنوان أطول من ${n} من المحارف`],
  [/^The stories cannot be read just now$/, () => 'تعذّرت القراءة الآن'],
];

const FORMS: readonly Form[] = [
  [/^Line (\d+): (.*)$/s, (line, what) => `السطر ${line}: ${within(what)}`],
  [/^The query cannot be used\. (.*)$/s, (why) => within(why)],
  [/^"([\w.[\]]+)": (.*)$/, (name, fault) => `${field(name)}: ${found(VALUES, fault ?? '') ?? 'قيمة لا تصلح'}`],
  ...READINGS,
  ...ANSWERS,
  ...FAILURES,
  ...OUTLETS,
  ...WATCHES,
  ...STORIES,
  ...SETTINGS,
  ...BACKUPS,
  ...ADDRESSES,
];

/** Without its full stop. undefined for a sentence of another form. */
export function sentenceInArabic(sentence: string): string | undefined {
  const bare = sentence.trim().replace(/\.$/, '');
  return noteInArabic(bare) ?? found(FORMS, bare);
}

function found(forms: readonly Form[], sentence: string): string | undefined {
  for (const [english, arabic] of forms) {
    const match = english.exec(sentence);
    if (match) return arabic(...match.slice(1).map((told) => told ?? ''));
  }
  return undefined;
}

/** A part of a sentence; what has no form stays as it is. */
function within(part = ''): string {
  return sentenceInArabic(part) ?? isolated(part);
}

/** Sentences that a semicolon parts. */
function listed(sentences = ''): string {
  return sentences
    .split('; ')
    .filter((one) => one !== '')
    .map(within)
    .join('؛ ');
}

function field(name = ''): string {
  const label = FIELDS[name] ?? FIELDS[name.split('.').at(-1) ?? ''];
  return label ?? isolated(name);
}

function quoted(text = ''): string {
  return `«${isolated(text)}»`;
}
