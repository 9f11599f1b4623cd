/** Sentences of one language in another, by their forms. */
import { isolated } from './words.ts';

/**
 * By the form of a sentence: # stands for a number, % for a word, * for any text, … for text that is not told. In the translation $1 is
 * what stood in the first of them, [ ] goes round what reads from left to right, and {1} is translated in turn. The first form that fits counts.
 */
export type Forms = Readonly<Record<string, string | ((...told: string[]) => string)>>;

const WILDCARDS: Readonly<Record<string, string>> = { '#': '(\\d+)', '%': '(\\S+)', '*': '(.*)', '…': '.*' };

/** `within` translates a part of a sentence. The function made gives undefined for a sentence of no form. */
export function translator(forms: Forms, within: (part: string) => string): (sentence: string) => string | undefined {
  let patterns: readonly (readonly [RegExp, Forms[string]])[] | undefined;
  return (sentence) => {
    patterns ??= Object.entries(forms).map(([form, said]) => [patternOf(form), said] as const);
    for (const [pattern, said] of patterns) {
      const [fits, ...told] = pattern.exec(sentence) ?? [];
      if (fits !== undefined) return typeof said === 'string' ? filled(said, told, within) : said(...told);
    }
    return undefined;
  };
}

function patternOf(form: string): RegExp {
  const source = form.replace(/[#%*…]|[\\^$.+?()[\]{}|]/g, (one) => WILDCARDS[one] ?? `\\${one}`);
  return new RegExp(`^${source}$`, 's');
}

function filled(said: string, told: readonly string[], within: (part: string) => string): string {
  const at = (place: string) => told[Number(place) - 1] ?? '';
  const plain = (text: string) => text.replace(/\$(\d)/g, (_, place: string) => at(place));
  return said.replace(/\[([^[\]]*)\]|\{(\d)\}|\$(\d)/g, (_, ltr?: string, part?: string, place?: string) =>
    ltr !== undefined ? isolated(plain(ltr)) : part !== undefined ? within(at(part)) : at(place ?? ''),
  );
}
