/** Logs one line of JSON per tick that did something, for `wrangler tail` and Workers Logs. Without article text or secrets. */
import type { OutletSettings, TickReport } from '../documents/outlet.ts';

export function logTick({ id, name }: OutletSettings, { outcome, filed, status }: TickReport): void {
  if (outcome === 'not-due' || outcome === 'disabled') return;
  const { state, detail, notes, failures, nextDue } = status;
  const next = new Date(nextDue).toISOString();
  console.log(
    JSON.stringify({ event: 'outlet', outlet: id, name, outcome, filed, state, detail, notes, failures, next }),
  );
}
