declare module 'simhash-js' {
  export const SimHash: new () => { hash(text: string): number };
}
declare module 'minhash' {
  interface Hash {
    update(word: string): void;
  }
  export const Minhash: new () => Hash;
  export const LshIndex: new () => { insert(key: number, hash: Hash): void; query(hash: Hash): string[] };
}
