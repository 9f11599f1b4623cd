/** Finds the passages of an excerpt that other articles share. */

interface Span {
  readonly text: string;
  readonly shared: boolean;
}

/** UTF-16 units of a passage that must match. Fewer are often the same in two unrelated sentences. */
const OPENING_CHARS = 24;
const CUT = /\s*…$/u;

/** The whole excerpt as spans, in order. A passage that the excerpt cuts off is highlighted as far as it goes. */
export function highlightShared(excerpt: string, passages: readonly string[]): readonly Span[] {
  const ends = stretches(excerpt, passages);
  const spans: Span[] = [];
  let at = 0;
  for (const [from, to] of ends) {
    if (from > at) spans.push({ text: excerpt.slice(at, from), shared: false });
    spans.push({ text: excerpt.slice(Math.max(from, at), to), shared: true });
    at = to;
  }
  if (at < excerpt.length) spans.push({ text: excerpt.slice(at), shared: false });
  return spans;
}

/** The shared ranges, in order and merged where they touch. */
function stretches(excerpt: string, passages: readonly string[]): readonly [number, number][] {
  const found = passages.map((p) => stretch(excerpt, p.replace(CUT, ''))).filter((s) => s !== undefined);
  const merged: [number, number][] = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function stretch(excerpt: string, passage: string): [number, number] | undefined {
  const from = passage ? excerpt.indexOf(passage.slice(0, OPENING_CHARS)) : -1;
  if (from < 0) return undefined;
  let length = 0;
  while (length < passage.length && excerpt[from + length] === passage[length]) length++;
  return [from, from + length];
}
