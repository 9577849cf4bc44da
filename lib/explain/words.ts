/** Matchers and leaves in words. */
import type { CompareOperator, FieldReferenceMatcher, Leaf, Matcher } from '../query/query.ts';
import type { RegexFlags } from '../regex/ast.ts';
import { printWildcards } from '../syntax/wildcard.ts';

export interface Words {
  readonly test: string;
  readonly expected: string | null;
}

const COMPARISONS: Readonly<Record<CompareOperator, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

const RELATIONS: Readonly<Record<FieldReferenceMatcher['relation'], string>> = {
  equals: 'is the same as',
  startsWith: 'starts with the value of',
  endsWith: 'ends with the value of',
  contains: 'contains the value of',
};

/** @example describeMatcher({ kind: 'endsWith', value: 'x.exe', cased: true }) // { test: 'ends with (by case)', expected: 'x.exe' } */
export function describeMatcher(matcher: Matcher): Words {
  switch (matcher.kind) {
    case 'equals':
      return words('is', matcher.value, matcher.cased);
    case 'startsWith':
      return words('starts with', matcher.value, matcher.cased);
    case 'endsWith':
      return words('ends with', matcher.value, matcher.cased);
    case 'contains':
      return words('contains', matcher.value, matcher.cased);
    case 'wildcard':
      return words('is like', printWildcards(matcher.parts), matcher.cased);
    case 'number':
      return words('is', matcher.text);
    case 'boolean':
      return words('is', String(matcher.value));
    case 'regex':
      return words('matches', flagsInline(matcher.pattern.flags) + matcher.pattern.text);
    case 'cidr':
      return words('is in', matcher.network);
    case 'compare':
      return words(COMPARISONS[matcher.operator], String(matcher.value));
    case 'exists':
      return words('is present', null);
    case 'null':
      return words('is absent', null);
    case 'fieldRef':
      return words(RELATIONS[matcher.relation], matcher.field, matcher.cased);
    case 'expression':
      return words('satisfies', matcher.text);
    case 'timePart': {
      const { part, operator, value } = matcher;
      return words(`has a ${part} ${operator === 'eq' ? '=' : COMPARISONS[operator]}`, String(value));
    }
  }
}

/** @example `Image ends with "\cmd.exe"` */
export function describeLeaf({ field, matcher }: Leaf): string {
  const { test, expected } = describeMatcher(matcher);
  const subject = field ?? 'the event';
  return expected === null ? `${subject} ${test}` : `${subject} ${test} "${expected}"`;
}

function words(test: string, expected: string | null, cased = false): Words {
  return { test: cased ? `${test} (by case)` : test, expected };
}

function flagsInline({ ignoreCase, multiline, dotAll }: RegexFlags): string {
  const flags = `${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}${dotAll ? 's' : ''}`;
  return flags === '' ? '' : `(?${flags})`;
}
