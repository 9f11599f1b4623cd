/** Counts actions and faults, and prints them as a table. */
export interface Tally {
  fault(kind: string): void;
  did(what: string): void;
  /** Broken laws, the first few with their details. */
  wrong(law: string, what: string): void;
  rows(): readonly (readonly [string, number])[];
  readonly wrongs: ReadonlyMap<string, readonly string[]>;
}

export function createTally(): Tally {
  const faults = new Map<string, number>();
  const done = new Map<string, number>();
  const wrongs = new Map<string, string[]>();
  const count = (map: Map<string, number>, key: string) => void map.set(key, (map.get(key) ?? 0) + 1);
  return {
    fault: (kind) => count(faults, kind),
    did: (what) => count(done, what),
    wrong(law, what) {
      wrongs.set(law, [...(wrongs.get(law) ?? []), what]);
    },
    wrongs,
    rows: () => [
      ...[...done].sort(),
      ['faults injected', [...faults.values()].reduce((a, b) => a + b, 0)] as const,
      ...[...faults].sort().map(([kind, n]) => [`  ${kind}`, n] as const),
    ],
  };
}

/** As Markdown, for bench/RESULTS.md. */
export function table(rows: readonly (readonly [string, number])[]): string {
  return [
    '| what | how often |',
    '|---|---:|',
    ...rows.map(([what, n]) => `| ${what.replace(/^ {2}/, '– ')} | ${n} |`),
  ].join('\n');
}
