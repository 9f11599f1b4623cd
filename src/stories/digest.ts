/** Whether bytes are those written before is told by their digest. */
/** SHA-256 of the text in UTF-8, hex. */
export async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

/** In place of a digest: KV may hold something under that key, nobody knows what. */
export const UNKNOWN = '';
