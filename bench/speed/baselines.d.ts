declare module 'simhash-js' {
  export const SimHash: new () => { hash(text: string): number };
}
declare module 'minhash' {
  export const Minhash: new () => { update(word: string): void };
}
