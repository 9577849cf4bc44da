/** Rules from paths, for commands that look at rules as they are. What is wrong is reported as it is found. */
import type { SigmaRule } from '../lib/ast/rule.ts';
import { parseSigma } from '../lib/parse.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { readInputs } from './inputs.ts';
import type { Io } from './io.ts';
import { createReport } from './report.ts';

export interface ReadRules {
  /** In the order of the arguments; each rule's `source.name` is the path. */
  readonly rules: readonly SigmaRule[];
  /** `EXIT.input` if some document is no usable rule. */
  readonly exitCode: ExitCode;
}

/** Errors alone are reported: warnings are for those who convert or write rules. */
export async function readRules(paths: readonly string[], io: Io): Promise<ReadRules> {
  const report = createReport(io, false);
  const rules: SigmaRule[] = [];
  let exitCode: ExitCode = EXIT.ok;
  for await (const { source, problem } of readInputs(paths, io)) {
    if (problem !== undefined) {
      report.show(problem);
      exitCode = EXIT.input;
      continue;
    }
    for (const { rule, diagnostics } of parseSigma(source.text, { name: source.name }).documents) {
      if (rule !== undefined) rules.push(rule);
      else {
        exitCode = EXIT.input;
        for (const diagnostic of diagnostics) if (diagnostic.severity === 'error') report.show(diagnostic);
      }
    }
  }
  return { rules, exitCode };
}
