/** What in a rule an event matched: found out after the verdict, for the few rules that match. */
import type { SigmaRule } from '../ast/rule.ts';
import { compileQuery, type Predicate } from '../match/compile.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Leaf, Query } from '../query/query.ts';

export interface Matched {
  /** Names of the searches that are true of the event, in the order of the rule. */
  readonly searches: readonly string[];
  /** Fields that those searches look at and found what they look for in, sorted. */
  readonly fields: readonly string[];
}

/** Asks for one rule, again and again. */
export type Inquiry = (event: EventRecord) => Matched;

/** @param searches the meaning of each search of the rule, by name */
export function createInquiry(
  rule: SigmaRule,
  searches: ReadonlyMap<string, Query>,
  regex: RegexSettings,
): Inquiry {
  const tests = [...rule.detection.searches.keys()].flatMap((name) => {
    const query = searches.get(name);
    return query === undefined
      ? []
      : [{ name, test: compileQuery(query, regex).predicate, leaves: testsOf(query, regex) }];
  });
  return (event) => {
    const holding = tests.filter(({ test }) => test(event));
    const fields = new Set<string>();
    for (const { leaves } of holding) {
      for (const { field, test } of leaves) if (!fields.has(field) && test(event)) fields.add(field);
    }
    return { searches: holding.map(({ name }) => name), fields: [...fields].sort() };
  };
}

interface FieldTest {
  readonly field: string;
  readonly test: Predicate;
}

/** Leaves on fields; those below a `not` say what was absent and are left out. */
function testsOf(query: Query, regex: RegexSettings): readonly FieldTest[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.flatMap((operand) => testsOf(operand, regex));
    case 'any-of':
      return query.field === null ? [] : [{ field: query.field, test: compileQuery(query, regex).predicate }];
    case 'leaf':
      return leafTest(query, regex);
    case 'not':
    case 'constant':
      return [];
  }
}

function leafTest(leaf: Leaf, regex: RegexSettings): readonly FieldTest[] {
  return leaf.field === null ? [] : [{ field: leaf.field, test: compileQuery(leaf, regex).predicate }];
}
