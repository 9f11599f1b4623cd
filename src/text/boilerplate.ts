/**
 * Removes what outlets put before and behind the news: breaking-news labels, datelines, agency signatures, picture credits. Links to more,
 * share buttons and the like are in stock-phrases.ts.
 */

const LABEL =
  /^[\s"«“'(]*(?:عاجل|خاص|حصري[اًا]*|شاهد|فيديو|صور|صورة|تحديث|متابعة|بال[صف](?:ور(?:ة)?|يديو)(?:\s*(?:\.\.|،|و)\s*(?:بال)?(?:صور(?:ة)?|فيديو))?|بالصورة|بالأسماء|إنفوغرافيك|انفوجرافيك|فيديو\s*[وغ.]+\s*صور)(?:[\s"»”')]*[:|.…،\-–—!/]+\s*)+/u;
const LABEL_AT_END =
  /(?<!\s)\s*(?<![|\-–—:.…])[|\-–—:.…]+\s*(?:فيديو|صور|شاهد|بالفيديو|بالصور)$|(?<!\s)\s*[([](?:فيديو|صور|صورة)[)\]]$/u;

/** Vowel signs and tatweel, which flashes are often drawn out with: عاجــل. */
const DRAWN = '[\\u0640\\u064b-\\u065f\\u0670]*';
const URGENT = `(?:ال)?ع${DRAWN}ا${DRAWN}ج${DRAWN}ل${DRAWN}ة?`;
const FLASH = `(?:(?:(?:ال)?(?:خبر|نبأ|أخبار|أنباء|تحديث|تنبيه)\\s+|(?:خاص|حصري)\\s+و\\s?)?${URGENT}|breaking(?:\\s+news)?|فلاش(?=\\s*[:|!\\-–—])|(?:urgent|(?:news\\s?)?flash|alert|just in)(?=\\s*[:|!\\-–—]))(?![\\p{L}\\p{M}])`;
/** What is drawn around a label. */
const SIGNS = '[\\s\\p{P}\\p{S}\\ufe0f]*';
const FLASH_AT_START = new RegExp(`^${SIGNS}${FLASH}`, 'iu');
const FLASH_LABEL = new RegExp(
  `^${SIGNS}${FLASH}(?:\\s+(?:جدا|الآن|و?حصري|و?خاص|و?بالفيديو|و?بالصور))?[\\s\\p{S}\\u0640\\ufe0f:.…،\\-–—!/*•»)\\]"”‼⁉]*(?=.*\\p{L})`,
  'iu',
);
const FLASH_AT_END = new RegExp(`(?<![\\s|:\\-–—…([#«])\\s*[|:\\-–—…([#«]+\\s*(?:خبر\\s+)?${URGENT}[)\\]»!]*$`, 'u');

/** Whether a text calls itself a flash, before or behind its words. */
export function isLabelledFlash(text: string): boolean {
  return FLASH_AT_START.test(text) || FLASH_AT_END.test(text.trimEnd());
}

/** Title without labels such as «عاجل:» or «بالفيديو..». A title that is only a label stays. */
export function cutTitle(title: string): string {
  let left = title.trim();
  for (let i = 0; i < 3 && LABEL.test(left); i++) left = left.replace(LABEL, '');
  left = left.replace(FLASH_LABEL, '').replace(FLASH_AT_END, '');
  if (LABEL.test(left)) left = left.replace(LABEL, '');
  left = left.replace(LABEL_AT_END, '').trim();
  return left === '' ? title.trim() : left;
}

const AGENCY =
  '(?:رويترز|أ\\s*\\.?\\s*ف\\s*\\.?\\s*ب\\.?|ا ف ب|أ ب|أ ش أ|د\\s?ب\\s?أ|فرانس برس|الفرنسية|أسوشيتد برس|واس|وام|بنا|كونا|قنا|سبوتنيك|سبق|وكالات|الوكالات|متابعات|الأناضول|شينخوا|نوفوستي|تاس|[A-Z]{2,8})';
/** «موسكو – سبوتنيك.» «لندن (رويترز) -» «الرياض: فلان» before a passage's first sentence. */
const DATELINES: readonly RegExp[] = [
  new RegExp(`^[^.،:؛"«]{2,40}?[\\s\\-–—/,،(:]+${AGENCY}\\s*\\)?\\s*[\\-–—:.،)]+\\s*`, 'u'),
  new RegExp(`^${AGENCY}\\s*[\\-–—:./،]+\\s*(?:[\\p{L} ]{2,20}\\s*[\\-–—:]\\s*)?`, 'u'),
  /^[\p{L} ]{2,20}\s+[-–—]\s+(?=\p{L})/u,
];
const AGENCY_AT_END = new RegExp(`\\s*[(\\[]?\\s*(?:المصدر\\s*:?\\s*|وكالة\\s+)?${AGENCY}\\s*[)\\]]?\\s*\\.?$`, 'u');
const SENTENCE_END = /[.»"”)]/;
const SENTENCE_ENDS_TEXT = /[.»"”)]\s*$/u;
/** A longer match would be part of a sentence. UTF-16 units. */
const DATELINE_CHARS_MAX = 60;

/** A passage without its dateline and agency signature. */
export function cutDateline(passage: string): string {
  const head = passage.slice(0, DATELINE_CHARS_MAX);
  for (const dateline of DATELINES) {
    const found = dateline.exec(head)?.[0];
    if (found !== undefined && found.length < passage.length / 2) {
      passage = passage.slice(found.length);
      break;
    }
  }
  const tail = passage.slice(-DATELINE_CHARS_MAX);
  // A signature follows the end of a sentence and has at least two letters.
  const signed = SENTENCE_END.test(tail.slice(0, -2)) ? AGENCY_AT_END.exec(tail) : null;
  return signed && SENTENCE_ENDS_TEXT.test(tail.slice(0, signed.index))
    ? passage.slice(0, passage.length - (tail.length - signed.index))
    : passage;
}

const PHOTO_CREDIT = /\((?:photo|image|getty|afp|reuters)\b|^this handout|getty images|afp photo/i;

/** True for the credit of a picture, which newsroom systems leave in the text. */
export function isPhotoCredit(passage: string): boolean {
  return PHOTO_CREDIT.test(passage);
}

/** Shorter passages in another script may be a name or a quotation. UTF-16 units. */
const FOREIGN_CHARS_MIN = 60;
/** Share of a passage's letters that must be of another script. */
const FOREIGN_SHARE = 0.8;

/** True for a passage in another script. Under an Arabic title it is an agency's picture caption that a newsroom system left in. */
export function isForeign(passage: string): boolean {
  return passage.length >= FOREIGN_CHARS_MIN && arabicShare(passage) < 1 - FOREIGN_SHARE;
}

export function mostlyArabic(text: string): boolean {
  return arabicShare(text) > 0.5;
}

const ARABIC = /^\p{Script=Arabic}$/u;
const LETTER = /^\p{L}$/u;
/** Script of each code unit, computed when it is first met; 0 before. A surrogate pair is looked up as a whole. */
const SCRIPTS = new Uint8Array(0x1_0000);
const IN_ARABIC = 1;
const IN_ANOTHER = 2;
const NONE = 3;

function scriptOf(letter: string): number {
  return ARABIC.test(letter) ? IN_ARABIC : LETTER.test(letter) ? IN_ANOTHER : NONE;
}

/** 0…1; 1 for a text without letters. */
function arabicShare(text: string): number {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let script = SCRIPTS[code] ?? NONE;
    if (script === 0) {
      const far = code >= 0xd800 && code <= 0xdbff;
      script = scriptOf(far ? text.slice(i, i + 2) : text.charAt(i));
      if (!far) SCRIPTS[code] = script;
    }
    counts[script] = (counts[script] ?? 0) + 1;
  }
  const arabic = counts[IN_ARABIC] ?? 0;
  const other = counts[IN_ANOTHER] ?? 0;
  return arabic + other > 0 ? arabic / (arabic + other) : 1;
}
