/** The commands that run rules on events. */
import { Option, type Command } from 'commander';
import type { ExplainCommandOptions } from './commands/explain.ts';
import type { MatchOptions } from './commands/match.ts';
import type { QueryOptions } from './commands/query.ts';
import type { TestOptions } from './commands/test.ts';
import type { ExitCode } from './exit-code.ts';
import { filterOption } from './filter-option.ts';
import type { Io } from './io.ts';

const EVENTS =
  'event files (JSON, one a line or not, lists, gzip), folders of *.json, *.jsonl and *.ndjson files, or - for standard input';

/** Adds the commands to the program. */
export function addMatchingCommands(program: Command, io: Io, finish: (code: ExitCode) => void): void {
  program
    .command('match')
    .description('match events against rules, an alert for each rule and event and for each correlation')
    .argument('<events...>', EVENTS)
    .addOption(rulesOption())
    .addOption(logSourceOption())
    .addOption(filterOption())
    .option('--lateness <seconds>', 'for correlations: how much out of order events may come', '0')
    .addOption(
      new Option(
        '--time-field <name>',
        'for correlations: field with the time of an event; may be repeated, by default the usual ones',
      ).argParser(addText),
    )
    .option('--state <file>', 'for correlations: state to go on from and to leave behind')
    .option('-j, --jobs <n>', 'threads to match in; the output is the same', '1')
    .option('--json', 'print a JSON record for each alert, also on a terminal')
    .addOption(safeRegexOption())
    .addOption(placeholderOption())
    .option('-v, --verbose', 'show every diagnostic, not only the first ones of each code')
    .action(async (paths: string[], options: MatchOptions) => {
      const { matchCommand } = await import('./commands/match.ts');
      finish(await matchCommand(paths, options, io));
    });

  program
    .command('query')
    .description('run rules as SQL on files of events, by DuckDB on this machine (needs @duckdb/node-api)')
    .argument('<files...>', `Parquet, CSV, or ${EVENTS}`)
    .addOption(rulesOption())
    .addOption(logSourceOption())
    .option('--json', 'print a JSON record for each alert, also on a terminal')
    .addOption(placeholderOption())
    .option('-v, --verbose', 'show every diagnostic, not only the first ones of each code')
    .action(async (paths: string[], options: QueryOptions) => {
      const { queryCommand } = await import('./commands/query.ts');
      finish(await queryCommand(paths, options, io));
    });

  program
    .command('explain')
    .description('explain why an event matches a rule, or why it does not')
    .argument('<rule...>', 'rule files, or - for standard input')
    .addOption(
      new Option('-e, --event <path>', 'JSON file with the event, or - for standard input; may be repeated')
        .argParser(addText)
        .makeOptionMandatory(),
    )
    .addOption(filterOption())
    .addOption(logSourceOption())
    .option('--json', 'print a JSON record for each rule and event')
    .addOption(safeRegexOption())
    .addOption(placeholderOption())
    .action(async (paths: string[], options: ExplainCommandOptions) => {
      const { explainCommand } = await import('./commands/explain.ts');
      finish(await explainCommand(paths, options, io));
    });

  program
    .command('test')
    .description('test rules with events that they have to match, or must not')
    .argument('<path...>', 'rules with regression_tests_path, *.test.yml files, or folders of them')
    .option('--json', 'print a JSON record for each test')
    .option('--junit <file>', 'write the outcomes as JUnit XML as well')
    .addOption(logSourceOption())
    .addOption(safeRegexOption())
    .addOption(placeholderOption())
    .option('-v, --verbose', 'show tests that pass as well')
    .action(async (paths: string[], options: TestOptions) => {
      const { testCommand } = await import('./commands/test.ts');
      finish(await testCommand(paths, options, io));
    });
}

/** One path each time: an option that takes any number would take the events as well. */
function rulesOption(): Option {
  return new Option(
    '-r, --rules <path>',
    'rule file, folder of *.yml and *.yaml files, or - for standard input; may be repeated',
  )
    .argParser(addText)
    .makeOptionMandatory();
}

function logSourceOption(): Option {
  return new Option(
    '--logsource <product=…,category=…,service=…>',
    'what events are that do not say it themselves; otherwise every rule may concern them',
  );
}

function safeRegexOption(): Option {
  return new Option('--safe-regex', 'leave out rules whose regular expressions can take very long');
}

function placeholderOption(): Option {
  return new Option('--placeholder <name=value,…>', 'what %name% stands for in the rules').argParser(addText);
}

function addText(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
