/**
 * The file of a form that has no other field, as a stream: a backup is larger than the memory in which Request.formData holds a
 * form (RFC 7578). A form of another shape makes the stream fail.
 */
import { concatBytes } from '@noble/hashes/utils.js';

const BOUNDARY = /^multipart\/form-data\s*;.*\bboundary="?([\w'()+,./:=?-]{1,70})"?/i;
/** Browsers write some 200 bytes. */
const HEAD_BYTES_MAX = 8_192;
const HEAD_END = bytesOf('\r\n\r\n');
const LINE_END = bytesOf('\r\n');

/** undefined for a request that is no such form. */
export function uploadedFile(request: Request): ReadableStream<Uint8Array> | undefined {
  const boundary = BOUNDARY.exec(request.headers.get('Content-Type') ?? '')?.[1];
  if (boundary === undefined || !request.body) return undefined;
  const opening = bytesOf(`--${boundary}\r\n`);
  const closing = bytesOf(`\r\n--${boundary}--\r\n`);
  let head: Uint8Array | undefined = new Uint8Array();
  /** The last bytes, which may be the form's end. */
  let held: Uint8Array = new Uint8Array();
  const content = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      let piece = chunk;
      if (head) {
        head = concatBytes(head, chunk);
        const end = find(head, HEAD_END);
        if (end < 0 && head.length <= HEAD_BYTES_MAX) return;
        if (end < 0 || !isAt(head, opening, 0)) throw new Error('The form has no file.');
        piece = head.subarray(end + HEAD_END.length);
        head = undefined;
      }
      held = concatBytes(held, piece);
      const sure = held.length - closing.length;
      if (sure <= 0) return;
      controller.enqueue(held.slice(0, sure));
      held = held.slice(sure);
    },
    flush(controller) {
      const whole = isAt(held, LINE_END, held.length - LINE_END.length) ? held : concatBytes(held, LINE_END);
      const end = whole.length - closing.length;
      if (head || !isAt(whole, closing, end)) throw new Error('The form is cut off.');
      if (end > 0) controller.enqueue(whole.slice(0, end));
    },
  });
  // Only a stream of bytes travels to another object.
  return request.body.pipeThrough(content).pipeThrough(new IdentityTransformStream());
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function isAt(bytes: Uint8Array, part: Uint8Array, at: number): boolean {
  return at >= 0 && part.every((byte, i) => bytes[at + i] === byte);
}

function find(bytes: Uint8Array, part: Uint8Array): number {
  for (let at = 0; at + part.length <= bytes.length; at++) if (isAt(bytes, part, at)) return at;
  return -1;
}
