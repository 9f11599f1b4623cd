import { DurableObject } from 'cloudflare:workers';
import type { Env, OutletApi } from '../config.ts';
import type { OutletSettings, TickReport } from '../feeds/outlet.ts';

export class Outlet extends DurableObject<Env> implements OutletApi {
  async tick(settings: OutletSettings, now: number, _force: boolean): Promise<TickReport> {
    return {
      status: {
        outlet: settings.id,
        state: 'new',
        detail: 'not read yet',
        notes: [],
        lastTried: undefined,
        lastSuccess: undefined,
        lastItem: undefined,
        nextDue: now,
        failures: 0,
      },
      outcome: 'not-due',
      filed: 0,
    };
  }
}
