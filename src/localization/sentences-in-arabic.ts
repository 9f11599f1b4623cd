/**
 * The English sentences that the API gives and an operator's page shows too, in Arabic: why something was refused, what a setting lacks,
 * what a receiver answered. Each form of such a sentence is a row here; test/localization/sentences-in-arabic.test.ts finds a form without one.
 */

import { noteInArabic } from './notes-in-arabic.ts';
import { type Forms, translator } from './sentence-forms.ts';
import { isolated } from './words.ts';

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
const VALUES: Forms = {
  'Too small: expected string to have >=1 …': 'فارغ',
  'Too small: expected … to have >=#…': 'أقصر من $1',
  'Too big: expected string to have <=#…': 'أطول من $1 من المحارف',
  'Too big: expected array to have <=#…': 'أكثر من $1',
  'Too small: expected … to be >=%…': 'أقل من [$1]',
  'Too big: expected … to be <=%…': 'أكثر من [$1]',
  'Invalid input: expected number…': 'ليس عددًا صحيحًا',
  'Invalid input: expected int…': 'ليس عددًا صحيحًا',
  'Invalid input: expected boolean…': 'ليس نعم أو لا',
  'Invalid input: expected …, received undefined…': 'ناقص',
  'Invalid input: expected …, received null…': 'ناقص',
  'Invalid URL…': 'ليس عنوان http(s)',
  'Invalid option…': 'ليس مما يُختار',
  'Invalid input…': 'ليس مما يُختار',
  'must be # to # printable ASCII…': 'يُكتب بحروف لاتينية وأرقام ورموز، ولا يزيد على $2',
  'must be a number or @name': 'رقم أو اسم يبدأ بالعلامة [@]',
  'must be a month…': 'شهر مثل [2026-11]',
  'Invalid string…': 'فيه ما لا يصلح هنا',
  'must be …': 'فيه ما لا يصلح هنا',
};

