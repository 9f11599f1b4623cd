/**
 * A '<' that begins nothing: "<3", "<=", "<عاجل>". XML's tokenizer would take it for a tag and swallow what follows; here it
 * is hidden while the tokenizer runs, by one unit of text for one, so that places in the text stay what they are.
 */
const SIGN = /<(?=[^a-z_:/!?\s])/gi;
/** A noncharacter: no text has it. */
const HIDDEN = '\ufdd0';

/** The text itself when it has no such sign. */
export function hideSigns(text: string): string {
  return text.replace(SIGN, HIDDEN);
}

export function showSigns(text: string): string {
  return text.includes(HIDDEN) ? text.replaceAll(HIDDEN, '<') : text;
}
