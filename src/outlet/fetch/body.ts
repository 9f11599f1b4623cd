/**
 * Reads the body of an answer within a limit of bytes after decompression and a deadline. Holds at most the byte limit and
 * one chunk, and cancels a body that it does not read to the end.
 */
export type BodyResult =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'late'; readonly bytes: number }
  | { readonly kind: 'cut-off'; readonly bytes: number };

export interface Deadline {
  /** Resolves at the deadline. */
  readonly passed: Promise<'late'>;
  readonly signal: AbortSignal;
  /** Must be called in the end, so that no timer outlives its request. */
  clear(): void;
}

export function deadlineIn(ms: number): Deadline {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
      abort.abort();
    }, ms);
  });
  return { passed, signal: abort.signal, clear: () => clearTimeout(timer) };
}

export async function readBody(response: Response, bytesMax: number, deadline: Deadline): Promise<BodyResult> {
  if (response.body === null) return { kind: 'whole', bytes: new Uint8Array() };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stop = (result: BodyResult): BodyResult => {
    // Not awaited: a peer that never answers would hold it up.
    reader.cancel().catch(() => undefined);
    return result;
  };
  // A Content-Length over the limit needs no reading. Of a compressed body it is the compressed length.
  if (Number(response.headers.get('content-length') ?? 0) > bytesMax) return stop({ kind: 'too-large' });
  for (;;) {
    const read = await Promise.race([reader.read().catch(() => 'cut-off' as const), deadline.passed]);
    // An aborted fetch also fails its body, so only the signal tells whether the time was up.
    if (read === 'late' || deadline.signal.aborted) return stop({ kind: 'late', bytes: size });
    if (read === 'cut-off') return stop({ kind: 'cut-off', bytes: size });
    if (read.done) return { kind: 'whole', bytes: joined(chunks, size) };
    size += read.value.byteLength;
    if (size > bytesMax) return stop({ kind: 'too-large' });
    chunks.push(read.value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
