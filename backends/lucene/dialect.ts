/** Query strings as data: their words, and each kind of leaf. */
import type { LeafTable, LeafText, TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, Leaf, LeafOf, MatcherKind } from '../../lib/query/query.ts';
import { isNumeric, typeOf, type FieldTypes } from '../elastic/field-types.ts';
import { dropImpossible } from '../elastic/impossible.ts';
import { isValueMatcher, type ValueMatcher } from '../elastic/matchers.ts';
import { termsOf } from '../elastic/query-string/matchers.ts';
import { anchorNegations } from './negation.ts';
import { quoteField } from '../elastic/query-string/quoting.ts';
import { printTerms, type NoTerm, type Terms } from '../elastic/query-string/terms.ts';

export interface DialectSettings {
  readonly types: FieldTypes;
  /** Whether fields of text hold lower-cased values. */
  readonly lowercased: boolean;
}

export function createDialect({ types, lowercased }: DialectSettings): TextDialect {
  const hasAddresses = [...types.values()].includes('ip');

  function valueTerms(matcher: ValueMatcher, field: string | null): Terms {
    return termsOf(matcher, field === null ? 'keyword' : typeOf(field, types), lowercased);
  }

  function printValue(leaf: Leaf & { readonly matcher: ValueMatcher }): LeafText | Unsupported {
    return withName(leaf, (name) => {
      const terms = valueTerms(leaf.matcher, leaf.field);
      if (!('unsupported' in terms)) return printTerms(name, terms);
      return refuse(name, terms);
    });
  }

  /** Values that can be compared go into one list; anything else is printed by itself. */
  function printList(query: AnyOfQuery): readonly (LeafText | Unsupported | Leaf)[] {
    const name = query.field === null ? undefined : quoteField(query.field);
    if (query.field !== null && name === undefined) return [UNWRITABLE_NAME];
    const values: string[] = [];
    const rest: Leaf[] = [];
    for (const leaf of query.leaves) {
      const terms = isValueMatcher(leaf.matcher) ? valueTerms(leaf.matcher, query.field) : undefined;
      if (terms === undefined || 'unsupported' in terms) rest.push(leaf);
      else values.push(...terms);
    }
    return values.length === 0 ? rest : [printTerms(name, values), ...rest];
  }

  function printComparison(leaf: LeafOf<'compare'>): LeafText | Unsupported {
    const { operator, value } = leaf.matcher;
    if (!isNumeric(typeOf(leaf.field as string, types))) return ORDERED_AS_TEXT;
    const range = {
      lt: `{* TO ${value}}`,
      lte: `[* TO ${value}]`,
      gt: `{${value} TO *}`,
      gte: `[${value} TO *]`,
    };
    return withName(leaf, (name) => `${name as string}:${range[operator]}`);
  }

  const values: Pick<LeafTable, Extract<MatcherKind, ValueMatcher['kind']>> = {
    equals: printValue,
    startsWith: printValue,
    endsWith: printValue,
    contains: printValue,
    wildcard: printValue,
    number: printValue,
    boolean: printValue,
    regex: printValue,
    cidr: printValue,
  };

  return {
    tokens: { and: ' AND ', or: ' OR ', not: (operand) => `NOT ${operand}`, open: '(', close: ')' },
    kept: new WeakMap(),
    constant: { true: '*:*', false: '(*:* AND NOT *:*)' },
    leaf: {
      ...values,
      compare: printComparison,
      exists: (leaf) => withName(leaf, (name) => `_exists_:${name as string}`),
      null: (leaf) => withName(leaf, (name) => `(*:* AND NOT _exists_:${name as string})`),
      fieldRef: {
        unsupported: 'a query string compares a field with constants, never with another field',
        feature: 'field-reference',
      },
      timePart: {
        unsupported: 'a query string has no function that takes a point in time apart',
        feature: 'time-part',
      },
    },
    keyword: {
      ...values,
      compare: NEEDS_FIELD,
      exists: NEEDS_FIELD,
      null: NEEDS_FIELD,
      fieldRef: NEEDS_FIELD,
      timePart: NEEDS_FIELD,
    },
    fieldName: quoteField,
    list: printList,
    prepare: (query) => anchorNegations(hasAddresses ? dropImpossible(query, types) : query),
  };
}

/** Keywords have no name: they are looked for in every field. */
function withName(
  { field }: Leaf,
  print: (name: string | undefined) => LeafText | Unsupported,
): LeafText | Unsupported {
  const name = field === null ? undefined : quoteField(field);
  return field !== null && name === undefined ? UNWRITABLE_NAME : print(name);
}

function refuse(name: string | undefined, { widerTerm, ...reason }: NoTerm): Unsupported {
  return widerTerm === undefined ? reason : { ...reason, wider: printTerms(name, [widerTerm]) };
}

const UNWRITABLE_NAME: Unsupported = {
  unsupported:
    'a query string takes a name with a star for several names, and cannot write an empty or invisible one',
  feature: 'field-name',
};

const NEEDS_FIELD: Unsupported = {
  unsupported: 'a query string searches all fields for texts alone',
  feature: 'keyword',
};

const ORDERED_AS_TEXT: Unsupported = {
  unsupported: 'a query string orders text by its characters, where "10" comes before "9"',
  feature: 'comparison',
  hints: ['give the field a numeric type in the settings if the mapping has one'],
};
