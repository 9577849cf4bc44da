/** The command line: reads arguments, runs one command, gives the exit code. Each command is loaded when named. */
import { Command, CommanderError, Option } from 'commander';
import { addAnalysisCommands } from './analysis-commands.ts';
import { addBuildCommand } from './build-command.ts';
import type { ConvertOptions } from './commands/convert.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { filterOption } from './filter-option.ts';
import type { Io } from './io.ts';
import { addMatchingCommands } from './matching-commands.ts';
import { visible } from './output/terminal.ts';
import { UsageError } from './usage.ts';
import { readVersion } from './version.ts';
import { addWitnessCommand } from './witness-command.ts';

/**
 * Runs `sigmaq` with these arguments.
 *
 * @param argv What follows the program's name.
 * @returns The exit code, see {@link EXIT}. Nothing is thrown: a defect is reported on `io.stderr`.
 * @example await run(['convert', '-t', 'splunk', 'rules'], io) // 0
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportFailure(error, io);
  }
}

function createProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command('sigmaq')
    .description('Sigma detection rules as queries for Splunk, Microsoft KQL and Elastic EQL.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(visible(text)),
    });

  program
    .command('convert')
    .description('convert rules to one or more targets')
    .argument('<path...>', 'rule files, folders of *.yml and *.yaml files, or - for standard input')
    .addOption(new Option('-t, --target <name,…>', 'targets, or all').argParser(addNames))
    .option('-f, --format <name>', 'output format, see `sigmaq list formats`', 'default')
    .option('-o, --output <folder>', 'write one file for each rule and target')
    .option('--mirror', 'with -o: keep the folders of the input')
    .option('--json', 'print one JSON record for each rule and target, a line each')
    .addOption(
      new Option('--approximate <policy>', 'inexact queries to allow: those that select more events, or any')
        .choices(['never', 'superset', 'any'])
        .default('superset'),
    )
    .addOption(
      new Option('-O, --option <key=value>', 'setting of a target, see `sigmaq list targets`').argParser(
        addText,
      ),
    )
    .addOption(
      new Option('--placeholder <name=value,…>', 'what %name% stands for in the rules').argParser(addText),
    )
    .addOption(filterOption())
    .addOption(
      new Option(
        '-p, --pipeline <name|file>',
        'pipeline, see `sigmaq list pipelines`; may be repeated',
      ).argParser(addText),
    )
    .addOption(
      new Option('--unmapped <policy>', 'what to do with fields that a pipeline has no name for')
        .choices(['error', 'warn', 'keep'])
        .default('error'),
    )
    .option('--explain-pipeline', 'show what each step of the pipelines did to each rule')
    .option('-v, --verbose', 'show every diagnostic, not only the first few of each code')
    .action(async (paths: string[], options: ConvertOptions) => {
      const { convertCommand } = await import('./commands/convert.ts');
      finish(await convertCommand(paths, options, io));
    });

  addMatchingCommands(program, io, finish);
  addAnalysisCommands(program, io, finish);
  addWitnessCommand(program, io, finish);
  addBuildCommand(program, io, finish);

  program
    .command('list')
    .description('list what there is to choose from')
    .argument('<what>', 'targets, formats, pipelines or modifiers')
    .action(async (what: string) => {
      const { listCommand } = await import('./commands/list.ts');
      await listCommand(what, io);
    });

  program
    .command('help')
    .description('explain a command or a diagnostic code')
    .argument('[topic]', 'a command, or a code such as condition-syntax')
    .action(async (topic: string | undefined) => {
      const { helpCommand } = await import('./commands/help.ts');
      helpCommand(topic, program, io);
    });

  return program;
}

function addNames(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}

function addText(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function reportFailure(error: unknown, { stderr }: Io): ExitCode {
  if (error instanceof CommanderError) {
    // Already reported, or help and version, which were asked for.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof UsageError) {
    const hint = error.hint === undefined ? '' : `\n(${error.hint})`;
    stderr.write(`${visible(`error: ${error.message}${hint}`)}\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${visible(`sigmaq has a defect, please report it:\n${text}`)}\n`);
  return EXIT.defect;
}
