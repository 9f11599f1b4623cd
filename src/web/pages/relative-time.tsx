/** A time relative to now, in words, with the exact time for machines and on hover. */
import type { FC } from 'hono/jsx';
import { arabicMoment, rfc3339 } from '../../render/timestamps.ts';
import { ago } from './localization.ts';

/** Both in ms since the epoch. */
export const RelativeTime: FC<{ readonly at: number; readonly now: number }> = ({ at, now }) => (
  <time datetime={rfc3339(at)} title={`${arabicMoment(at)} بتوقيت غرينتش`}>
    {ago(at, now)}
  </time>
);
