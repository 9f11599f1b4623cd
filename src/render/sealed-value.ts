/**
 * A value of KV that is made of parts with nothing between them. Its metadata, known before the value is read, says where each lies and who
 * made them, and seals both, with the key: a value that was cut, edited, put under another key or written by other code is never shown.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { DOCUMENT_VERSION, type DocumentMetadata } from '../documents/document.ts';

/** The value's metadata in KV, which allows 1,024 bytes. */
export interface SealedMetadata extends DocumentMetadata {
  /** SHA-256 of the document's JSON, hex. */
  readonly digest: string;
  /** ms since the epoch. */
  readonly changed: number;
  /** `renderedBy` of the code and the site that made the feeds. */
  readonly rendering: string;
  /** Bytes of each part. */
  readonly lengths: readonly number[];
  /** SHA-256 of the key, the value and all the above, hex. */
  readonly seal: string;
}

/** A value as it is written to KV. */
export interface SealedValue {
  readonly value: string;
  readonly metadata: SealedMetadata;
}

const MetadataSchema = z.strictObject({
  version: z.literal(DOCUMENT_VERSION),
  digest: z.string(),
  changed: z.int().check(z.minimum(0), z.maximum(253_402_300_799_999)),
  rendering: z.string(),
  lengths: z.array(z.int().check(z.minimum(0))),
  seal: z.string(),
});

/** `key`: in KV. */
export function sealParts(
  key: string,
  parts: readonly string[],
  { digest, changed, rendering }: Pick<SealedMetadata, 'digest' | 'changed' | 'rendering'>,
): SealedValue {
  const value = parts.join('');
  const metadata = { version: DOCUMENT_VERSION, digest, changed, rendering, lengths: parts.map(byteLength) };
  return { value, metadata: { ...metadata, seal: sealOf(key, metadata, bytesToHex(sha256(utf8ToBytes(value)))) } };
}

/** `metadata` as it lies in KV, of a value with so many parts. undefined when other code wrote it or it was edited. */
export function readSealed(metadata: unknown, parts: number): SealedMetadata | undefined {
  const read = MetadataSchema.safeParse(metadata);
  return read.success && read.data.lengths.length === parts ? read.data : undefined;
}

/** `key`: that it lies under in KV. `valueDigest`: SHA-256 of the value's bytes, hex. */
export function isSealed(key: string, metadata: SealedMetadata, valueDigest: string): boolean {
  return metadata.seal === sealOf(key, metadata, valueDigest);
}

/** Bytes of the whole value. */
export function sealedLength({ lengths }: SealedMetadata): number {
  return sum(lengths);
}

/** The part in this place, from 0. `value` is as long as `sealedLength` says. */
export function partAt(value: Uint8Array, { lengths }: SealedMetadata, place: number): Uint8Array {
  const from = sum(lengths.slice(0, place));
  return value.subarray(from, from + (lengths[place] ?? 0));
}

function sealOf(
  key: string,
  { version, digest, changed, rendering, lengths }: Omit<SealedMetadata, 'seal'>,
  value: string,
): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([key, version, digest, changed, rendering, lengths, value]))));
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
