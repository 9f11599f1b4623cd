/**
 * Month names of the languages in which feed software writes dates when its locale leaks: English, those of the Maghreb's
 * and Europe's newsrooms, Turkish. Promises 1…12 or 0, whatever the letter case, accents and abbreviation. Arabic names
 * are date-words.ts’s. Refuses what two languages disagree about.
 */

/** One row a month, folded as `fold` does. An abbreviation is any beginning of three letters or more that names one month. */
const NAMES: readonly string[] = [
  'january janvier januar enero gennaio janeiro januari ocak január ιανουαριος ιανουαριου январь января',
  'february fevrier februar febrero febbraio fevereiro februari subat február φεβρουαριος φεβρουαριου февраль февраля',
  'march mars marz maerz marzo marco maart mart március μαρτιος μαρτιου март марта',
  'april avril abril aprile nisan április απριλιος απριλιου апрель апреля',
  'may mai mayo maggio maio mei mayis május μαιος μαιου μαη май мая',
  'june juin juni junio giugno junho haziran június ιουνιος ιουνιου июнь июня',
  'july juillet juli julio luglio julho temmuz július ιουλιος ιουλιου июль июля',
  'august aout agosto augustus agustos augusztus αυγουστος αυγουστου август августа',
  'september septembre septiembre settembre setembro eylul szeptember σεπτεμβριος σεπτεμβριου сентябрь сентября',
  'october octobre oktober octubre ottobre outubro ekim október οκτωβριος οκτωβριου октябрь октября',
  'november novembre noviembre novembro kasim νοεμβριος νοεμβριου ноябрь ноября',
  'december decembre dezember diciembre dicembre dezembro aralik δεκεμβριος δεκεμβριου декабрь декабря',
];
const ABBREVIATION_MIN = 3;

const MONTHS: ReadonlyMap<string, number> = monthsByName();

/** 1…12; 0 when it is no month's name, or the beginning of several. Misspelt past its third letter it is still that month. */
export function monthOf(name: string | undefined): number {
  const key = fold(name ?? '');
  return MONTHS.get(key) ?? MONTHS.get(key.slice(0, ABBREVIATION_MIN)) ?? 0;
}

function monthsByName(): ReadonlyMap<string, number> {
  const months = new Map<string, number>();
  NAMES.forEach((row, index) => {
    for (const name of row.split(' ').map(fold)) {
      for (let end = ABBREVIATION_MIN; end <= name.length; end++) {
        const known = months.get(name.slice(0, end));
        months.set(name.slice(0, end), known === undefined || known === index + 1 ? index + 1 : 0);
      }
    }
  });
  return months;
}

/** Lower case without accents; ς is σ at the end of a word, ı the Turkish i. */
function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ς/g, 'σ').replace(/ı/g, 'i');
}
