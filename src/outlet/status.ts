/**
 * Sentences for an outlet's status: what happened, what to do about it, when it is tried next. Pure.
 * Addresses are shown without query and fragment, because statuses are public and redirects may carry keys.
 */
import type { OutletFailure } from '../documents/outlet.ts';
import type { NotAFeed } from '../feeds/item.ts';
import { shownAddress } from '../feeds/url.ts';
import type { FetchFailure } from './fetch/fetch-result.ts';
import { advice, named } from './fetch/http-status.ts';

export type Failure =
  | FetchFailure
  | { readonly reason: 'gone' }
  | { readonly reason: 'not-a-feed'; readonly why: NotAFeed }
  /** StoryIndex refused or did not answer. `waiting` articles are sent again. */
  | { readonly reason: 'index'; readonly message: string; readonly waiting: number }
  /** Any other fault, which is ours. */
  | { readonly reason: 'internal'; readonly message: string };

/** The failure as a code. */
export function failureCode(failure: Failure): OutletFailure {
  if (failure.reason === 'not-a-feed') {
    const { reason, leadsTo } = failure.why;
    return leadsTo === undefined ? { reason } : { reason, about: leadsTo };
  }
  if (failure.reason === 'encoding') return { reason: failure.reason, about: clip(failure.encoding) };
  return 'status' in failure ? { reason: failure.reason, httpStatus: failure.status } : { reason: failure.reason };
}

/** One or two sentences. `failures` counts those in a row, this one included; `nextDue` is ms since the epoch, undefined where nothing is tried again. */
export function sayFailure(failure: Failure, failures: number, nextDue: number | undefined): string {
  const again = failures > 1 ? ` (${failures} failures in a row)` : '';
  return `${sentence(failure)}${again}.${nextDue === undefined ? '' : ` Next try after ${minute(nextDue)}.`}`;
}

function sentence(failure: Failure): string {
  switch (failure.reason) {
    case 'address':
      return failure.hop === undefined
        ? `Not fetched: ${failure.detail}; correct this outlet's address`
        : `Redirects to ${shortAddress(failure.hop)}, which was refused: ${failure.detail}`;
    case 'unreachable':
      return `No connection (${clip(failure.message)}): the server is down, or its name or certificate is wrong`;
    case 'silent':
      return `Sent no byte of its feed for ${seconds(failure.timeoutMs)}`;
    case 'slow':
      return `Still sending after ${seconds(failure.timeoutMs)} (${size(failure.bytes)} so far): given up`;
    case 'cut-off':
      return `Cut off in the middle: the connection ${failure.encoding === undefined ? '' : `or its ${clip(failure.encoding)} encoding `}broke after ${size(failure.bytes)}`;
    case 'encoding':
      return `Sent its feed in the content encoding «${clip(failure.encoding)}», which cannot be undone here: ask the outlet for a feed in gzip or without one`;
    case 'too-large':
      return `Larger than ${size(failure.bytesMax)}: not read any further; look for a shorter feed of this outlet`;
    case 'redirect-loop':
      return `Redirects in a circle: ${circle(failure.hops)}; it may want cookies or another User-Agent`;
    case 'too-many-redirects':
      return `Redirects more than ${failure.hops.length - 2} times, lastly to ${shortAddress(failure.hops.at(-1) ?? '')}`;
    case 'bad-redirect':
      return `Answered ${named(failure.status)} ${failure.location === undefined ? 'without saying where to' : `to «${shortAddress(failure.location)}», which is no address`}`;
    case 'status':
      return `Answered ${named(failure.status)}${advice(failure)}`;
    case 'not-modified-unasked':
      return 'Answered 304 Not Modified to a request without a validator: its cache is broken; the next request asks for the whole feed';
    case 'gone':
      return 'Answered 410 Gone: its owner has withdrawn this feed for good; remove the outlet or give its new address. Asked once a day from now on';
    case 'not-a-feed':
      return failure.why.detail.replace(/\.$/, '');
    case 'index':
      return `The index did not accept ${count(failure.waiting, 'article')} (${clip(failure.message)}): nothing is lost, they are sent again`;
    case 'internal':
      return `Could not be read because of a fault of ours (${clip(failure.message)})`;
  }
}

export interface Reading {
  readonly items: number;
  /** Articles filed as new. */
  readonly fresh: number;
  readonly edited: number;
}

/** Detail of the status 'ok' after a feed was read. */
export function sayRead({ items, fresh, edited }: Reading): string {
  const edits = edited > 0 ? `, ${edited} edited` : '';
  return `Read ${count(items, 'item')}, ${fresh} new${edits}.`;
}

export const UNCHANGED = 'Unchanged since it was last read.';
export const NEVER_READ = 'Not read yet.';
export const DISABLED = 'Disabled by the operator: not fetched.';

/** The loop itself, from an address to its second occurrence. */
function circle(hops: readonly string[]): string {
  const start = hops.indexOf(hops.at(-1) ?? '');
  return hops.slice(start).map(shortAddress).join(' → ');
}

function shortAddress(address: string): string {
  return clip(shownAddress(address));
}

/** Read of a text from elsewhere, of which a line is shown. */
const WORDS_CHARS_MAX = 2_000;
const ADDRESS = /[a-z][a-z\d+.-]{0,20}:\/\/[^\s"'<>«»]+/gi;

/** Text from elsewhere as one short line, because it is shown on a page. Addresses in it are told without what may carry keys. */
function clip(words: string): string {
  const line = words
    .slice(0, WORDS_CHARS_MAX)
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(ADDRESS, shownAddress)
    .trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function size(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round((bytes / 1024 / 1024) * 10) / 10} MiB`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
