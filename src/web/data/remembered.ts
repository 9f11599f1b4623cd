/** What an isolate asks the index beside a page's own document, and remembers. A page is whole without it, so nothing waits for it long. */
import QuickLRU from 'quick-lru';
import type { Env } from '../../env.ts';
import type { StoryIndexApi } from '../../story-index/api.ts';
import { askIndex } from './document-repository.ts';

/** How long the isolate waits before it asks again after the index did not answer. */
export const UNANSWERED_FRESH_S = 30;
/** Longest wait. The index answers in milliseconds unless it is filing a batch. */
const TIMEOUT_MS = 1_000;

interface Remembered<T> {
  readonly until: number;
  /** undefined: the index did not answer. */
  readonly answer: T | undefined;
}

/**
 * Asks for a key at most once in `freshMs`. Between `keysMax` answers and twice as many are kept. The function made gives undefined while
 * the index does not answer, which is logged as `event`.
 */
export function remembered<T>(
  event: string,
  freshMs: number,
  keysMax: number,
  ask: (index: StoryIndexApi, key: string) => Promise<T>,
): (env: Env, key?: string) => Promise<T | undefined> {
  // An isolate has one set of bindings; a test has many.
  const caches = new WeakMap<Env, QuickLRU<string, Remembered<T>>>();
  const answerOf = async (env: Env, key: string) => {
    try {
      return await askIndex(env, (index) => ask(index, key), TIMEOUT_MS);
    } catch (error) {
      console.warn(JSON.stringify({ event, key, error: String(error) }));
      return undefined;
    }
  };
  return async (env, key = '') => {
    const cache = caches.get(env) ?? new QuickLRU<string, Remembered<T>>({ maxSize: keysMax });
    caches.set(env, cache);
    const known = cache.get(key);
    const left = (known?.until ?? 0) - Date.now();
    // More is left only after the clock was set back.
    if (known && left > 0 && left <= freshMs) return known.answer;
    const answer = await answerOf(env, key);
    cache.set(key, { until: Date.now() + (answer === undefined ? UNANSWERED_FRESH_S * 1_000 : freshMs), answer });
    return answer;
  };
}
