/** The command that builds a project. */
import type { Command } from 'commander';
import type { BuildOptions } from './commands/build.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** Adds the command to the program. */
export function addBuildCommand(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('build')
    .description('convert all rules of a project to the targets of its configuration')
    .argument('[target...]', 'names of targets in the configuration; without any, all of them')
    .option(
      '--config <file>',
      'the configuration; by default sigmaq.config.yml, .yaml or .json in this folder',
    )
    .option('--changed-since <ref>', 'only rules that changed since this commit, by git')
    .option('--check', 'write nothing, and fail if the output folders are not as a build would leave them')
    .option('--json', 'print one JSON record for each rule and target, a line each')
    .option('-v, --verbose', 'show every diagnostic, not only the first few of each code')
    .action(async (targets: string[], options: BuildOptions) => {
      const { buildCommand } = await import('./commands/build.ts');
      finish(await buildCommand(targets, options, io));
    });
}