const SENTENCES: Forms = {
  'Line #: *': 'السطر $1: {2}',
  'The query cannot be used. *': '{1}',
  '"%": *': (name, fault) => `${field(name)}: ${valueFault(fault) ?? 'قيمة لا تصلح'}`,

  // How a reading went, where it went well.
  'Read # item…, # new': 'بنود الخلاصة: $1، الجديد منها: $2',
  'Read # item…, # new, # edited': 'بنود الخلاصة: $1، الجديد منها: $2، المعدّل: $3',
  'Unchanged since it was last read': 'لم تتغيّر الخلاصة منذ آخر قراءة',
  'Not read yet…': 'لم يُقرأ بعد',
  'Disabled by the operator…': 'أوقفه المشغّل، فلا يُقرأ',
  'Switched off by the operator…': 'أوقفه المشغّل، فلا يُقرأ',

  // Answers that any page may give.
  '* Ask again in # seconds': (why, n) => `${each(why)}. أعد المحاولة بعد ${n} ثانية`,
  'There is nothing at this address…': 'لا شيء في هذا العنوان',
  '% does not work here; use *': 'لا يُفتح هذا العنوان هكذا ([$1]): ابدأ من صفحات الإدارة',
  'The body is larger than # bytes…': 'ما أُرسل أكبر مما يُقبل: لا يزيد على $1 بايت',
  'The address is longer than # characters…': 'العنوان أطول من $1 من المحارف',
  'The stories cannot be read just now': 'تعذّرت القراءة الآن',

  // Why an outlet was not read: outlet/status.ts, outlet/fetch/http-status.ts, feeds/diagnose.ts. When it is tried next stands beside it.
  '*. Next try after % % UTC': '{1}',
  '* (# failures in a row)': '{1}',
  'No connection (…': 'تعذّر الاتصال: الخادم متوقف، أو في اسمه أو شهادته خطأ',
  'Sent no byte of its feed for % s': 'لم يرسل شيئًا من الخلاصة، والمهلة $1 ثانية',
  'Still sending after % s (* so far): given up': (n, size) =>
    `لم يكتمل الإرسال، والمهلة ${n} ثانية، وما وصل ${sized(size)}`,
  'Cut off in the middle: …': 'انقطع الاتصال قبل أن تكتمل الخلاصة',
  'Sent its feed in the content encoding «*», which cannot…':
    'ضُغطت الخلاصة بترميز لا يُقرأ «[$1]»: اطلب من المصدر خلاصة بترميز gzip أو بلا ضغط',
  'Larger than *: not read any further…': (size) =>
    `الخلاصة أكبر من ${sized(size)}، فلم تُقرأ: ابحث عن خلاصة أقصر لهذا المصدر`,
  'Redirects in a circle: *; it may want…': 'تحويلات تدور في حلقة: [$1]؛ جرّب User-Agent آخر',
  'Redirects more than # times, lastly to *': 'تحويلات أكثر من $1، آخرها إلى [$2]',
  'Answered #… without saying where to': 'أجاب بالرمز [HTTP $1]: تحويل لا يقول إلى أين',
  'Answered #…«*», which is no address': 'أجاب بالرمز [HTTP $1]: تحويل إلى «[$2]»، وليس عنوانًا',
  'Answered 304 Not Modified to a request without a validator…':
    'أجاب «لم يتغيّر» ولم يُسأل: خلل عند الخادم، وتُطلب الخلاصة كاملة في المرة المقبلة',
  'Answered 410 Gone: its owner…':
    'سحب صاحب الخلاصة خلاصته نهائيًا: احذف المصدر أو أضف عنوانها الجديد. تُجرّب مرة في اليوم',
  'Answered #…: a bot check…': 'أجاب بالرمز [HTTP $1]: حاجز لا يجتازه إلا متصفح؛ اطلب من المصدر أن يستثني خلاصته منه',
  'Answered #…': (status) => `أجاب بالرمز ${isolated(`HTTP ${status}`)}${advice(Number(status))}`,
  'The address answers with an HTML page, not a feed*': page,
  'It sends its readers on to %': 'تحوّل قراءها إلى [$1]',
  'It says that it moved to %': 'تقول إنها انتقلت إلى [$1]',
  'It gives % as its own address': 'تذكر أن عنوانها [$1]',
  'The page names % as its feed': 'تذكر الصفحة أن خلاصتها [$1]',
  'The text is neither XML nor a JSON Feed': 'ما جاء ليس XML ولا JSON Feed',
  'The root element <*> is not that of a feed': 'ما جاء ليس خلاصة: عنصره الأول «[$1]»',
  'The document is empty': 'جاءت الخلاصة فارغة',
  'The document breaks off before its first item ends': 'انقطعت الخلاصة قبل نهاية أول بند فيها',
  'The JSON breaks off before its first item ends': 'انقطعت الخلاصة قبل نهاية أول بند فيها',
  'Elements stand inside one another…': 'في الخلاصة عناصر أكثر أو أعمق مما يُقرأ',
  'One element carries…': 'في الخلاصة عناصر أكثر أو أعمق مما يُقرأ',
  'The JSON is not read…': 'في الخلاصة عناصر أكثر أو أعمق مما يُقرأ',
  'The text begins like JSON…': 'ما جاء JSON، وليس خلاصة',
  'The JSON is not a JSON Feed…': 'ما جاء JSON، وليس خلاصة',
  'The index did not accept # article… (*): nothing is lost…':
    'لم يقبل الفهرس بعدُ تقارير عددها $1؛ لم يضِع شيء وتُرسل ثانية',
  'Could not be read because of a fault of ours (*)': 'خطأ من جانبنا؛ تُعاد القراءة ([$1])',

  // Lists of outlets.
  '"*" is listed twice; the first is kept': '«$1»: مكرر في الملف؛ أُخذ أوله',
  '"*" is left out: it has no xmlUrl': '«$1»: بلا عنوان خلاصة (xmlUrl)',
  '"*" is left out: it is a link to…': '«$1»: رابط إلى صفحة أو قائمة أخرى، لا خلاصة (xmlUrl)',
  '"*" is left out: the list holds # outlets': '«$1»: امتلأت القائمة، وسعتها $2',
  '"*" is left out: *': '«$1»: {2}',
  '"*" is not an http(s) address': '«[$1]» ليس عنوان http(s)',
  '"*" is in the list already…': '«$1»: في القائمة من قبل؛ بقيت إعداداته كما هي',
  '# more are left out': 'وغيرها مما لم يؤخذ: $1',
  '"feed" is refused: *': 'رُفض عنوان الخلاصة: {1}',
  '"home" is not an http(s) address…': 'عنوان الموقع ليس عنوان http(s)',
  '"name" shows nothing…': 'لا يظهر من الاسم شيء: اكتب فيه حرفًا',
  'name at least one setting': 'لم يُذكر إعداد',
  'Unrecognized key: *': 'حقل غير معروف: [$1]',
  'Unrecognized keys: *': 'حقل غير معروف: [$1]',
  'The file lists # outlets; send at most #': 'في الملف $1 من المصادر، ولا يؤخذ أكثر من $2',
  'None of its entries can be used. *': (why) => `لا يصلح شيء مما فيه. ${listed(why)}`,
  'The file has no outline with the address of a feed (xmlUrl)*': (why) =>
    `ليس في الملف عنوان خلاصة (xmlUrl). ${listed(why?.replace(/^\.? ?/, ''))}`.trim(),
  'The file is empty': 'الملف فارغ',
  'The file is XML and not OPML…': 'الملف XML وليس OPML',
  'The file breaks off here…': 'ينقطع الملف هنا قبل [</opml>]: أرسله كاملًا',
  'The file has more than # elements': 'في الملف أكثر من $1 من العناصر',
  'Its elements stand inside one another…': 'عناصره متداخلة أعمق مما يُقرأ',
  'One element has more than # attributes': 'لأحد عناصره أكثر من $1 من السمات',
  "Not fetched: *; correct this outlet's address": 'لم يُطلب العنوان: {1}',
  'Not fetched: *': 'لم يُطلب العنوان: {1}',
  'Redirects to %, which was refused: *': 'يحوّل إلى [$1]، ورُفض: {2}',
  'The server sent no bytes': 'ما جاء فارغ',
  'The server sent white space only': 'ما جاء فارغ',
  'The bytes are not text…': 'ليس الملف نصًا: لعله مضغوط أو صورة',

  // Watches and their receivers.
  'There is a watch "*" already…': 'هناك متابعة باسم «$1»: احذفها أولًا أو اختر اسمًا آخر',
  'There are # watches, and there may be no more': 'بلغت المتابعات أقصى عددها، وهو $1: احذف واحدة أولًا',
  'A name has at most # characters': 'الاسم أطول من $1 من المحارف',
  'A name has lower-case Latin letters…': 'يُكتب الاسم بحروف لاتينية صغيرة أو عربية وأرقام، تفصل بينها شرطات مفردة',
  '"*" is reserved': 'الاسم «[$1]» محجوز للموقع: اختر غيره',
  'A watch is a part of the stories…': 'المتابعة جزء من القصص: ليس في العنوان شرط، كبحث أو بلد أو مصدر أو عدد مصادر',
  "The receiver's address was refused: *": 'رُفض عنوان التنبيهات: {1}',
  'telegram needs "chat"…': 'تحتاج صيغة telegram إلى معرّف المحادثة',
  'Only telegram takes "chat"': 'معرّف المحادثة لصيغة telegram وحدها',
  'The address of ntfy ends with the topic…': 'ينتهي عنوان ntfy باسم الموضوع: [https://ntfy.sh/topic]',
  'Nothing would be told…': 'بهذه الإعدادات لا يُنبَّه إلى شيء',
  'There is no outlet "*"; …': 'لا مصدر بالمعرّف «[$1]»',
  'No outlet is listed under the country "*"; …': 'ليس في القائمة مصدر من «$1»',
  '"*" is given more than once': (name) => `تكرر ${field(name)}`,
  'A search has at most # characters': 'البحث أطول من $1 من المحارف',
  'A search has at most # words': 'كلمات البحث أكثر من $1',
  'The search has no word…': 'ليس في البحث كلمة',
  'it answered #': 'أجاب بالرمز [HTTP $1]',
  'it did not answer within # s': 'لم يجب خلال $1 ثانية',
  'it could not be reached': 'تعذّر الوصول إليه',
  'it was refused: *': 'رُفض عنوانه: {1}',

  // Corrections of stories.
  '% and % are one story already: %': 'هما قصة واحدة من قبل',
  'Name at least one article of the story, and leave…': 'اختر تقريرًا واحدًا على الأقل، وأبقِ في القصة واحدًا على الأقل',
  'Not in story %: *. GET % lists its articles': 'لم يعد في هذه القصة: [$2]. افتحها من جديد',
  'There is no story %, or its articles…': 'لا قصة بالمعرّف [$1]، أو لم تعد تقاريرها محفوظة',

  // Settings of the deployment.
  'The binding % is missing or not a KV namespace…':
    'الرابط $1 مفقود أو ليس مساحة KV: أضفه في [wrangler.toml] وانشر من جديد',
  'The binding % is missing or not a Durable Object…':
    'الرابط $1 مفقود أو ليس Durable Object: أضفه في [wrangler.toml] وانشر من جديد',
  'ADMIN_TOKEN …': 'لا تصلح ADMIN_TOKEN كلمةَ سر فأُغلقت الإدارة: ضع نصًا عشوائيًا طويلًا',
  '% must be 1 or unset…': 'تكون $1 إما 1 أو غير موضوعة؛ تُعدّ غير موضوعة',
  'CONTACT_URL must be … at most #…':
    'تكون CONTACT_URL عنوان http(s) لا يزيد على $1 من المحارف وبلا كلمة سر؛ لا يُرسل شيء',
  'PLAN must be…': 'تكون PLAN إما free أو paid؛ تُعدّ free',
  '% must be a whole number of 0 or more, …; # is used': 'تكون $1 عددًا صحيحًا لا يقل عن 0؛ يُستعمل $2',
  'SITE_NAME must be …at most #…': 'تكون SITE_NAME سطرًا واحدًا لا يزيد على $1 من المحارف وفيه حرف وليس فيه [< >]',
  'SITE_LANGUAGE must be % or %; % is used': 'تكون SITE_LANGUAGE إما $1 أو $2؛ تُستعمل $3',
  'TIME_ZONE must be…': 'تكون TIME_ZONE اسم منطقة زمنية مثل [Asia/Riyadh]؛ تُستعمل UTC',
  'DAILY_HOUR must be …; # is used': 'تكون DAILY_HOUR ساعة من 0 إلى 23؛ تُستعمل $1',
  'ACCENT_COLOR must be…': 'تكون ACCENT_COLOR لونًا مثل [#0a5a57]؛ يُستعمل لوننا',
  'LOGO_URL must be …at most #…': 'تكون LOGO_URL عنوان https لا يزيد على $1 من المحارف وبلا كلمة سر؛ يُعرض رمزنا',
  'WEBSUB_HUB must be …at most #…':
    'تكون WEBSUB_HUB عنوان http(s) عامًا لا يزيد على $1 من المحارف وبلا كلمة سر؛ لا يُذكر خادم',
  'SITE_URL must be…': 'تكون SITE_URL عنوان الموقع بلا مسار، مثل [https://news.example.org]؛ تُعدّ غير موضوعة',

  // Backups.
  'There is more after the end': 'في الملف زيادة بعد نهايته',
  'The body is empty…': 'الملف فارغ: اختر نسخة نُزّلت من هنا',
  'The backup is cut off…': 'الملف ناقص: سطره الأخير مفقود',
  'It writes about # rows, and # are left of what the plan allows today…':
    'تكتب الاستعادة نحو $1 من الصفوف، وبقي من خطة اليوم $2. اجعل الخطة مدفوعة ليوم النقل، أو استعد بعد منتصف الليل بتوقيت غرينتش إن كان يوم كامل يكفي',
  'The backup holds no article': 'ليس في النسخة تقارير',
  'The newest article in it was filed at %. …':
    'سُجّل أحدث تقرير فيها في [$1]. ليس فيها ما سُجّل بعده: عناوين القصص اللاحقة لا تعمل، والتصحيحات التالية ضاعت',
  'Outlets send again only what they have not recorded…':
    'لا ترسل المصادر من جديد إلا ما لم تسجّله مقروءًا: ما أرسلته بين النسخة والآن لا يعود',
  'Its articles are older than the index keeps them…': 'تقاريرها أقدم مما يُحفظ: تُحذف خلال ساعات، وتبقى معرّفات قصصها',
  '# …: it was cut or edited': 'صفوف لا يتفق بعضها مع بعض، وعددها $1: قُطعت النسخة أو عُدّلت',
  'Number # is taken…': 'الرقم $1 مستعمل ويُعطى ثانية: قُطعت النسخة أو عُدّلت',
  'A row is an array…': 'السطر ليس صفًا من نسخة',
  'There is no table *; was this written…': 'لا جدول باسم [$1]: لعل نسخة أحدث من البرنامج كتبته',
  'A row of % has # values, this one has #': 'صف من [$1] فيه $3 من القيم، والصواب $2',
  'The last line says * rows, but there were #': 'يقول السطر الأخير إن الصفوف [$1]، وهي $2',
  'This is not a backup of wirefold': 'ليس هذا الملف نسخة احتياطية من wirefold',
  'This backup is of format *; this version reads #. …':
    'صيغة هذه النسخة [$1]، ويقرأ هذا الإصدار $2: استعدها بالإصدار الذي كتبها',
  'The backup does not name the columns of %: …': 'لا تسمّي النسخة أعمدة [$1]: كتبها إصدار آخر',
  'The backup has no %, which this version needs…': 'ليس في النسخة [$1]: كتبها إصدار أقدم',
  'This version does not know %: …': 'لا يعرف هذا الإصدار [$1]: كتب النسخة إصدار آخر',
  'The backup names a column of % twice': 'تسمّي النسخة عمودًا من [$1] مرتين',
  'A value is neither text, number, null nor bytes': 'في السطر قيمة ليست نصًا ولا عددًا',
  'A line is longer than # characters': 'في الملف سطر أطول من $1 من المحارف',
  'The value of % cannot be used…': 'قيمة [$1] لا تصلح',
  'The setting % cannot be used…': 'الإعداد [$1] لا يصلح',
  'The settings of outlet …': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'The status of outlet …': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'The quarantined article …': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'The past story …': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'A story is related to itself…': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'Of two stories kept apart…': 'صفوف لا يتفق بعضها مع بعض: قُطعت النسخة أو عُدّلت',
  'Unexpected … JSON…': 'السطر ليس JSON سليمًا',
  'Expected … JSON…': 'السطر ليس JSON سليمًا',
  'Unterminated … JSON…': 'السطر ليس JSON سليمًا',
  'Bad … JSON…': 'السطر ليس JSON سليمًا',
  'No number … JSON…': 'السطر ليس JSON سليمًا',
  'Exponent … JSON…': 'السطر ليس JSON سليمًا',
  'The encoded data was not valid…': 'ليس الملف نصًا بترميز UTF-8',
  'Failed to decode…': 'ليس الملف نصًا بترميز UTF-8',
  'A backup is being restored…': 'تجري الآن نسخة احتياطية أو استعادة: لا يتغيّر شيء حتى تنتهي',
  '…: nothing may change until it is done': 'تجري الآن نسخة احتياطية أو استعادة: لا يتغيّر شيء حتى تنتهي',
  'No progress for # s, so the index took back…': 'لم يتقدم العمل $1 ثانية فأُوقف: أعده من أوله',
  'The form is cut off': 'لم يصل الملف كاملًا',

  // What the address guard has against an address.
  'it is longer than # characters': 'هو أطول من $1 من المحارف',
  'it is not a complete http(s) address': 'ليس عنوان http(s) كاملًا',
  'only http and https are fetched, not %': 'لا يُقرأ إلا http وhttps، لا [$1]',
  'an address with a user name or password…': 'فيه اسم مستخدم أو كلمة سر',
  'a loopback address…': 'هو عنوان هذا الجهاز نفسه، ولا يُقبل إلا عند التجربة المحلية (ALLOW_LOOPBACK=1)',
  'port # is not a port…': 'لا تُقدّم الخلاصات على المنفذ $1',
  '% is no public address…': '[$1] ليس عنوانًا عامًا',
  '* is not a well-formed name': '[$1] ليس اسم موقع سليمًا',
  '% is not a public name': '[$1] ليس اسمًا عامًا على الشبكة',
  '% is not a registered name but…': '[$1] نطاق تُسجّل تحته الأسماء، لا موقع',
  '% stands for a private address': '[$1] يدل على عنوان خاص',
};

