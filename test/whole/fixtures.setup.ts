import type { TestProject } from 'vitest/node';
import { serveFixtureOutlets } from '../../fixtures/serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The fixture outlets, as an operator's OPML file. */
    fixtureOpml: string;
  }
}

/** The fixture outlets stay up while the tests inside workerd run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outlets = await serveFixtureOutlets();
  project.provide('fixtureOpml', outlets.opml);
  return outlets.close;
}
