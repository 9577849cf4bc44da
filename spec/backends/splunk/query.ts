/** Short makers of queries, and the text that the backend makes of them. */
import { regexMatcher } from '../../../lib/regex/literals.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { ApproximationPolicy, BackendResult, Gap } from '../../../lib/backend/backend.ts';
import { leaf } from '../../../lib/query/build.ts';
import type { AnyOfQuery, Leaf, Matcher, Query, WildcardPart } from '../../../lib/query/query.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { createSplunk, type SplunkOptions } from '../../../backends/splunk/index.ts';

export { and, not, or } from '../../../lib/query/build.ts';

const NOWHERE = { start: 0, end: 0 };
/** The backend reads nothing of the rule but its queries. */
const RULE = {} as SigmaRule;

type Field = string | null;

export function on(field: Field, matcher: Matcher): Leaf {
  return leaf(field, matcher, NOWHERE);
}

export function equals(field: Field, value: string, cased = false): Leaf {
  return on(field, { kind: 'equals', value, cased });
}

export function startsWith(field: Field, value: string, cased = false): Leaf {
  return on(field, { kind: 'startsWith', value, cased });
}

export function endsWith(field: Field, value: string, cased = false): Leaf {
  return on(field, { kind: 'endsWith', value, cased });
}

export function contains(field: Field, value: string, cased = false): Leaf {
  return on(field, { kind: 'contains', value, cased });
}

/** `*` and `?` are wildcards, all else is text. */
export function wildcard(field: Field, pattern: string, cased = false): Leaf {
  const parts = pattern
    .split(/([*?])/)
    .filter((piece) => piece !== '')
    .map((piece): WildcardPart => {
      if (piece === '*') return { kind: 'many' };
      return piece === '?' ? { kind: 'one' } : { kind: 'text', text: piece };
    });
  return on(field, { kind: 'wildcard', parts, cased });
}

export function number(field: Field, value: number): Leaf {
  return on(field, { kind: 'number', value, text: String(value) });
}

/** @param flags any of `i`, `m`, `s` */
export function regex(field: Field, text: string, flags = ''): Leaf {
  const embedded = {
    text,
    source: { name: 'regex', text },
    span: { start: 0, end: text.length },
    verbatim: true,
  };
  const { pattern, diagnostics } = parseRegex(embedded, {
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
  });
  if (pattern === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return on(field, regexMatcher(pattern));
}

export function cidr(field: Field, network: string): Leaf {
  const family = network.includes(':') ? 6 : 4;
  const prefixLength = Number(network.split('/')[1]);
  // The address as a number is for other targets.
  return on(field, { kind: 'cidr', family, network, address: 0n, prefixLength });
}

export function compare(field: Field, operator: 'lt' | 'lte' | 'gt' | 'gte', value: number): Leaf {
  return on(field, { kind: 'compare', operator, value });
}

export function exists(field: Field): Leaf {
  return on(field, { kind: 'exists' });
}

export function isNull(field: Field): Leaf {
  return on(field, { kind: 'null' });
}

export function reference(
  field: Field,
  relation: 'equals' | 'startsWith' | 'endsWith' | 'contains',
  other: string,
  cased = false,
): Leaf {
  return on(field, { kind: 'fieldRef', relation, field: other, cased });
}

export function hourIs(field: Field, value: number): Leaf {
  return on(field, { kind: 'timePart', part: 'hour', operator: 'eq', value });
}

export function anyOf(...leaves: readonly Leaf[]): AnyOfQuery {
  return { kind: 'any-of', field: leaves[0]!.field, leaves };
}

export function print(
  query: Query,
  approximate: ApproximationPolicy = 'superset',
  options: SplunkOptions = {},
): BackendResult<string> {
  return createSplunk(options).convert({ rule: RULE, queries: [query], format: 'default', approximate });
}

/** The query's text, which must be exact. */
export function spl(query: Query, options: SplunkOptions = {}): string {
  const { outputs, gaps } = print(query, 'never', options);
  if (gaps.length > 0) throw new Error(gaps.map(({ reason }) => reason).join('\n'));
  return outputs[0]!;
}

/** The gaps of a query that SPL cannot say exactly. */
export function gapsOf(query: Query, approximate: ApproximationPolicy = 'superset'): readonly Gap[] {
  return print(query, approximate).gaps;
}