const valueFault = translator(VALUES, within);
const whole = translator(SENTENCES, within);

/** Without its full stop. undefined for a sentence of another form. */
export function sentenceInArabic(sentence: string): string | undefined {
  const bare = sentence.trim().replace(/\.$/, '');
  return noteInArabic(bare) ?? whole(bare);
}

/** A part of a sentence; what has no form stays as it is. */
function within(part: string): string {
  return sentenceInArabic(part) ?? isolated(part);
}

/** Sentences that a semicolon parts. */
function listed(sentences = ''): string {
  const parts = sentences.split('; ').filter((one) => one !== '');
  return parts.map(within).join('؛ ');
}

/** Sentences that follow one another. */
function each(sentences = ''): string {
  return sentences
    .split(/\.? (?=[A-Z])/)
    .map(within)
    .join('. ');
}

function field(name = ''): string {
  const label = FIELDS[name] ?? FIELDS[name.split('.').at(-1) ?? ''];
  return label ?? isolated(name);
}

function sized(size = ''): string {
  const bytes = /^(\d+) bytes?$/.exec(size)?.[1];
  return bytes === undefined ? isolated(size) : `${bytes} بايت`;
}

/** A page in place of a feed: what it is called, and where it leads. */
function page(said = ''): string {
  const [, title, more] = /^(?:, titled "(.*?)")?\.? ?(.*)$/s.exec(said) ?? [];
  return `جاءت صفحة HTML مكان الخلاصة${title ? `، عنوانها «${title}»` : ''}${more ? `. ${each(more)}` : ''}`;
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
