/** Digests of documents. Equal digests mean that the same bytes were written before. */

/** SHA-256 of the text in UTF-8, hex. */
export async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

/** Stored in place of a digest while a write is due or under way, because it is unknown then what KV holds. */
export const DIRTY = '';
