/**
 * The index's write lock, held while a backup goes out or comes in. The holder must send a heartbeat before each page; a
 * lock without one for BACKUP_STALL_MS is lost, and its holder learns so at its next heartbeat.
 */

/** A backup or restore that makes no progress for this long is given up, because nothing can be filed meanwhile. */
export const BACKUP_STALL_MS = 30_000;

export interface WriteLease {
  /** Throws when the lock was lost. */
  readonly heartbeat: () => void;
  readonly release: () => void;
}

interface WriteLock {
  /** Throws while the lock is held. `reason` begins the error message that other callers get. */
  readonly acquire: (reason: string) => WriteLease;
  /** Throws while the lock is held. Outlets then send their batch again later, and operators try again. */
  readonly assertFree: () => void;
  /** Why the lock is held; undefined when it is free. */
  readonly reason: () => string | undefined;
}

export function createWriteLock(): WriteLock {
  let held: { readonly reason: string; until: number } | undefined;
  const reason = () => {
    const left = (held?.until ?? 0) - Date.now();
    // More than a stall is left only after the clock was set back.
    return held && left > 0 && left <= BACKUP_STALL_MS ? held.reason : undefined;
  };
  const assertFree = () => {
    const why = reason();
    if (why !== undefined) throw new Error(`${why}: nothing may change until it is done.`);
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
            `No progress for ${BACKUP_STALL_MS / 1000} s, so the index took back the write lock: start again.`,
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
