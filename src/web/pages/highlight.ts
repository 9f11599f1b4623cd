/** Finds the passages of an excerpt that other articles share. */
import type { SharedKind } from '../../documents/document.ts';

interface Span {
  readonly text: string;
  /** undefined: nobody else's. */
  readonly shared: SharedKind | undefined;
}

/** UTF-16 units of a passage that must match. Fewer are often the same in two unrelated sentences. */
const OPENING_CHARS = 24;
const CUT = /(?<!\s)\s*…$/u;

interface Passage {
  readonly text: string;
  readonly kind: SharedKind;
}

/** The whole excerpt as spans, in order. A passage that the excerpt cuts off is highlighted as far as it goes. */
export function highlightShared(excerpt: string, passages: readonly Passage[]): readonly Span[] {
  const kinds = new Array<SharedKind | undefined>(excerpt.length).fill(undefined);
  // What is carried word for word is no less so where it is also told in other words.
  for (const kind of ['reworded', 'verbatim'] as const) {
    for (const { text } of passages.filter((passage) => passage.kind === kind)) {
      const [from, to] = rangeOf(excerpt, text.replace(CUT, ''));
      kinds.fill(kind, from, to);
    }
  }
  const spans: Span[] = [];
  let from = 0;
  for (let at = 1; at <= excerpt.length; at++) {
    if (at < excerpt.length && kinds[at] === kinds[from]) continue;
    spans.push({ text: excerpt.slice(from, at), shared: kinds[from] });
    from = at;
  }
  return spans;
}

/** How much of a passage an excerpt tells: where it begins there, and what is left to tell. */
interface Telling {
  /** UTF-16 units; Infinity: not in the excerpt. */
  readonly from: number;
  /** '' when the excerpt tells all that is shown of it. What the excerpt's end cuts off begins with an ellipsis. */
  readonly rest: string;
}

export function tellingOf(excerpt: string, passage: string): Telling {
  const whole = passage.replace(CUT, '');
  const [from, to] = rangeOf(excerpt, whole);
  if (to - from === whole.length && to > from) return { from, rest: '' };
  const cutOff = to > from && excerpt.slice(to).replace(CUT, '') === '';
  return cutOff
    ? { from, rest: `…${passage.slice(to - from).trimStart()}` }
    : { from: Number.POSITIVE_INFINITY, rest: passage };
}

/** Where the excerpt has the passage; an empty range for nowhere. */
function rangeOf(excerpt: string, passage: string): readonly [from: number, to: number] {
  const from = passage ? excerpt.indexOf(passage.slice(0, OPENING_CHARS)) : -1;
  if (from < 0) return [0, 0];
  let length = 0;
  while (length < passage.length && excerpt[from + length] === passage[length]) length++;
  return [from, from + length];
}
