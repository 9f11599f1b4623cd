/** A time relative to now, in words, with the whole date for machines and on hover. */
import type { FC } from 'hono/jsx';
import { rfc3339 } from '../../render/timestamps.ts';
import { useShown } from './shown.ts';

interface TimeProps {
  /** Both in ms since the epoch. */
  readonly at: number;
  readonly now: number;
}

export const RelativeTime: FC<TimeProps> = ({ at, now }) => {
  const { words, times } = useShown();
  return (
    <time datetime={rfc3339(at)} title={`${times.moment(at)} ${times.zone(at)}`}>
      {words.ago(at, now)}
    </time>
  );
};

/** Followed by the hour in the site's zone, to stand in a `.meta` line. */
export const ClockTime: FC<TimeProps> = ({ at, now }) => {
  const { words, times } = useShown();
  return (
    <>
      <RelativeTime at={at} now={now} />
      {words.comma}
      {times.clock(at, now)}
    </>
  );
};
