/** The context of every request handler: the bindings, and the functions that the Worker passes to the app. */

import type { Env } from '../../env.ts';
import type { Round } from '../../outlet/api.ts';

export interface AppEnv {
  Bindings: Env;
  /** `admitted`: the request carries the operator's token. */
  Variables: { admitted?: true };
}

export interface Parts {
  /** Ticks every outlet and publishes. `now` is ms since the epoch; `force` ignores due times. */
  readonly ingest: (env: Env, now: number, force: boolean) => Promise<Round>;
  /** ms since the epoch. */
  readonly now: () => number;
}
