/** Remembers what is derived from a fingerprint, so that comparing it with many others derives it once. */
import type { Fingerprint } from '../fingerprint.ts';

/** `derive`, called once for each fingerprint. The result lives as long as the fingerprint object does. */
export function memoize<T extends object>(derive: (fingerprint: Fingerprint) => T): (fingerprint: Fingerprint) => T {
  const cache = new WeakMap<Fingerprint, T>();
  return (fingerprint) => {
    const cached = cache.get(fingerprint);
    if (cached) return cached;
    const derived = derive(fingerprint);
    cache.set(fingerprint, derived);
    return derived;
  };
}

/** Like `memoize`, but for the latest fingerprint only: for data that only the incoming article needs, while it is compared. */
export function memoizeLatest<T extends object>(
  derive: (fingerprint: Fingerprint) => T,
): (fingerprint: Fingerprint) => T {
  let latest: { readonly fingerprint: Fingerprint; readonly derived: T } | undefined;
  return (fingerprint) => {
    if (latest?.fingerprint !== fingerprint) latest = { fingerprint, derived: derive(fingerprint) };
    return latest.derived;
  };
}
