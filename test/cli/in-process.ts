/** Runs what is behind a command without a process of its own, which costs half a second each. */
import { vi } from 'vitest';

class Ended extends Error {}

/** What the lines of a command are, or what it says and with which code it ends instead. */
export async function ran(lines: () => Iterable<string> | AsyncIterable<string>) {
  const said = { stdout: '', stderr: '', status: 0 };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text: string) => {
      said.stdout += `${text}\n`;
    }),
    vi.spyOn(console, 'error').mockImplementation((text: string) => {
      said.stderr += `${text}\n`;
    }),
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      said.status = Number(code);
      throw new Ended();
    }),
  ];
  try {
    for await (const line of lines()) said.stdout += `${line}\n`;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return said;
}
