/**
 * Month names in Latin letters: of English, and of the languages that show when the locale of a feed's software leaks.
 * Arabic names are in arabic.ts.
 */
import { normalize } from '../../text/normalize.ts';

/** One row a language, January first. */
// biome-ignore format: a table
const LANGUAGES: readonly string[] = [
  'january february march april may june july august september october november december',
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre', // French
  'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık', // Turkish
  'januar februar märz april mai juni juli august september oktober november dezember', // German
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre', // Spanish
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre', // Italian
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro', // Portuguese
  'januari februari maart april mei juni juli augustus september oktober november december', // Dutch
];
const ABBREVIATION_CHARS_MIN = 3;
const AMBIGUOUS = 0;

const MONTHS = monthsByName();

/**
 * 1…12 for a folded name or an abbreviation of three letters or more; 0 when it names no month, or could name two. A name that
 * is misspelt after its third letter is read too: "Novemver".
 */
export function monthOf(name: string | undefined): number {
  const key = withDots(name ?? '');
  return MONTHS.get(key) ?? MONTHS.get(key.slice(0, ABBREVIATION_CHARS_MIN)) ?? 0;
}

/** Every name and every abbreviation of it. Beginnings that names of two months share are ambiguous: "jui" is juin or juillet. */
function monthsByName(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  for (const row of LANGUAGES) {
    row.split(' ').forEach((written, index) => {
      const name = withDots(normalize(written));
      for (let end = ABBREVIATION_CHARS_MIN; end <= name.length; end++) {
        const beginning = name.slice(0, end);
        const month = months.get(beginning) ?? index + 1;
        months.set(beginning, month === index + 1 ? month : AMBIGUOUS);
      }
    });
  }
  return months;
}

/** The Turkish ı has no accent that folding could take off: Kasım, Aralık. */
function withDots(name: string): string {
  return name.replaceAll('ı', 'i');
}
