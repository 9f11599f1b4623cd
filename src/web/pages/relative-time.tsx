/** A time relative to now, in words, and the hour beside it in the site's zone. The whole date is for machines and on hover. */
import type { FC } from 'hono/jsx';
import { rfc3339 } from '../../render/timestamps.ts';
import { useShown } from './shown.ts';

/** Both in ms since the epoch. */
export const RelativeTime: FC<{ readonly at: number; readonly now: number }> = ({ at, now }) => {
  const { words, times } = useShown();
  return (
    <time datetime={rfc3339(at)} title={`${times.moment(at)} ${times.zone(at)}`}>
      {words.ago(at, now)}
    </time>
  );
};
