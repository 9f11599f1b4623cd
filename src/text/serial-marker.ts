/**
 * Agencies send a long dispatch in parts, under one title: «… / إضافة أولى», «… / إضافة ثانية وأخيرة», «… (1)», «… (2) وأخيرة». Some write the
 * marker at the head of the text instead.
 */

const ORDINAL = '(?:[أا]ولى|ثانية|ثالثة|رابعة|خامسة|سادسة|سابعة|ثامنة|تاسعة|عاشرة)';
const LAST = '(?:ال)?[أا]خيرة?';
const AND_LAST = `(?: ?[-–—/،]? ?و? ?${LAST})?`;
const ADDITION = `[إا]ضافة (?:${ORDINAL}${AND_LAST}|و?${LAST})`;
/** A number in brackets, or behind a slash that follows a word: 31/12 is a date. */
const NUMBER = `\\( ?[0-9٠-٩]{1,2} ?\\)${AND_LAST}|(?<=\\p{L} ?)/ ?[0-9٠-٩]{1,2}${AND_LAST}`;
const AT_END = new RegExp(`(?:(?<![ \\-–—/.،:(])[ \\-–—/.،:(]+${ADDITION}[ ).]*| ?(?:${NUMBER}))$`, 'u');
const AT_HEAD = new RegExp(`^[(/]? ?${ADDITION}(?!\\p{L})`, 'u');

/** The title without the marker of a part, with single spaces, and the marker; as it is and '' where it has none, or is nothing else. */
export function partedAtSerialMarker(title: string): readonly [title: string, marker: string] {
  const line = title.replace(/\s+/g, ' ').trim();
  const cut = line.replace(AT_END, '').trim();
  return cut === '' || cut === line ? [title, ''] : [cut, line.slice(line.indexOf(cut) + cut.length)];
}

export function cutSerialMarker(title: string): string {
  return partedAtSerialMarker(title)[0];
}

/** UTF-16 units of a text within which such a marker ends. */
const HEAD_CHARS = 60;

/** Whether an article of that title and beginning is a part of a dispatch that its agency sends under one title. */
export function isSerialPart(title: string, beginning: string): boolean {
  if (partedAtSerialMarker(title)[1] !== '') return true;
  return AT_HEAD.test(beginning.slice(0, HEAD_CHARS).replace(/\s+/g, ' ').trim());
}
