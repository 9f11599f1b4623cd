/**
 * Guids of the items we serve: `urn:uuid:` with a UUIDv5 (RFC 9562 §5.5) of an id. One id gives one guid in every format, at every
 * address and in every deployment, so a feed reader keeps its items when the feed moves.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Our own namespace, drawn at random. Another one would make every item of every reader new. */
const NAMESPACE = hexToBytes('b0a46fceb8974edcba0927ea6045cb6c');

/** `update`: an article as an item of /updates. `day`: its id is the date. */
export function guidOf(kind: 'story' | 'article' | 'update' | 'day', id: string): string {
  const bytes = sha1(concatBytes(NAMESPACE, utf8ToBytes(`${kind}/${id}`))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join('-')}`;
}
