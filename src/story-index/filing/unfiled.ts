/**
 * Articles that the index could not record, kept in KV until it can. Once the plan's rows of the day are used up, every write
 * fails until 00:00 UTC: of the index, and of the outlets, which cannot note either what they saw. What leaves a feed
 * meanwhile would be lost. KV has writes of its own, so what was refused goes there, with one write a round.
 *
 * An outlet still counts the batch as refused and sends again what its feed still lists. Filing an article twice changes nothing.
 */
import type { Article } from '../../documents/article.ts';
import { ARTICLE_RETENTION_MS, BATCH_ARTICLES_MAX } from '../../limits.ts';
import { faultOf } from '../admin/backup-rows.ts';
import { articleFrom, articleText } from '../storage/quarantine.ts';

const PREFIX = 'unfiled/';

/** Writes `articles` to KV. Throws when KV does. `now` is ms since the epoch. */
export async function keepUnfiled(kv: KVNamespace, articles: readonly Article[], now: number): Promise<void> {
  // A feed is read again and again meanwhile, so the same articles come with every round.
  const once = [...new Map(articles.map((article) => [article.id, article])).values()];
  const value = JSON.stringify(once.map(articleText));
  await kv.put(PREFIX + now, value, { expirationTtl: ARTICLE_RETENTION_MS / 1000 });
}

/**
 * Files everything that KV keeps, then deletes it there. What other code or a hand has put there in another shape is left: it expires.
 * Returns how many articles were new. Throws when KV or `file` does.
 */
export async function fileKept(kv: KVNamespace, file: (batch: readonly Article[]) => number): Promise<number> {
  let filed = 0;
  const { keys } = await kv.list({ prefix: PREFIX });
  for (const { name } of keys) {
    const texts = listIn(await kv.get(name));
    const kept = texts?.filter(isArticle).map(articleFrom) ?? [];
    for (let at = 0; at < kept.length; at += BATCH_ARTICLES_MAX) filed += file(kept.slice(at, at + BATCH_ARTICLES_MAX));
    if (kept.length === texts?.length) await kv.delete(name);
    else console.error(JSON.stringify({ event: 'kept-articles-not-readable', key: name, filed: kept.length }));
  }
  return filed;
}

/** undefined for what is no list. */
function listIn(value: string | null): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(value ?? '[]');
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is what `articleText` makes. Checked as the articles in the quarantine of a backup are. */
function isArticle(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  try {
    const { id: article, outlet, seen } = JSON.parse(text) as Article;
    return faultOf('aside', { article, outlet, seen, tried: seen, reason: '', sent: text }) === undefined;
  } catch {
    return false;
  }
}
