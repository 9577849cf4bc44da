/** `sigmaq show`: what a rule is about, for people or as JSON. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { analyze, createCorpus, type Corpus } from '../../lib/analysis/index.ts';
import { locate } from '../../lib/source/locate.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { describeAnalysis } from '../output/analysis.ts';
import { visible, visibleJson } from '../output/terminal.ts';
import { readRules } from '../rules.ts';

/** The options of the command line, see `sigmaq show --help`. */
export interface ShowOptions {
  readonly corpus?: readonly string[];
  readonly json?: boolean;
}

export async function showCommand(
  paths: readonly string[],
  { corpus: corpusPaths = [], json = false }: ShowOptions,
  io: Io,
): Promise<ExitCode> {
  const { rules, exitCode } = await readRules(paths, io);
  const others = corpusPaths.length === 0 ? undefined : await readRules(corpusPaths, io);
  const corpus = others && createCorpus(others.rules);
  for (const [index, rule] of rules.entries()) {
    if (json) io.stdout.write(`${visibleJson(JSON.stringify(toRecord(rule, corpus)))}\n`);
    else io.stdout.write((index === 0 ? '' : '\n\n') + visible(show(rule, corpus, io)));
  }
  return exitCode > (others?.exitCode ?? 0) ? exitCode : (others?.exitCode ?? exitCode);
}

function toRecord(rule: SigmaRule, corpus: Corpus | undefined): object {
  const { source, span } = rule;
  const analysis = analyze(rule, corpus, { perValue: true });
  return { file: source.name, line: locate(source, span.start).line, ...analysis };
}

function show(rule: SigmaRule, corpus: Corpus | undefined, { stderr }: Io): string {
  const { name } = rule.source;
  const analysis = analyze(rule, corpus, { perValue: true });
  for (const { line, column, severity, code, message } of analysis.diagnostics) {
    stderr.write(visible(`${name}:${line}:${column} ${severity} ${code}: ${message}\n`));
  }
  return describeAnalysis(analysis, name);
}
