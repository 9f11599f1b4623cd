/**
 * While a backup goes out or comes in, nothing may change. Whoever holds the index must go on: a hold that stands still is
 * given up, and its holder told so when it comes back.
 */
import { BACKUP_STALL_MS } from '../core/limits.ts';

export interface Holder {
  /** To be called before each page; throws when the hold was given up. */
  readonly goOn: () => void;
  readonly end: () => void;
}

export interface Hold {
  /** Throws while another holds it. `why` begins the sentence that others are told. */
  readonly take: (why: string) => Holder;
  /** Throws while it is held: outlets send again what was not accepted, and people try again. */
  readonly refuse: () => void;
  /** undefined: it is free. */
  readonly why: () => string | undefined;
}

export function createHold(): Hold {
  let held: { readonly why: string; until: number } | undefined;
  const why = () => (held && Date.now() < held.until ? held.why : undefined);
  const refuse = () => {
    const reason = why();
    if (reason !== undefined) throw new Error(`${reason}: nothing may change until that is done.`);
    held = undefined;
  };
  const take = (reason: string): Holder => {
    refuse();
    const own = { why: reason, until: Date.now() + BACKUP_STALL_MS };
    held = own;
    return {
      goOn() {
        if (held !== own)
          throw new Error(
            `It stood still for ${BACKUP_STALL_MS / 1000} s, and the index has gone on without it: start again.`,
          );
        own.until = Date.now() + BACKUP_STALL_MS;
      },
      end() {
        if (held === own) held = undefined;
      },
    };
  };
  return { take, refuse, why };
}
