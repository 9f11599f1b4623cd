/**
 * Search quality: forty queries over labelled sets, against an oracle of hand-written forms over the raw text, which shares no code with the
 * engine. `node bench/search/quality.ts DIR` prints the table; DIR holds `NAME.jsonl`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, hasNone, parseSearch, searchable } from '../../src/text/search.ts';

interface Article {
  readonly published: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

type Oracle = (text: string) => boolean;

const BEFORE = '(?<![ء-ي])(?:و|ف)?(?:ال|بال|كال|لل|ب|ل|ك)?';
/** Forms as they may be written, particles aside. */
const any = (...forms: string[]): Oracle => {
  const pattern = new RegExp(`${BEFORE}(?:${forms.join('|')})(?![ء-ي])`, 'u');
  return (text) => pattern.test(text);
};
const phrase = (...words: string[]): Oracle => {
  const pattern = new RegExp(`${BEFORE}${words.join('\\s+')}(?![ء-ي])`, 'u');
  return (text) => pattern.test(text);
};
const all =
  (...of: Oracle[]): Oracle =>
  (text) =>
    of.every((one) => one(text));
const or =
  (...of: Oracle[]): Oracle =>
  (text) =>
    of.some((one) => one(text));
const not =
  (of: Oracle): Oracle =>
  (text) =>
    !of(text);

const TRUMP = any('ترامب', 'ترمب');
const TILLERSON = any('تيلرسون', 'تيليرسون');
/** News of a country names it or its people. */
const RUSSIA = any('روسيا', 'روسي[ةه]?', 'روس');
const BRITAIN = any('بريطانيا', 'بريطاني[ةه]?', 'بريطانيين', 'بريطانيون');
const SKRIPAL = any('سكريبال', 'سكريپال');
const YEMEN = any('يمن', 'يمني[ةه]?', 'يمنيين', 'يمنيون');
const RIYADH = any('رياض');
const AFRIN = any('عفرين');

/** Kind, query, oracle. */
const QUERIES: readonly (readonly [kind: string, q: string, oracle: Oracle])[] = [
  ['particles', 'روسيا', RUSSIA],
  ['particles', 'بريطانيا', BRITAIN],
  ['particles', 'تيلرسون', TILLERSON],
  ['particles', 'نيويورك', any('نيويورك')],
  ['particles', 'عفرين', AFRIN],
  ['particles', 'الرياض', RIYADH],
  ['particles', 'نجران', any('نجران')],
  ['particles', 'جازان', any('جازان', 'جيزان')],
  ['particles', 'للكونغرس', any('كونغرس', 'كونجرس')],
  ['particles', 'باليمن', YEMEN],
  ['particles', 'سكريبال', SKRIPAL],
  ['particles', 'هوكينغ', any('هوكينغ', 'هوكينج', 'هوكنغ', 'هوكينك')],
  ['spellings', 'ترمب', TRUMP],
  [
    'spellings',
    'أمريكا',
    any('[أا]مريكا', '[أا]ميركا', '[أا]مريكي[ةه]?', '[أا]ميركي[ةه]?', '[أا]مريكيين', '[أا]ميركيين', '[أا]مريكيون'),
  ],
  ['spellings', 'غوتيريس', any('غوتيريش', 'غوتيريس', 'جوتيريس', 'جوتيريش', 'غوتيرس')],
  ['spellings', 'اردوغان', any('أردوغان', 'اردوغان', 'إردوغان', 'أردوجان')],
  ['spellings', 'نتانياهو', any('نتنياهو', 'نتانياهو')],
  ['spellings', 'سورية', any('سوريا', 'سوري[ةه]?', 'سوريين', 'سوريون', 'سوريات')],
  ['spellings', 'فايسبوك', any('فيسبوك', 'فايسبوك', 'فيس بوك')],
  ['spellings', 'تشلسي', any('تشيلسي', 'تشلسي')],
  ['spellings', 'ميركيل', any('ميركل', 'ميركيل')],
  ['spellings', 'مدرسه', any('مدرس[ةه]', 'مدارس', 'مدرسته', 'مدرستها')],
  ['spellings', 'آذار', any('آذار', 'اذار', 'مارس')],
  ['synonyms', 'مروحية', any('مروحي[ةه]', 'مروحيات', 'هليكوبتر', 'هيليكوبتر')],
  ['synonyms', 'المونديال', or(any('مونديال'), phrase('كأس', 'العالم'))],
  ['forms', 'انتخاب', any('انتخاب', 'انتخابات', 'انتخاباته', 'انتخابه', 'انتخابها', 'انتخابي[ةه]?')],
  ['forms', 'جاسوس', any('جاسوس', 'جاسوسا', 'جاسوس[ةه]', 'جاسوسين')],
  ['forms', 'مستشفى', any('مستشفى', 'مستشفي', 'مستشفيات', 'مشفى')],
  ['phrase', '"الولايات المتحدة"', phrase('ولايات', 'المتحدة')],
  ['phrase', '"مجلس الأمن"', phrase('مجلس', 'الأمن')],
  ['phrase', '"خادم الحرمين"', phrase('خادم', 'الحرمين')],
  ['phrase', '"غاز الأعصاب"', phrase('غاز', 'الأعصاب')],
  ['phrase', '"الدفاع المدني"', phrase('دفاع', 'المدني')],
  ['all', 'روسيا بريطانيا', all(RUSSIA, BRITAIN)],
  ['all', 'ترامب تيلرسون', all(TRUMP, TILLERSON)],
  ['all', 'تركيا عفرين', all(any('تركيا', 'تركي[ةه]?'), AFRIN)],
  ['or', 'سكريبال OR عفرين', or(SKRIPAL, AFRIN)],
  ['or', 'ترامب كوريا OR إيران', all(TRUMP, or(any('كوريا', 'كوري[ةه]?'), any('[إا]يران', '[إا]يراني[ةه]?')))],
  ['without', 'روسيا -بريطانيا', all(RUSSIA, not(BRITAIN))],
  ['without', 'برشلونة -تشيلسي', all(any('برشلون[ةه]'), not(any('تشيلسي', 'تشلسي')))],
];

