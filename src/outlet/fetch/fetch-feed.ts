/**
 * The HTTP client for feeds. Every redirect hop passes the address guard, one deadline covers redirects and body, and the
 * byte limit holds while the body streams. Never throws because of what a server does. Keeps no cookies, sends no secrets.
 * Reads no clock: `now` serves to compute Retry-After and Expires.
 */
import { checkAddress } from '../../feeds/address-guard.ts';
import { shownAddress } from '../../feeds/url.ts';
import { FEED_BYTES_MAX } from '../../limits.ts';
import { freshForMs, retryAfterMs } from '../schedule.ts';
import { type Deadline, deadlineIn, readBody } from './body.ts';
import { undoEncodings } from './content-encoding.ts';
import type { FetchFailure, FetchResult, Validators } from './fetch-result.ts';

/** Wall time for one feed, redirects included. It also bounds how long a server that trickles bytes holds its Outlet. */
const FETCH_TIMEOUT_MS = 25_000;
const REDIRECTS_MAX = 5;

export interface FeedRequest {
  readonly url: string;
  readonly userAgent: string;
  readonly validators: Validators | undefined;
  readonly allowLoopback: boolean;
}

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly bytesMax: number;
  readonly redirectsMax: number;
}

export const FETCH_LIMITS: FetchLimits = {
  timeoutMs: FETCH_TIMEOUT_MS,
  bytesMax: FEED_BYTES_MAX,
  redirectsMax: REDIRECTS_MAX,
};

/** Longer headers count as absent: real ones have a few hundred characters, and each is looked through. UTF-16 units. */
const HEADER_CHARS_MAX = 1_000;
/** Longest address a redirect may lead to. UTF-16 units. */
const LOCATION_CHARS_MAX = 4_096;

/** Some servers choose between feed and page by this header. The last entries keep strict servers from answering 406. */
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1';

const READ_HEADERS = (
  'age cache-control cf-mitigated content-encoding content-length content-type date etag expires last-modified pragma ' +
  'retry-after vary'
).split(' ');
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

export async function fetchFeed(request: FeedRequest, limits: FetchLimits, now: number): Promise<FetchResult> {
  const deadline = deadlineIn(limits.timeoutMs);
  try {
    return await follow(request, limits, deadline, now);
  } finally {
    deadline.clear();
  }
}

async function follow(
  request: FeedRequest,
  limits: FetchLimits,
  deadline: Deadline,
  now: number,
): Promise<FetchResult> {
  const hops: string[] = [];
  const warnings: string[] = [];
  /** Every hop so far was a permanent redirect, so the new address should replace the old one. */
  let permanent = true;
  for (let address = request.url; ; ) {
    const verdict = checkAddress(address, request.allowLoopback);
    if (!verdict.ok) {
      return failed({ reason: 'address', detail: verdict.detail, hop: hops.length > 0 ? address : undefined });
    }
    // The fragment is never sent, so a loop through #a and #b is a loop.
    verdict.url.hash = '';
    const url = verdict.url.href;
    if (hops.includes(url)) return failed({ reason: 'redirect-loop', hops: [...hops, url] });
    if (hops.length > limits.redirectsMax) return failed({ reason: 'too-many-redirects', hops: [...hops, url] });
    // A redirect to plain http is followed: https → http → https is a common misconfiguration, and operators may list plain
    // http feeds anyway. News is public, but it may be altered on the way, so the operator is told.
    if (hops.at(-1)?.startsWith('https:') && url.startsWith('http:')) {
      warnings.push('redirected from https to plain http, where anyone on the way can alter it');
    }
    hops.push(url);

    const asked = request.validators?.url === url ? request.validators : undefined;
    const response = await ask(url, request.userAgent, asked, deadline);
    if (response === 'late') return failed({ reason: 'silent', timeoutMs: limits.timeoutMs });
    if (!(response instanceof Response)) return failed({ reason: 'unreachable', message: response.error });

    if (REDIRECTS.has(response.status)) {
      const location = response.headers.get('location')?.slice(0, LOCATION_CHARS_MAX + 1);
      discard(response);
      if (location === undefined || location.length > LOCATION_CHARS_MAX || !URL.canParse(location, url)) {
        return failed({ reason: 'bad-redirect', status: response.status, location });
      }
      permanent &&= PERMANENT.has(response.status);
      address = new URL(location, url).href;
      continue;
    }
    if (hops.length > 1 && permanent)
      warnings.push(`moved for good to ${told(url)}: enter that address for this outlet`);
    return settle(response, { url, asked: asked !== undefined, warnings, limits, deadline, now });
  }
}

