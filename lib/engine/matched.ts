/** What in a rule an event matched: found out after the verdict, for the few rules that match. */
import type { SigmaRule } from '../ast/rule.ts';
import { compileTest } from '../match/compile.ts';
import type { Context } from '../match/leaf.ts';
import { createSlots, readingOf, type EventTest } from '../match/reading.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Query } from '../query/query.ts';
import { foldLists } from '../query/rewrite/fold-lists.ts';

export interface Matched {
  /** Names of the searches that are true of the event, in the order of the rule. */
  readonly searches: readonly string[];
  /** Fields that those searches look at and found what they look for in, sorted. */
  readonly fields: readonly string[];
}

/** Asks for one rule, again and again. */
export type Inquiry = (event: EventRecord) => Matched;

/** @param searches - The meaning of each search of the rule, by name. */
export function createInquiry(
  rule: SigmaRule,
  searches: ReadonlyMap<string, Query>,
  regex: RegexSettings,
): Inquiry {
  const context: Context = { slots: createSlots(), regex, gaps: [] };
  const tests = [...rule.detection.searches.keys()].flatMap((name) => {
    const query = searches.get(name);
    if (query === undefined) return [];
    const lists = foldLists(query);
    return [{ name, test: compileTest(lists, context), leaves: fieldTestsOf(lists, context) }];
  });
  return (event) => {
    const reading = readingOf(event, context.slots.fields);
    const holding = tests.filter(({ test }) => test(reading));
    const fields = new Set<string>();
    for (const { leaves } of holding) {
      for (const { field, test } of leaves) if (!fields.has(field) && test(reading)) fields.add(field);
    }
    return { searches: holding.map(({ name }) => name), fields: [...fields].sort() };
  };
}

interface FieldTest {
  readonly field: string;
  readonly test: EventTest;
}

/** Leaves on fields; those below a `not` say what was absent and are left out. */
function fieldTestsOf(query: Query, context: Context): readonly FieldTest[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.flatMap((operand) => fieldTestsOf(operand, context));
    case 'any-of':
    case 'leaf':
      return query.field === null ? [] : [{ field: query.field, test: compileTest(query, context) }];
    case 'not':
    case 'constant':
      return [];
  }
}
