/** What the toolchain adds to the language: OPML files bundled as text, and what `env` of 'cloudflare:workers' holds. */
declare module '*.opml' {
  const text: string;
  export default text;
}

declare namespace Cloudflare {
  interface Env extends Readonly<import('./env.ts').Env> {}
}
