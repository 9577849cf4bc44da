/**
 * Query strings in Lucene's classic parser and index, against the rule and the bench in `spec/engines/lucene`: the queries
 * of rules, and generated ones, over events made from them.
 */
import fc from 'fast-check';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { fidelityOf } from '../../../lib/backend/backend.ts';
import type { Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { toQueries } from '../../../lib/resolve/to-queries.ts';
import { makeWitnesses } from '../../../lib/witness/make.ts';
import { arbitraryQuery } from '../../helpers/arbitrary.ts';
import { createEvaluator, factsOf, leavesWith, type QueryFacts } from '../../helpers/equivalence/facts.ts';
import { heldBy, type FlatEvent } from '../../helpers/equivalence/flat-event.ts';
import { luceneTarget } from '../../helpers/equivalence/targets.ts';
import type { Comparison } from './lucene.ts';
import { runQueryStrings } from './tools.ts';

/** The same queries in every run: a failure is one that can be looked at. */
const SEED = 20260102;
const GENERATED = 2000;
/** For each way an event may look. */
const MOST_EVENTS = 8;
const BRANCHES = 3;

interface Case {
  readonly text: string;
  readonly isExact: boolean;
  readonly facts: QueryFacts;
  readonly events: readonly FlatEvent[];
}

export function compareQueryStrings(rules: readonly SigmaRule[]): Comparison & { readonly queries: number } {
  const generated = fc.sample(arbitraryQuery().map(foldLists), { seed: SEED, numRuns: GENERATED });
  const queries = [...rules.flatMap((rule) => toQueries(rule).queries), ...generated];
  const cases = queries.map(caseOf).filter((each) => each !== undefined);
  const answers = runQueryStrings(cases.map(writeCase));
  const differences: string[] = [];
  let comparisons = 0;
  for (const [i, each] of cases.entries()) {
    const answer = answers[i] as string;
    if (answer.startsWith('!')) {
      differences.push(`${each.text}\n  Lucene: ${answer.slice(1)}`);
      continue;
    }
    const run = [...luceneTarget.read(each.text, each.facts).values()][0];
    for (const [j, event] of each.events.entries()) {
      const found = answer[j] === '1';
      const wanted = each.facts.matches(event);
      const verdicts = { bench: run?.(event), rule: each.isExact || wanted ? wanted : found };
      for (const [whose, verdict] of Object.entries(verdicts)) {
        comparisons++;
        if (verdict === found) continue;
        differences.push(
          `${each.text}\n  on ${JSON.stringify(event)}: Lucene ${found}, ${whose} ${String(verdict)}`,
        );
      }
    }
  }
  return { comparisons, differences, queries: cases.length };
}

const NO_RULE = {} as SigmaRule;

function caseOf(query: Query): Case | undefined {
  const request = { rule: NO_RULE, queries: [query], format: 'default', approximate: 'superset' } as const;
  const { outputs, gaps } = luceneTarget.backend.convert(request);
  const [text] = outputs;
  if (text === undefined) return undefined;
  const facts = factsOf(query);
  const { matching, missing } = makeWitnesses(query, createEvaluator(), { branches: BRANCHES });
  const events = [...matching.slice(0, MOST_EVENTS), ...missing.slice(0, MOST_EVENTS)].filter((event) =>
    luceneTarget.assumptions.every(({ excludes }) => !excludes(event, facts)),
  );
  return { text, isExact: fidelityOf(gaps) === 'exact', facts, events };
}

function writeCase({ text, facts, events }: Case): string {
  const addresses = new Set(leavesWith(facts, 'cidr').map(({ field }) => field as string));
  const documents = events.map((event) =>
    Object.keys(event).flatMap((name) => heldBy(event, name).flatMap((value) => [name, String(value)])),
  );
  return [encode(text), ...[[...addresses], ...documents].map((list) => list.map(encode).join(','))].join(
    '\t',
  );
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
