/** EQL as data: its words, and each kind of leaf. */
import type { LeafTable, LeafText, TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, CompareOperator, Leaf, LeafOf, Query } from '../../lib/query/query.ts';
import { remember } from '../../lib/backend/remember.ts';
import { pushNegation } from '../../lib/query/rewrite/push-negation.ts';
import { isNumeric, typeOf, type FieldTypes } from '../elastic/field-types.ts';
import { dropImpossible } from '../elastic/impossible.ts';
import { isValueMatcher, type ValueMatcher } from '../elastic/matchers.ts';
import { termsOf } from './matchers.ts';
import { guardNegations } from './missing-fields.ts';
import { quoteField } from './quoting.ts';
import { printTerm, printTerms, type NoTerm, type Term } from './terms.ts';
import { isText, printPlainList } from './text.ts';

const rememberedField = /* @__PURE__ */ remember(quoteField);

export interface DialectSettings {
  readonly types: FieldTypes;
  /** Whether fields are written `?field`, with their absence spelled out where it matters. */
  readonly optional: boolean;
}

export function createDialect({ types, optional }: DialectSettings): TextDialect {
  const hasAddresses = [...types.values()].includes('ip');

  /** The field as a query names it. Keywords, which have none, are refused before anything asks for it. */
  function nameOf({ field }: Leaf | AnyOfQuery): string | undefined {
    const name = rememberedField(field as string);
    return name === undefined || !optional ? name : `?${name}`;
  }

  function withName(leaf: Leaf, print: (name: string) => LeafText | Unsupported): LeafText | Unsupported {
    const name = nameOf(leaf);
    return name === undefined ? UNWRITABLE_NAME : print(name);
  }

  function printValue(leaf: Leaf & { readonly matcher: ValueMatcher }): LeafText | Unsupported {
    const terms = termsOf(leaf.matcher, typeOf(leaf.field as string, types));
    return withName(leaf, (name) => ('unsupported' in terms ? gapOf(terms, name) : printAny(name, terms)));
  }

  function printComparison(leaf: LeafOf<'compare'>): LeafText | Unsupported {
    if (!isNumeric(typeOf(leaf.field as string, types))) return ORDERED_AS_TEXT;
    const { operator, value } = leaf.matcher;
    return withName(leaf, (name) => `${name} ${COMPARISONS[operator]} ${value}`);
  }

  /** Values that EQL can compare go into as few conditions as there are; anything else is printed by itself. */
  function printList(query: AnyOfQuery): readonly (LeafText | Unsupported | Leaf)[] {
    if (query.field === null) return query.leaves;
    const name = nameOf(query);
    if (name === undefined) return [UNWRITABLE_NAME];
    const type = typeOf(query.field, types);
    const plain = isText(type) ? printPlainList(name, query.leaves) : undefined;
    if (plain !== undefined) return [plain];
    const values: Term[] = [];
    const rest: Leaf[] = [];
    for (const leaf of query.leaves) {
      const terms = isValueMatcher(leaf.matcher) ? termsOf(leaf.matcher, type) : undefined;
      if (terms === undefined || 'unsupported' in terms) rest.push(leaf);
      else for (const term of terms) values.push(term);
    }
    return [...printTerms(name, values), ...rest];
  }

  function negate(query: Leaf | AnyOfQuery, text: LeafText): LeafText {
    if (query.kind === 'leaf' && query.matcher.kind === 'exists') return `${nameOf(query) ?? ''} == null`;
    if (query.kind === 'leaf' && query.matcher.kind === 'null') return `${nameOf(query) ?? ''} != null`;
    const isAtom = typeof text === 'string' || text.level === 'atom';
    const operand = typeof text === 'string' ? text : isAtom ? text.text : `(${text.text})`;
    return { text: `not ${operand}`, level: 'not' };
  }

  function prepare(query: Query): Query {
    const possible = hasAddresses ? dropImpossible(query, types) : query;
    return optional ? guardNegations(pushNegation(possible)) : possible;
  }

  const leaf: LeafTable = {
    equals: printValue,
    startsWith: printValue,
    endsWith: printValue,
    contains: printValue,
    wildcard: printValue,
    number: printValue,
    boolean: printValue,
    regex: printValue,
    cidr: printValue,
    compare: printComparison,
    exists: (leaf) => withName(leaf, (name) => `${name} != null`),
    null: (leaf) => withName(leaf, (name) => `${name} == null`),
    fieldRef: {
      unsupported: 'EQL compares a field with constants, never with another field',
      feature: 'field-reference',
    },
    timePart: {
      unsupported: 'EQL has no function that takes a point in time apart',
      feature: 'time-part',
    },
  };

  return {
    tokens: { and: ' and ', or: ' or ', not: (operand) => `not ${operand}`, open: '(', close: ')' },
    // Before 8.8 every operand of a chain nested one level deeper, and of levels there are 20 to 30.
    // https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/search-settings
    longestChain: 16,
    kept: new WeakMap(),
    constant: { true: 'true', false: 'false' },
    leaf,
    fieldName: quoteField,
    keyword: {
      unsupported: 'EQL has no search over the whole event, only conditions on fields',
      feature: 'keyword',
    },
    list: printList,
    prepare,
    negatedLeaf: negate,
  };
}

const COMPARISONS: Readonly<Record<CompareOperator, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

function printAny(name: string, terms: readonly Term[]): LeafText {
  const conditions = printTerms(name, terms);
  if (conditions.length === 1) return conditions[0] as string;
  return conditions.length === 0 ? 'false' : { text: conditions.join(' or '), level: 'or' };
}

function gapOf(gap: NoTerm, name: string): Unsupported {
  const { widerTerm } = gap;
  return widerTerm === undefined ? gap : { ...gap, wider: printTerm(name, widerTerm) };
}

const UNWRITABLE_NAME: Unsupported = {
  unsupported:
    'a field name in backticks has no escapes, so it can neither be empty nor hold invisible characters',
  feature: 'field-name',
};

/** https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-comparison-operators */
const ORDERED_AS_TEXT: Unsupported = {
  unsupported: 'EQL orders text by its characters, where "10" comes before "9"',
  feature: 'comparison',
  hints: ['give the field a numeric type in the settings if the mapping has one'],
};
