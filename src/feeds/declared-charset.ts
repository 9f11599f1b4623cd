/** The charset that a feed's sender says it has, in Content-Type or in its prolog: a label that TextDecoder knows. */

/**
 * Besides their validity, which is that of each part, these bytes tell the charset. The prolog must stand at the very start
 * (XML 1.0 §4.3.3); real feeds put blank lines and warnings before it.
 */
const CHARSET_BYTES_MAX = 1_024;
const PROLOG = /<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)/i;
const LESS_THAN = 0x3c;
const QUESTION_MARK = 0x3f;
const GREATER_THAN = 0x3e;
const CONTENT_TYPE = /charset\s*=\s*["']?\s*([\w.:-]+)/i;

/** Content-Type outranks the prolog (RFC 7303), except that servers put Latin-1 on everything by default. */
export function declaredCharset(
  bytes: Uint8Array,
  contentType: string | undefined,
): { readonly charset?: string; readonly notes: readonly string[] } {
  const sent = contentType === undefined ? undefined : CONTENT_TYPE.exec(contentType)?.[1];
  const labels = [sent, prologCharset(bytes)].filter((label) => label !== undefined);
  const known = labels.map(charsetOf).filter((charset) => charset !== undefined);
  const notes = labels.filter((label) => charsetOf(label) === undefined).map((label) => `unknown charset "${label}"`);
  const charset = known.find((name) => name !== 'windows-1252') ?? known[0];
  return charset === undefined ? { notes } : { charset, notes };
}

/** Of the first prolog that has one; only what may be a prolog is decoded for it. */
function prologCharset(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, CHARSET_BYTES_MAX);
  for (let at = head.indexOf(QUESTION_MARK); at >= 0; at = head.indexOf(QUESTION_MARK, at + 1)) {
    if (head[at - 1] !== LESS_THAN) continue;
    const end = head.indexOf(GREATER_THAN, at);
    const prolog = latin1(head.subarray(at - 1, end < 0 ? head.length : end));
    const label = PROLOG.exec(prolog)?.[1];
    if (label !== undefined) return label;
  }
  return undefined;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Also under the names Windows and programmers have for it: win-1256, windows_1256, ansi-1256, utf_8. */
function charsetOf(label: string): string | undefined {
  if (label === 'UTF-8' || label === 'utf-8') return 'utf-8';
  const name = label.replaceAll('_', '-').replace(/^(?:x-)?(?:win|windows|cp|ms|ansi)-?(?=125\d$)/i, 'windows-');
  try {
    return new TextDecoder(name).encoding.toLowerCase();
  } catch {
    return undefined;
  }
}
