/** Text that gets too long ends with a whole word. */

const MARKS_AT_END = /(?<![\s\p{Pd}،؛:,;«("“‘])[\s\p{Pd}،؛:,;«("“‘]+$/u;
/** The first half of a surrogate pair. */
const HALF_AT_END = /[\ud800-\udbff]$/;

/** The words that fit into `chars` UTF-16 units. Only a first word longer than that is cut itself. */
export function wholeWords(text: string, chars: number): string {
  if (text.length <= chars) return text;
  const room = text.slice(0, chars);
  const end = /\s/u.test(text[chars] ?? '') ? chars : room.search(/\s\S*$/u);
  return (end > 0 ? room.slice(0, end) : room.replace(HALF_AT_END, '')).trimEnd();
}

/** At most `chars` UTF-16 units, cut at a word, with an ellipsis. */
export function clip(text: string, chars: number): string {
  return text.length <= chars ? text : `${wholeWords(text, chars - 1).replace(MARKS_AT_END, '')}…`;
}
