/** What the operator asks of a day: what is used of the plan, what waits, and what was put aside and why. */
import type { Usage } from '../../documents/usage.ts';
import type { Quarantined, Today } from '../api.ts';
import { countWaiting } from '../publish/publication.ts';
import { lastFiled, readCounters, readNumber } from '../storage/meta.ts';
import { articleFrom } from '../storage/quarantine.ts';

/** Articles in quarantine that are listed, the latest. */
const QUARANTINED_LISTED_MAX = 100;

/** `used`: on this UTC day. `unfiled`: articles that could not be recorded, and are not in KV yet. */
export function todayOf(sql: SqlStorage, used: Usage, unfiled: number): Today {
  const { articles, stories } = readCounters(sql);
  return {
    used,
    articles,
    stories,
    waiting: countWaiting(sql),
    unfiled,
    quarantined: quarantined(sql),
    lastFiled: lastFiled(sql),
    lastPublished: readNumber(sql, 'last_published'),
  };
}

function quarantined(sql: SqlStorage): readonly Quarantined[] {
  return sql
    .exec<{ outlet: string; seen: number; tried: number; reason: string; sent: string }>(
      'SELECT outlet, seen, tried, reason, sent FROM aside ORDER BY seen DESC, article LIMIT ?',
      QUARANTINED_LISTED_MAX,
    )
    .toArray()
    .map(({ outlet, seen, tried, reason, sent }) => {
      const { id, title, url } = articleFrom(sent);
      return { article: id, outlet, title, url, seen, tried, reason };
    });
}
