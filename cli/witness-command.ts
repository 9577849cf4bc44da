/** How `sigmaq witness` is called. */
import { Option, type Command } from 'commander';
import type { WitnessOptions } from './commands/witness.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** Adds the command to the program. */
export function addWitnessCommand(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('witness')
    .description('make events that a rule matches, and near misses that it does not')
    .argument('<rule...>', 'rule files, folders of *.yml and *.yaml files, or - for standard input')
    .option('--json', 'print one JSON record for each event, a line each')
    .addOption(
      new Option('--placeholder <name=value,…>', 'what %name% stands for in the rules').argParser(
        (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
      ),
    )
    .action(async (paths: string[], options: WitnessOptions) => {
      const { witnessCommand } = await import('./commands/witness.ts');
      finish(await witnessCommand(paths, options, io));
    });
}
