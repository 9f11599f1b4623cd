/** What every command of this project does with the words behind it. */
import { once } from 'node:events';
import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The flags and words a command was given. `--help` (`-h`) prints `usage` and ends the process with 0. What the command does not know
 * is told in one sentence and ends it with 2, and so are fewer words than `least` or more than `most`.
 */
export function commandLine<T extends Options>(
  usage: string,
  options: T,
  {
    least = 0,
    most = 0,
    args = process.argv.slice(2),
  }: { least?: number; most?: number; args?: readonly string[] } = {},
) {
  const { values, positionals } = parsed(args, options);
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    console.log(usage.trimEnd());
    process.exit(0);
  }
  if (positionals.length < least || positionals.length > most) refuse(usage.split('\n')[0] ?? '');
  return { values, positionals };
}

/** Ends the process with one sentence and `code`: 2 where the flags or words are wrong. */
export function refuse(sentence: string, code = 2): never {
  console.error(sentence);
  process.exit(code);
}

/**
 * Prints a command's lines as they come, each waited for where the reader is slow, so that thousands do not gather in memory. What it throws
 * is told in one sentence and ends the process with 1.
 */
export async function printLines(lines: () => Iterable<string> | AsyncIterable<string>): Promise<void> {
  // A reader that has seen enough, such as `head`, closes the pipe: there is nobody left to print for.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    for await (const line of lines()) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function parsed<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== '--help' && arg !== '-h'),
      allowPositionals: true,
      options,
    });
  } catch (error) {
    // Node adds advice of several lines behind its first sentence.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    return refuse(`${sentence}; --help tells the flags.`);
  }
}
