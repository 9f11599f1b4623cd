/**
 * The index's write lock, held while a backup goes out or comes in. The holder must send a heartbeat before each page; a
 * lock without one for BACKUP_STALL_MS is lost, and its holder learns so at its next heartbeat.
 */

/** A backup that stands still this long, going out or coming in, is given up: nothing can be filed while it moves. */
export const BACKUP_STALL_MS = 30_000;

export interface WriteLease {
  /** Throws when the lock was lost. */
  readonly heartbeat: () => void;
  readonly release: () => void;
}

interface WriteLock {
  /** Throws while the lock is held. `reason` begins the sentence that others are told. */
  readonly acquire: (reason: string) => WriteLease;
  /** Throws while the lock is held: outlets send again what was not accepted, and people try again. */
  readonly assertFree: () => void;
  /** Why the lock is held; undefined when it is free. */
  readonly reason: () => string | undefined;
}

export function createWriteLock(): WriteLock {
  let held: { readonly reason: string; until: number } | undefined;
  const reason = () => (held && Date.now() < held.until ? held.reason : undefined);
  const assertFree = () => {
    const why = reason();
    if (why !== undefined) throw new Error(`${why}: nothing may change until that is done.`);
    held = undefined;
  };
  const acquire = (why: string): WriteLease => {
    assertFree();
    const own = { reason: why, until: Date.now() + BACKUP_STALL_MS };
    held = own;
    return {
      heartbeat() {
        if (held !== own)
          throw new Error(
            `It stood still for ${BACKUP_STALL_MS / 1000} s, and the index has gone on without it: start again.`,
          );
        own.until = Date.now() + BACKUP_STALL_MS;
      },
      release() {
        if (held === own) held = undefined;
      },
    };
  };
  return { acquire, assertFree, reason };
}
