/** Whether bytes are those written before is told by their digest. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of the text in UTF-8, hex. */
export async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

/** The same without waiting, a few times slower: for what must be noted before anything else can happen. */
export function digestAtOnce(text: string): string {
  return sha256(utf8ToBytes(text)).toHex();
}

/** In place of a digest: KV may hold something under that key, nobody knows what. */
export const UNKNOWN = '';
