/** Results of fetching a feed. `status.ts` puts them into words. */

/** Validators that make the next request conditional. Sent back verbatim, and only to the address that gave them. */
export interface Validators {
  readonly url: string;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export type FetchFailure =
  /** Refused by the address guard. `hop` is the address if a redirect led there. */
  | { readonly reason: 'address'; readonly detail: string; readonly hop: string | undefined }
  | { readonly reason: 'unreachable'; readonly message: string }
  /** The deadline passed before the first byte. */
  | { readonly reason: 'silent'; readonly timeoutMs: number }
  /** The deadline passed during the answer. */
  | { readonly reason: 'slow'; readonly timeoutMs: number; readonly bytes: number }
  /** `encoding`: Content-Encoding, whose damage the platform reports no differently from a broken connection. */
  | { readonly reason: 'cut-off'; readonly bytes: number; readonly encoding: string | undefined }
  /** In a content encoding that cannot be undone here. */
  | { readonly reason: 'encoding'; readonly encoding: string }
  | { readonly reason: 'too-large'; readonly bytesMax: number }
  /** The addresses in order; the last one occurs earlier too. */
  | { readonly reason: 'redirect-loop'; readonly hops: readonly string[] }
  | { readonly reason: 'too-many-redirects'; readonly hops: readonly string[] }
  | { readonly reason: 'bad-redirect'; readonly status: number; readonly location: string | undefined }
  | {
      readonly reason: 'status';
      readonly status: number;
      /** Cloudflare's bot check answered in the outlet's place. */
      readonly challenge: boolean;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly reason: 'not-modified-unasked' };

export type FetchResult =
  | {
      readonly kind: 'body';
      readonly bytes: Uint8Array;
      readonly contentType: string | undefined;
      /** Address that answered, after redirects. Relative links are relative to it. */
      readonly url: string;
      /** undefined if the answer had neither ETag nor Last-Modified. */
      readonly validators: Validators | undefined;
      readonly freshForMs: number;
      /** Warnings for the operator: moved for good, redirected to plain http. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'not-modified'; readonly freshForMs: number }
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'failed' } & FetchFailure);
