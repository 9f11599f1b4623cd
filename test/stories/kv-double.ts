/** KV as it is: it may fail, refuses a second write to one key within a second, and shows old values for a while. */
export interface KvDouble {
  readonly kv: KVNamespace;
  readonly values: Map<string, string>;
  readonly writes: string[];
  /** Called before each write; throw to fail it. */
  beforeWrite: (key: string) => void | Promise<void>;
}

export function kvDouble(): KvDouble {
  const double: KvDouble = {
    values: new Map(),
    writes: [],
    beforeWrite: () => {},
    kv: {
      async put(key: string, value: string) {
        await double.beforeWrite(key);
        double.writes.push(key);
        double.values.set(key, value);
      },
    } as unknown as KVNamespace,
  };
  return double;
}
