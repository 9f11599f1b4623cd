import type { TestProject } from 'vitest/node';
import { startUpstream } from './upstream.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of the hostile loopback server, e.g. http://127.0.0.1:40123. */
    upstream: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const upstream = await startUpstream();
  project.provide('upstream', upstream.origin);
  return upstream.stop;
}
