/** The health of the index, for a monitor. Cheap enough to be asked every minute. */

import { outletEntries } from '../admin/outlet-list.ts';
import type { Health } from '../api.ts';
import { describeShortage, type Shortage } from '../publish/day-budget.ts';
import { countWaiting } from '../publish/publication.ts';
import { lastFiled, readCounters, readNumber } from '../storage/meta.ts';
import { countQuarantined } from '../storage/quarantine.ts';

/** `hub`: a sentence on the WebSub hub, where there is anything to say. */
export function healthOf(sql: SqlStorage, shortage: Shortage, hub?: string): Health {
  const outlets = { ok: 0, failing: 0, new: 0, disabled: 0 };
  for (const { status } of outletEntries(sql)) outlets[status.state]++;
  const { articles, stories } = readCounters(sql);
  const read = outlets.ok > 0;
  const short = describeShortage(shortage);
  const quarantined = countQuarantined(sql);
  return {
    ready: read,
    detail: [
      describe(outlets),
      ...(quarantined > 0 ? [describeQuarantine(quarantined)] : []),
      ...(short === undefined ? [] : [short]),
      ...(hub === undefined ? [] : [hub]),
    ].join(' '),
    thrift: shortage.thrift,
    articles,
    stories,
    unpublished: countWaiting(sql),
    aside: quarantined,
    lastFiled: lastFiled(sql),
    lastPublished: readNumber(sql, 'last_published'),
    outlets,
  };
}

function describe(outlets: Health['outlets']): string {
  const enabled = outlets.ok + outlets.failing + outlets.new;
  if (enabled === 0) return 'No outlet is listed and enabled: PUT /api/outlets with an OPML file.';
  if (outlets.ok === 0 && outlets.failing === 0)
    return 'No outlet has been read yet: wait for the cron, or POST /api/ingest.';
  if (outlets.ok === 0) return `None of ${enabled} outlets can be read: GET /api/outlets says why.`;
  return outlets.failing === 0
    ? 'All is well.'
    : `${outlets.failing} of ${enabled} outlets cannot be read: GET /api/outlets says why.`;
}

function describeQuarantine(n: number): string {
  const articles = n === 1 ? '1 article is' : `${n} articles are`;
  return `${articles} in quarantine because filing fails: GET /api/outlets says why.`;
}
