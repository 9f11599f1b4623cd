/** The tests' side of the hostile server: sends it scripts, and reads what was asked of it. */
import { inject } from 'vitest';
import type { Asked, Reply } from './upstream.ts';

export interface Scripted {
  readonly url: string;
  asked(): Promise<readonly Asked[]>;
}

let next = 0;

/** An address of its own that answers as scripted, the last reply for ever. */
export async function scripted(...replies: readonly Reply[]): Promise<Scripted> {
  return await scriptedAt(freshUrl(), ...replies);
}

/** An address nothing answers at yet: for replies that must name it (redirects). */
export function freshUrl(): string {
  return `${inject('upstream')}/${crypto.randomUUID()}/${next++}.xml`;
}

export async function scriptedAt(url: string, ...replies: readonly Reply[]): Promise<Scripted> {
  await fetch(url, { method: 'PUT', body: JSON.stringify(replies) });
  return {
    url,
    asked: async () => (await (await fetch(url, { method: 'POST' })).json()) as Asked[],
  };
}
