/**
 * Every await of the code under test is a gate, which opens when the schedule says so. The call may fail before or after it
 * took effect, and its owner may die there. Between two steps everything else has come to rest, so one schedule is always
 * the same run.
 */
export type Fate =
  | 'done'
  /** Fails, nothing happened. */
  | 'refused'
  /** Happened, but the answer is lost. */
  | 'unanswered';

interface Gate {
  readonly owner: string;
  readonly name: string;
  readonly open: (fate: Fate) => void;
  /** Its owner is dead. Effects elsewhere may still happen. */
  readonly abandon: (arrives: boolean) => void;
}

export interface Gates {
  /** Does `effect` when let through, on behalf of `owner`. */
  pass<T>(owner: string, name: string, effect: () => T | Promise<T>): Promise<T>;
  /** Lets one waiting gate go on; false when none waits. Any natural number picks one. */
  open(pick: number, fate: Fate): boolean;
  /** Kills `owner`: none of its awaits ever ends. With `arrives` its calls under way still take effect. */
  kill(owner: string, arrives: boolean): void;
  waiting(): readonly { readonly owner: string; readonly name: string }[];
  /** Counted over the gates' life. */
  readonly faults: Record<Exclude<Fate, 'done'> | 'killed', number>;
}

/** Longer than any chain of promises between two gates. */
const TURNS = 60;

/** Resolves when all code waits at gates. The code under test awaits only gates and settled promises. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await null;
}

export function createGates(): Gates {
  const queue: Gate[] = [];
  const dead = new Set<string>();
  const faults = { refused: 0, unanswered: 0, killed: 0 };
  const leave = (gate: Gate) => queue.splice(queue.indexOf(gate), 1);
  return {
    faults,
    pass: (owner, name, effect) =>
      new Promise((resolve, reject) => {
        if (dead.has(owner)) return;
        const gate: Gate = {
          owner,
          name,
          open(fate) {
            leave(gate);
            if (fate !== 'done') faults[fate]++;
            if (fate === 'refused') return reject(new Error(`${name} failed`));
            const outcome = Promise.resolve().then(effect);
            if (fate === 'done') outcome.then(resolve, reject);
            else outcome.catch(() => {}).then(() => reject(new Error(`the answer to ${name} was lost`)));
          },
          abandon(arrives) {
            leave(gate);
            faults.killed++;
            if (arrives)
              Promise.resolve()
                .then(effect)
                .catch(() => {});
          },
        };
        queue.push(gate);
      }),
    open(pick, fate) {
      const gate = queue[pick % Math.max(1, queue.length)];
      gate?.open(fate);
      return gate !== undefined;
    },
    kill(owner, arrives) {
      dead.add(owner);
      for (const gate of queue.filter((g) => g.owner === owner)) gate.abandon(arrives);
    },
    waiting: () => queue,
  };
}
