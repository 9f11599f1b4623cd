/** What every command of this project does with the words behind it. */
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
