/** `sigmaq similar`: which rules of a collection are near a rule, and how. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import {
  createCorpus,
  similarRules,
  unreachableSearches,
  type Corpus,
  type SimilarRule,
} from '../../lib/analysis/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { inTable, shortList } from '../output/table.ts';
import { oneLine, visibleJson } from '../output/terminal.ts';
import { readRules } from '../rules.ts';
import { UsageError } from '../usage.ts';
import { readCount } from '../usage-numbers.ts';

/** The options of the command line, see `sigmaq similar --help`. */
export interface SimilarOptions {
  readonly corpus?: readonly string[];
  readonly top: string;
  readonly json?: boolean;
}

/** Shared values that are shown of each rule. */
const SHOWN_SHARED = 4;

/** What is proved, in the words of a table. */
const RELATIONS = { same: 'matches the same', narrower: 'wider than it', wider: 'narrower than it' } as const;

/** @throws UsageError without a corpus, and for a count that is none. */
export async function similarCommand(
  paths: readonly string[],
  { corpus: corpusPaths = [], top, json = false }: SimilarOptions,
  io: Io,
): Promise<ExitCode> {
  if (corpusPaths.length === 0) throw new UsageError('similar needs --corpus, the rules to look among');
  const count = readCount('--top', top);
  const { rules, exitCode } = await readRules(paths, io);
  const others = await readRules(corpusPaths, io);
  const corpus = createCorpus(others.rules);
  for (const [index, rule] of rules.entries()) {
    const found = similarRules(rule, corpus, { top: count });
    if (json) io.stdout.write(`${visibleJson(JSON.stringify(toRecord(rule, found)))}\n`);
    else io.stdout.write((index === 0 ? '' : '\n') + describe(rule, found, corpus));
  }
  return exitCode === EXIT.ok ? others.exitCode : exitCode;
}

function toRecord(rule: SigmaRule, found: readonly SimilarRule[]): object {
  return {
    ...namesOf(rule),
    unreachable: unreachableSearches(rule),
    similar: found.map(({ rule: other, ...rest }) => ({ ...namesOf(other), ...rest })),
  };
}

function namesOf({ source, id, title }: SigmaRule): object {
  return { file: source.name, id: id ?? null, title };
}

function describe(rule: SigmaRule, found: readonly SimilarRule[], { rules }: Corpus): string {
  const head = `${oneLine(rule.title)}\n${oneLine(rule.source.name)}\n`;
  const dead = unreachableSearches(rule).map(
    ({ search, because }) => `  ${search} never matches where it is used, because of ${because.join(', ')}\n`,
  );
  const rows = found.map(({ rule: other, score, relation, shared }) => [
    score.toFixed(2),
    relation === null ? '' : RELATIONS[relation],
    other.title,
    shortList(
      shared.map(({ field, kind, value }) => `${field ?? 'anywhere'} ${kind} ${value}`),
      SHOWN_SHARED,
    ),
  ]);
  const table =
    rows.length === 0
      ? `  nothing in common with any of ${rules.length.toLocaleString('en')} rules\n`
      : inTable([['SCORE', 'PROVED', 'RULE', 'SHARED'], ...rows], { indent: 2, right: [0] });
  return head + dead.join('') + table;
}