/** The response, 'late', or the reason why there is none. */
async function ask(
  url: string,
  userAgent: string,
  validators: Validators | undefined,
  deadline: Deadline,
): Promise<Response | 'late' | { readonly error: string }> {
  const headers = new Headers({ 'user-agent': userAgent, accept: ACCEPT });
  if (validators?.etag !== undefined) headers.set('if-none-match', validators.etag);
  if (validators?.lastModified !== undefined) headers.set('if-modified-since', validators.lastModified);
  const sent = fetch(url, { headers, redirect: 'manual', signal: deadline.signal }).catch((error: unknown) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
  const response = await Promise.race([sent, deadline.passed]);
  if (!deadline.signal.aborted) return response;
  if (response instanceof Response) discard(response);
  return 'late';
}

interface Settling {
  readonly url: string;
  /** Whether this request was conditional. */
  readonly asked: boolean;
  readonly warnings: readonly string[];
  readonly limits: FetchLimits;
  readonly deadline: Deadline;
  readonly now: number;
}

async function settle(
  response: Response,
  { url, asked, warnings, limits, deadline, now }: Settling,
): Promise<FetchResult> {
  const { status } = response;
  const headers = boundedHeaders(response.headers);
  if (status !== 200 && status !== 203) {
    discard(response);
    if (status === 304 && asked) return { kind: 'not-modified', freshForMs: freshForMs(url, headers, now) };
    if (status === 304) return failed({ reason: 'not-modified-unasked' });
    if (status === 410) return { kind: 'gone' };
    const challenge = headers.get('cf-mitigated') === 'challenge';
    return failed({ reason: 'status', status, challenge, retryAfterMs: retryAfterMs(headers.get('retry-after'), now) });
  }
  const encoding = headers.get('content-encoding') ?? undefined;
  const sent = await readBody(response, limits.bytesMax, deadline);
  const body = sent.kind === 'whole' ? await undoEncodings(sent.bytes, encoding, limits.bytesMax, deadline) : sent;
  switch (body.kind) {
    case 'too-large':
      return failed({ reason: 'too-large', bytesMax: limits.bytesMax });
    case 'late':
      return failed(
        body.bytes === 0
          ? { reason: 'silent', timeoutMs: limits.timeoutMs }
          : { reason: 'slow', timeoutMs: limits.timeoutMs, bytes: body.bytes },
      );
    case 'cut-off':
      return failed({ reason: 'cut-off', bytes: body.bytes, encoding });
    case 'encoded':
      return failed({ reason: 'encoding', encoding: body.encoding });
    case 'whole': {
      const etag = headers.get('etag') ?? undefined;
      const lastModified = headers.get('last-modified') ?? undefined;
      return {
        kind: 'body',
        bytes: body.bytes,
        contentType: headers.get('content-type') ?? undefined,
        url,
        validators: etag === undefined && lastModified === undefined ? undefined : { url, etag, lastModified },
        freshForMs: freshForMs(url, headers, now),
        warnings,
      };
    }
  }
}

/** The headers that are read, without those that are too long. */
function boundedHeaders(sent: Headers): Headers {
  const headers = new Headers();
  for (const name of READ_HEADERS) {
    const value = sent.get(name);
    if (value !== null && value.length <= HEADER_CHARS_MAX) headers.set(name, value);
  }
  return headers;
}

/** Warnings are public, and the query of a redirect may carry a key. */
function told(url: string): string {
  return new URL(url).search === '' ? shownAddress(url) : `${shownAddress(url)} (with a query that is not told here)`;
}

/** Ends the connection without waiting for a peer that may never finish. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

function failed(failure: FetchFailure): FetchResult {
  return { kind: 'failed', ...failure };
}
