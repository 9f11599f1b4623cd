/** One line of JSON for each tick that did something: for `wrangler tail` and Workers Logs. No article's text, no secrets. */
import type { OutletSettings, TickReport } from '../feeds/outlet.ts';

export function logTick({ id, name }: OutletSettings, { outcome, filed, status }: TickReport): void {
  if (outcome === 'not-due' || outcome === 'disabled') return;
  const { state, detail, notes, failures, nextDue } = status;
  const next = new Date(nextDue).toISOString();
  console.log(
    JSON.stringify({ event: 'outlet', outlet: id, name, outcome, filed, state, detail, notes, failures, next }),
  );
}
