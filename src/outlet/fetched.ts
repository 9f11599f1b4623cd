/** What asking an outlet's address can come to. Facts only; `status.ts` says them in words. */

/** What makes the next request conditional: echoed verbatim, and only to the very address that gave it. */
export interface Validators {
  readonly url: string;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

export type FetchFailure =
  /** Refused by the address guard; `hop` when it was a redirect that led there. */
  | { readonly reason: 'address'; readonly detail: string; readonly hop: string | undefined }
  | { readonly reason: 'unreachable'; readonly message: string }
  /** The time was up before the answer's first byte. */
  | { readonly reason: 'silent'; readonly timeoutMs: number }
  /** The time was up in the middle of the answer. */
  | { readonly reason: 'slow'; readonly timeoutMs: number; readonly bytes: number }
  /** `encoding`: Content-Encoding, whose damage the platform reports no differently from a broken connection. */
  | { readonly reason: 'cut-off'; readonly bytes: number; readonly encoding: string | undefined }
  | { readonly reason: 'too-large'; readonly bytesMax: number }
  /** The addresses in order, the last one met before. */
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
      /** Address that answered, after redirects: what relative links are relative to. */
      readonly url: string;
      /** undefined: the answer carried neither. */
      readonly validators: Validators | undefined;
      readonly freshForMs: number;
      /** Worth telling the operator: moved for good, passed over plain http. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'not-modified'; readonly freshForMs: number }
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'failed' } & FetchFailure);
