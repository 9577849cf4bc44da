/**
 * What `search` can say of a query that only `where` says exactly, so that the index narrows the events before
 * `where` looks at them one by one.
 *
 * Law: every event that the query matches, the widened query matches too. Under a negation the direction turns,
 * and a leaf that cannot be said is then taken for false.
 */
import { and, FALSE, leaf, not, or, TRUE } from '../../lib/query/build.ts';
import type { AnyOfQuery, Leaf, Matcher, Query } from '../../lib/query/query.ts';
import { around, patternOf, widenPattern, type TextPattern } from './pattern.ts';
import { saysLeaf, UNSAYABLE } from './search.ts';

/**
 * @example A = "x" or B matches /tmp\/\w+\.sh$/ → A = "x" or B contains "tmp/" and B contains ".sh"
 */
export function widen(query: Query): Query {
  return bound(query, true);
}

/** The nearest query that `search` says and that selects more (or, if not `wider`, fewer) events. */
function bound(query: Query, wider: boolean): Query {
  switch (query.kind) {
    case 'constant':
      return query;
    case 'leaf':
      if (saysLeaf(query)) return query;
      return wider ? widenLeaf(query) : FALSE;
    case 'any-of':
      return listed(
        query,
        query.leaves.map((each) => bound(each, wider)),
      );
    case 'and':
      return and(query.operands.map((each) => bound(each, wider)));
    case 'or':
      return or(query.operands.map((each) => bound(each, wider)));
    case 'not':
      return not(bound(query.operand, !wider));
  }
}

/** Any of the tests of one field: if one of them is that it exists, it takes in all but absence. */
function listed({ field }: AnyOfQuery, tests: readonly Query[]): Query {
  const leaves = tests.filter((test) => test.kind === 'leaf');
  const exists = leaves.find(({ matcher }) => matcher.kind === 'exists');
  if (exists !== undefined) return leaves.some(({ matcher }) => matcher.kind === 'null') ? TRUE : exists;
  const any = or(tests);
  return any.kind === 'or' && any.operands.length === leaves.length ? { kind: 'any-of', field, leaves } : any;
}

function widenLeaf({ field, matcher, span }: Leaf): Query {
  const say = (of: string | null, wider: Matcher): Query => {
    const widened = leaf(of, wider, span);
    return saysLeaf(widened) ? widened : TRUE;
  };
  const exists = say(field, { kind: 'exists' });
  // Absence is unsayable only for want of a name, and then there is nothing to say of the field at all.
  if (matcher.kind === 'null') return TRUE;
  if (matcher.kind === 'fieldRef') return and([exists, say(matcher.field, { kind: 'exists' })]);

  const patterns = patternsOf(matcher).map((each) => (field === null ? around(each) : each));
  const test = and(
    patterns.map((each) => {
      const parts = widenPattern(each, UNSAYABLE);
      return parts.length > 1 || parts[0]?.kind === 'text'
        ? say(field, { kind: 'wildcard', parts, cased: false })
        : TRUE;
    }),
  );
  return test === TRUE ? exists : test;
}

/** Patterns that the value fits, all of them, if it matches at all. */
function patternsOf(matcher: Matcher): readonly TextPattern[] {
  if (matcher.kind === 'regex') {
    return matcher.literals.map(({ text }) => around({ parts: [{ kind: 'text', text }], cased: false }));
  }
  const pattern = patternOf(matcher);
  return pattern === undefined ? [] : [pattern];
}
