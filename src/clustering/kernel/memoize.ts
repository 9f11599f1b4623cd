/** Remembers what is derived from a fingerprint, so that comparing it with many others derives it once. */
import type { Fingerprint } from '../fingerprint.ts';

/** `derive`, called once for each fingerprint. The result lives as long as the fingerprint object does. */
export function memoize<T extends object>(derive: (profile: Fingerprint) => T): (profile: Fingerprint) => T {
  const cache = new WeakMap<Fingerprint, T>();
  return (profile) => {
    const cached = cache.get(profile);
    if (cached) return cached;
    const derived = derive(profile);
    cache.set(profile, derived);
    return derived;
  };
}

/** Remembers the latest fingerprint only: for what the incoming article needs while it is compared, and no article needs later. */
export function memoizeLatest<T extends object>(derive: (profile: Fingerprint) => T): (profile: Fingerprint) => T {
  let latest: { readonly profile: Fingerprint; readonly derived: T } | undefined;
  return (profile) => {
    if (latest?.profile !== profile) latest = { profile, derived: derive(profile) };
    return latest.derived;
  };
}