/** As a search without folding and stemming: each word as typed, between spaces and punctuation. */
function asTyped(q: string, text: string): boolean {
  const parts = [...q.matchAll(/(-?)(?:"([^"]*)"|(\S+))/gu)].filter(([part]) => part !== 'OR');
  const has = (words: string) => new RegExp(`(?<![ء-ي])${words}(?![ء-ي])`, 'u').test(text);
  const found = parts.map(([, minus, quoted, word]) => has(quoted ?? word ?? '') === (minus === ''));
  return / OR /.test(q) ? found.some(Boolean) : found.every(Boolean);
}

const FIRST = 10;

interface Score {
  readonly precision: number;
  readonly recall: number;
}

/** `found` and `right`: places of articles, newest first. */
function scoreOf(found: readonly number[], right: readonly number[]): Score {
  const first = found.slice(0, FIRST);
  const hits = first.filter((place) => right.includes(place)).length;
  return {
    precision: first.length === 0 ? (right.length === 0 ? 1 : 0) : hits / first.length,
    recall: right.length === 0 ? 1 : hits / Math.min(FIRST, right.length),
  };
}

const [directory = '.'] = process.argv.slice(2);
const articles = readdirSync(directory)
  .filter((name) => /^(?!.*(?:gold|pairs)).*\.jsonl$/.test(name))
  .flatMap((name) => readFileSync(join(directory, name), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Article)
  .sort((a, b) => Date.parse(b.published) - Date.parse(a.published));
const texts = articles.map(({ title, summary, text }) => searchable([title, summary, ...text.split('\n')]));
const raw = articles.map(({ title, summary, text }) =>
  [title, summary, text].join('\n').replace(/[\u064b-\u065f\u0670\u0640]/g, ''),
);
const where = (fits: (i: number) => boolean) => articles.flatMap((_, i) => (fits(i) ? i : []));

console.log(`${articles.length} articles`);
console.log('| kind | query | right | found | precision of the first ten | recall | as typed: precision | recall |');
console.log('|---|---|---:|---:|---:|---:|---:|---:|');
const scores: { readonly ours: Score; readonly typed: Score }[] = [];
for (const [kind, q, oracle] of QUERIES) {
  const search = parseSearch(q);
  if (typeof search === 'string') throw new Error(search);
  const right = where((i) => oracle(raw[i] ?? ''));
  const found = where((i) => {
    const text = texts[i];
    return text !== undefined && answers(search, text) && hasNone(search, text);
  });
  const ours = scoreOf(found, right);
  const typed = scoreOf(
    where((i) => asTyped(q, raw[i] ?? '')),
    right,
  );
  scores.push({ ours, typed });
  const figures = [ours.precision, ours.recall, typed.precision, typed.recall].map((n) => n.toFixed(2));
  console.log(`| ${[kind, q.replaceAll('|', '\\|'), right.length, found.length, ...figures].join(' | ')} |`);
  if (process.env.DETAIL) {
    const list = (places: readonly number[]) => places.slice(0, 4).map((i) => articles[i]?.title.slice(0, 60));
    console.log(
      '  wrongly',
      list(found.filter((i) => !right.includes(i))),
      'missed',
      list(right.filter((i) => !found.includes(i))),
    );
  }
}
const mean = (of: (score: (typeof scores)[number]) => number) =>
  (scores.reduce((sum, score) => sum + of(score), 0) / scores.length).toFixed(2);
console.log(
  `| **mean of ${scores.length}** | | | | ${[mean((s) => s.ours.precision), mean((s) => s.ours.recall), mean((s) => s.typed.precision), mean((s) => s.typed.recall)].join(' | ')} |`,
);
