/** `sigmaq indicators`: the values that most rules look for. */
import { commonValues, createCorpus, type PredicateKind } from '../../lib/analysis/index.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { inTable } from '../output/table.ts';
import { visibleJson } from '../output/terminal.ts';
import { readRules } from '../rules.ts';
import { unknownName } from '../usage.ts';
import { readCount } from '../usage-numbers.ts';

/** The options of the command line, see `sigmaq indicators --help`. */
export interface IndicatorsOptions {
  readonly field?: string;
  readonly kind?: string;
  readonly top: string;
  readonly json?: boolean;
}

/** @throws UsageError for a kind or field that no rule has, and for a count that is none. */
export async function indicatorsCommand(
  paths: readonly string[],
  { field, kind, top, json = false }: IndicatorsOptions,
  io: Io,
): Promise<ExitCode> {
  const count = readCount('--top', top);
  const { rules, exitCode } = await readRules(paths, io);
  const corpus = createCorpus(rules);
  checkNames(corpus.values(), field, kind);
  const common = commonValues(corpus, {
    ...(field !== undefined && { field }),
    ...(kind !== undefined && { kind: kind as PredicateKind }),
    top: count,
  });
  for (const each of json ? common : []) io.stdout.write(`${visibleJson(JSON.stringify(each))}\n`);
  if (!json) {
    const rows = common.map((each) => [
      String(each.rules),
      each.field ?? '(anywhere)',
      each.kind,
      each.value,
    ]);
    io.stdout.write(inTable([['RULES', 'FIELD', 'KIND', 'VALUE'], ...rows], { right: [0] }));
  }
  return exitCode;
}

/** A name that no rule has is more likely a slip than a question. */
function checkNames(
  values: Iterable<{ readonly predicate: { readonly field: string | null; readonly kind: string } }>,
  field: string | undefined,
  kind: string | undefined,
): void {
  const fields = new Set<string>();
  const kinds = new Set<string>();
  for (const { predicate } of values) {
    if (predicate.field !== null) fields.add(predicate.field);
    kinds.add(predicate.kind === 'in' ? 'equals' : predicate.kind);
  }
  if (fields.size === 0) return;
  if (field !== undefined && !fields.has(field)) throw unknownName('field', field, [...fields].sort());
  if (kind !== undefined && !kinds.has(kind)) throw unknownName('kind', kind, [...kinds].sort());
}
