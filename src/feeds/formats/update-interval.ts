/** How often a feed asks to be read: RSS 2.0's ttl, or the syndication module of RSS 1.0. */
import { type Element, firstText } from '../xml/element.ts';

const MINUTE_MS = 60_000;
const PERIODS_MS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE_MS,
  daily: 24 * 60 * MINUTE_MS,
  weekly: 7 * 24 * 60 * MINUTE_MS,
  monthly: 30 * 24 * 60 * MINUTE_MS,
  yearly: 365 * 24 * 60 * MINUTE_MS,
};

/** Interval in ms, positive, of any size; undefined when the channel gives none or nonsense. */
export function updateEvery(channel: Element): number | undefined {
  const ttl = Number(firstText(channel, 'ttl'));
  if (ttl > 0 && Number.isFinite(ttl)) return ttl * MINUTE_MS;
  const period = PERIODS_MS[firstText(channel, 'sy:updateperiod')?.toLowerCase() ?? ''];
  if (period === undefined) return undefined;
  const frequency = Number(firstText(channel, 'sy:updatefrequency') ?? 1);
  return frequency >= 1 && Number.isFinite(frequency) ? Math.round(period / frequency) : period;
}
