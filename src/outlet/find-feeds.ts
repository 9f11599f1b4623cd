/** Looks once at an address that an operator means to list: is it a feed, or a page that names its feeds? Stores nothing. */
import { checkListed } from '../feeds/address-guard.ts';
import { announcedFeeds } from '../feeds/announced-feeds.ts';
import { decodeFeed } from '../feeds/charset.ts';
import { readFeed } from '../feeds/read-feed.ts';
import type { FoundFeeds } from './api.ts';
import type { FetchResult } from './fetch/fetch-result.ts';
import { type Failure, failureCode, sayFailure } from './status.ts';

/** Titles shown, so that the operator sees what the feed brings. */
const NEWEST_SHOWN = 5;

export function findFeeds(fetched: FetchResult, allowLoopback: boolean): FoundFeeds {
  if (fetched.kind !== 'body') return failed(asFailure(fetched));
  const { bytes, contentType, url } = fetched;
  const feed = readFeed(bytes, contentType, url);
  if (feed.ok) {
    const { title, home, items } = feed;
    const warnings = [...fetched.warnings, ...feed.warnings];
    const newest = items.slice(0, NEWEST_SHOWN).flatMap((item) => item.title ?? []);
    return { kind: 'feed', address: url, title, home, items: items.length, newest, warnings };
  }
  const decoded = feed.reason === 'html' ? decodeFeed(bytes, contentType) : undefined;
  if (!decoded?.ok) return failed({ reason: 'not-a-feed', why: feed });
  const { title, feeds } = announcedFeeds(decoded.text, url);
  const offered = feeds.filter(({ address }) => checkListed(address, allowLoopback).ok);
  return { kind: 'page', address: url, title, feeds: offered };
}

function asFailure(fetched: Exclude<FetchResult, { kind: 'body' }>): Failure {
  if (fetched.kind === 'failed') return fetched;
  return fetched.kind === 'gone' ? { reason: 'gone' } : { reason: 'not-modified-unasked' };
}

function failed(failure: Failure): FoundFeeds {
  return { kind: 'failed', failure: failureCode(failure), detail: sayFailure(failure, 1, undefined) };
}
