/** Where an item stands in its feed's text, and what it was read by besides its own. */
import type { Element } from './element.ts';
import type { Scope } from './namespaces.ts';

/** UTF-16 units, `end` exclusive: from the '<' of an item's tag to behind the '>' of its end tag. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Told by the elements around an item, and `rest`. No name has white space in it, and no address. */
export function contextOf(
  around: readonly { readonly raw: string; readonly element: Element; readonly scope: Scope }[],
  ...rest: readonly string[]
): string {
  let context = rest.join('\n');
  for (const { raw, element, scope } of around) {
    // As the feed spells it: an end tag inside an item may be called so.
    context += `\n${raw} ${element.base}`;
    for (const [prefix, known] of scope) context += ` ${prefix}=${known}`;
  }
  return context;
}
