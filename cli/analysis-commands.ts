/** The commands that look at rules instead of converting them. */
import type { Command } from 'commander';
import type { CoverageOptions } from './commands/coverage.ts';
import type { IndicatorsOptions } from './commands/indicators.ts';
import type { SimilarOptions } from './commands/similar.ts';
import type { ShowOptions } from './commands/show.ts';
import type { SiteOptions } from './commands/site.ts';
import type { ExitCode } from './exit-code.ts';
import { filterOption } from './filter-option.ts';
import type { Io } from './io.ts';

const PATHS = 'rule files, folders of *.yml and *.yaml files, or - for standard input';

/** Adds the commands to the program. */
export function addAnalysisCommands(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('show')
    .description('explain a rule: coverage, stages, exclusions, indicators')
    .argument('<rule...>', PATHS)
    .option('--corpus <path...>', 'rules to count indicators in, and to find related rules in')
    .option('--json', 'print one JSON record for each rule, a line each')
    .action(async (paths: string[], options: ShowOptions) => {
      const { showCommand } = await import('./commands/show.ts');
      finish(await showCommand(paths, options, io));
    });

  program
    .command('indicators')
    .description('list the values that most rules look for')
    .argument('<path...>', PATHS)
    .option('--field <name>', 'only values of this field')
    .option('--kind <name>', 'only this kind: ends_with, contains …')
    .option('--top <n>', 'how many', '20')
    .option('--json', 'print one JSON record for each value, a line each')
    .action(async (paths: string[], options: IndicatorsOptions) => {
      const { indicatorsCommand } = await import('./commands/indicators.ts');
      finish(await indicatorsCommand(paths, options, io));
    });

  program
    .command('similar')
    .description('find rules that share indicators with a rule, match only what it does, or the same')
    .argument('<rule...>', PATHS)
    .option('--corpus <path...>', 'the rules to look among')
    .option('--top <n>', 'how many; those with a proved relation come in any case', '10')
    .option('--json', 'print one JSON record for each rule, a line each')
    .action(async (paths: string[], options: SimilarOptions) => {
      const { similarCommand } = await import('./commands/similar.ts');
      finish(await similarCommand(paths, options, io));
    });

  program
    .command('site')
    .description('write a catalogue of the rules as pages: no server, no network')
    .argument('<path...>', PATHS)
    .requiredOption('-o, --output <folder>', 'where the site goes; created when missing')
    .addOption(filterOption())
    .option('--title <text>', 'what stands above every page', 'Detection catalogue')
    .action(async (paths: string[], options: SiteOptions) => {
      const { siteCommand } = await import('./commands/site.ts');
      finish(await siteCommand(paths, options, io));
    });

  program
    .command('coverage')
    .description('count techniques and events of rules, and find rules that cannot fire')
    .argument('<path...>', PATHS)
    .option('--collected <file>', 'what you collect: a line for each channel:eventId, channel or log source')
    .option('--navigator <file>', 'write a layer for the ATT&CK Navigator')
    .option('--top <n>', 'lines of each table', '20')
    .option('--json', 'print one JSON record with everything')
    .action(async (paths: string[], options: CoverageOptions) => {
      const { coverageCommand } = await import('./commands/coverage.ts');
      finish(await coverageCommand(paths, options, io));
    });
}
