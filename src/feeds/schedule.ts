/** How long a feed asks to be left alone: RSS 2.0's ttl, RSS 1.0's syndication module. */
import { type Element, firstText } from './element.ts';

const MINUTE_MS = 60_000;
const PERIODS_MS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE_MS,
  daily: 24 * 60 * MINUTE_MS,
  weekly: 7 * 24 * 60 * MINUTE_MS,
  monthly: 30 * 24 * 60 * MINUTE_MS,
  yearly: 365 * 24 * 60 * MINUTE_MS,
};

/** ms, positive; undefined when the channel does not say, or says nonsense. Not bounded here. */
export function updateEvery(channel: Element): number | undefined {
  const ttl = Number(firstText(channel, 'ttl'));
  if (ttl > 0 && Number.isFinite(ttl)) return ttl * MINUTE_MS;
  const period = PERIODS_MS[firstText(channel, 'sy:updateperiod')?.toLowerCase() ?? ''];
  if (period === undefined) return undefined;
  const frequency = Number(firstText(channel, 'sy:updatefrequency') ?? 1);
  return frequency >= 1 && Number.isFinite(frequency) ? Math.round(period / frequency) : period;
}
