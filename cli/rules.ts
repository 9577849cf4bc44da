/** Rules from paths, for commands that look at rules as they are. What is wrong is reported as it is found. */
import type { SigmaRule } from '../lib/ast/rule.ts';
import { hasErrors } from '../lib/diagnostics/diagnostic.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { gather, type Gathered, type GatheredDocument } from './gather.ts';
import type { Io } from './io.ts';
import { createReport } from './report.ts';

export interface ReadRules {
  /** In the order of the arguments, with their filters; each rule's `source.name` is the path. */
  readonly rules: readonly SigmaRule[];
  /** The same with everything else that was read. */
  readonly gathered: Gathered;
  /** `EXIT.input` if some document is not usable. */
  readonly exitCode: ExitCode;
}

/**
 * Errors alone are reported: warnings are for those who convert or write rules.
 *
 * @param filterPaths - Filters to apply, besides those among the rules.
 */
export async function readRules(
  paths: readonly string[],
  io: Io,
  filterPaths: readonly string[] = [],
): Promise<ReadRules> {
  const report = createReport(io, false);
  const gathered = await gather(paths, filterPaths, io);
  let { exitCode } = gathered;
  for (const { diagnostics } of inOrder(gathered)) {
    if (!hasErrors(diagnostics)) continue;
    exitCode = EXIT.input;
    for (const diagnostic of diagnostics) if (diagnostic.severity === 'error') report.show(diagnostic);
  }
  return { rules: gathered.collection.rules, gathered, exitCode };
}

/** As they were named. */
function inOrder({ results, others, inputs }: Gathered): readonly GatheredDocument[] {
  const places = new Map(inputs.map((input, index) => [input, index]));
  const placeOf = ({ input }: GatheredDocument): number => places.get(input) ?? 0;
  return [...results, ...others].sort((a, b) => placeOf(a) - placeOf(b) || a.index - b.index);
}
