/**
 * Content encodings that the platform leaves in place. workerd undoes exactly "gzip" and "br"; what servers get wrong or name
 * otherwise stands here: deflate with and without zlib's header, x-gzip, gzip twice, a .gz file. DecompressionStream knows
 * no others, so these are named to the operator.
 */
import { decodeFeed, startsWith } from '../../feeds/charset.ts';
import { type BodyResult, type Deadline, readBody } from './body.ts';

/** Servers and the proxy before them each encode once. */
const LAYERS_MAX = 3;
/** Bytes in which text is told from compressed bytes. */
const HEAD_BYTES = 256;
/** Control characters that broken programs leave in text. A tenth of compressed bytes look like them. */
const CONTROLS_MAX = 2;
const CONTROLS = /(?!\s)\p{Cc}/gu;
const GZIP = [0x1f, 0x8b];
/** What compressed bytes begin with that DecompressionStream does not know, and an archive. */
const SIGNATURES: readonly (readonly [name: string, start: readonly number[]])[] = [
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['compress', [0x1f, 0x9d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];
/** Names in the header that say nothing of what is left when they are undone or were never applied. */
const UNDONE = /^(?:x-gzip|gzip|deflate|identity|none|utf-?8|chunked|binary|\d?bit)$/;
const NAME = /^[a-z][a-z\d-]{0,19}$/;

type Format = 'gzip' | 'deflate' | 'deflate-raw';
/** 'encoded': in an encoding that cannot be undone here. */
type Undone = BodyResult | { readonly kind: 'encoded'; readonly encoding: string };

/** `header` is Content-Encoding as the server sent it. `bytesMax` holds for what comes out of every layer. */
export async function undoEncodings(
  bytes: Uint8Array,
  header: string | undefined,
  bytesMax: number,
  deadline: Deadline,
): Promise<Undone> {
  const named = (header ?? '')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  let body = bytes;
  for (let layer = 0; layer < LAYERS_MAX; layer++) {
    const format = formatOf(body, named);
    if (format === undefined) break;
    const result = await decompress(body, format, bytesMax, deadline);
    // Nobody said deflate: these are other bytes that begin like it.
    if (result.kind === 'cut-off' && format === 'deflate' && !named.some((name) => name.includes('deflate'))) break;
    if (result.kind !== 'whole') return result;
    body = result.bytes;
  }
  if (startsWith(body, GZIP)) return { kind: 'encoded', encoding: `gzip, more than ${LAYERS_MAX} times` };
  if (isText(body)) return { kind: 'whole', bytes: body };
  const unreadable =
    SIGNATURES.find(([, start]) => startsWith(body, start))?.[0] ??
    named.find((name) => NAME.test(name) && !UNDONE.test(name));
  if (unreadable !== undefined) return { kind: 'encoded', encoding: unreadable };
  return { kind: 'whole', bytes: body };
}

/** By the bytes, where they tell: the header may name a layer that was undone already. */
function formatOf(bytes: Uint8Array, named: readonly string[]): Format | undefined {
  if (startsWith(bytes, GZIP)) return 'gzip';
  if (bytes.length === 0 || isText(bytes)) return undefined;
  if (isZlib(bytes)) return 'deflate';
  return named.includes('deflate') ? 'deflate-raw' : undefined;
}

/** RFC 1950 §2.2: method 8, window of at most 32 KiB, and both bytes divisible by 31. */
function isZlib([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0;
}

function isText(bytes: Uint8Array): boolean {
  const head = decodeFeed(bytes.subarray(0, HEAD_BYTES), undefined);
  if (!head.ok) return head.reason === 'empty';
  return (head.text.match(CONTROLS)?.length ?? 0) <= (bytes.length < HEAD_BYTES ? 0 : CONTROLS_MAX);
}

async function decompress(
  bytes: Uint8Array,
  format: Format,
  bytesMax: number,
  deadline: Deadline,
): Promise<BodyResult> {
  const stream = new Response(bytes as Uint8Array<ArrayBuffer>).body?.pipeThrough(new DecompressionStream(format));
  return await readBody(new Response(stream), bytesMax, deadline);
}
