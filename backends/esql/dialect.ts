/** ES|QL as data: its words, and each kind of leaf. */
import type { LeafTable, LeafText, TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import type { AnyOfQuery, Leaf, Query } from '../../lib/query/query.ts';
import { pushNegation } from '../../lib/query/rewrite/push-negation.ts';
import { typeOf, type FieldTypes } from '../elastic/field-types.ts';
import { dropImpossible } from '../elastic/impossible.ts';
import { isValueMatcher, type ValueMatcher } from '../elastic/matchers.ts';
import type { Column } from './column.ts';
import { printCompare, printFieldReference, printTimePart } from './compare.ts';
import { hasKeywords, printKeyword, printKeywords } from './keywords.ts';
import { quoteField } from './quoting.ts';
import { printSearches, searchedValues } from './several.ts';
import type { NoTerm, Term } from './terms.ts';
import { printValues, valueTerms } from './values.ts';

export function createDialect(types: FieldTypes, multivalued: ReadonlySet<string>): TextDialect {
  const hasAddresses = [...types.values()].includes('ip');

  /** Keywords, which have no field, are refused before anything asks for one. */
  function columnOf(field: string | null): Column | undefined {
    const known = field as string;
    const name = quoteField(known);
    if (name === undefined) return undefined;
    return { name, type: typeOf(known, types), several: multivalued.has(known) };
  }

  function withColumn(
    { field }: Leaf,
    print: (column: Column) => LeafText | Unsupported,
  ): LeafText | Unsupported {
    const column = columnOf(field);
    return column === undefined ? UNWRITABLE_NAME : print(column);
  }

  /** What is written as a search, which is never null and may stand in no function. */
  function searchOf(query: Leaf | AnyOfQuery): LeafText | undefined {
    const column = query.field === null ? undefined : columnOf(query.field);
    if (column === undefined) return undefined;
    const matchers = query.kind === 'leaf' ? [query.matcher] : query.leaves.map(({ matcher }) => matcher);
    const values = searchedValues(column, matchers);
    return values && printSearches(column, values);
  }

  function hasSearches(query: Query): boolean {
    return multivalued.size > 0 && leavesOf(query).some((leaf) => searchOf(leaf) !== undefined);
  }

  function printValue(leaf: Leaf & { readonly matcher: ValueMatcher }): LeafText | Unsupported {
    return withColumn(leaf, (column) => {
      const search = searchOf(leaf);
      if (search !== undefined) return search;
      const terms = valueTerms(leaf.matcher, column);
      return 'unsupported' in terms ? refuse(column, terms) : printAny(column, terms);
    });
  }

  /** Values that ES|QL can compare go into as few conditions as there are; anything else is printed by itself. */
  function printList(query: AnyOfQuery): readonly (LeafText | Unsupported | Leaf)[] {
    if (query.field === null) return printKeywords(query);
    const column = columnOf(query.field);
    if (column === undefined) return [UNWRITABLE_NAME];
    const search = searchOf(query);
    if (search !== undefined) return [search];
    const values: Term[] = [];
    const rest: Leaf[] = [];
    for (const leaf of query.leaves) {
      const terms = isValueMatcher(leaf.matcher) ? valueTerms(leaf.matcher, column) : undefined;
      if (terms === undefined || 'unsupported' in terms) rest.push(leaf);
      else values.push(...terms);
    }
    return [...printValues(column, values), ...rest];
  }

  function negate(query: Leaf | AnyOfQuery, text: LeafText): LeafText {
    const printed = typeof text === 'string' ? text : text.text;
    if (query.kind === 'leaf') {
      const { kind } = query.matcher;
      if (kind === 'exists' || kind === 'null') {
        return withColumn(query, ({ name }) =>
          kind === 'null' ? hasValue(name) : hasNone(name),
        ) as LeafText;
      }
    }
    if (query.field === null || searchOf(query) !== undefined)
      return { text: `not ${bracket(text)}`, level: 'not' };
    return { text: not(printed), level: 'not' };
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
    compare: (leaf) => withColumn(leaf, (column) => printCompare(leaf.matcher, column)),
    exists: (leaf) => withColumn(leaf, ({ name }) => hasValue(name)),
    null: (leaf) => withColumn(leaf, ({ name }) => hasNone(name)),
    fieldRef: (leaf) =>
      withColumn(leaf, (column) => {
        const other = columnOf(leaf.matcher.field);
        return other === undefined ? UNWRITABLE_NAME : printFieldReference(leaf.matcher, column, other);
      }),
    timePart: (leaf) => withColumn(leaf, (column) => printTimePart(leaf.matcher, column)),
  };

  return {
    tokens: { and: ' and ', or: ' or ', not, open: '(', close: ')' },
    // Elasticsearch reads expressions 300 levels deep, and each operand of a chain is a level of its own.
    longestChain: 50,
    kept: new WeakMap(),
    constant: { true: 'true', false: 'false' },
    leaf,
    keyword: KEYWORDS,
    fieldName: quoteField,
    list: printList,
    prepare(query) {
      const possible = hasAddresses ? dropImpossible(query, types) : query;
      return hasKeywords(possible) || hasSearches(possible) ? pushNegation(possible) : possible;
    },
    negatedLeaf: negate,
  };
}

const KEYWORDS: LeafTable = {
  equals: printKeyword,
  startsWith: printKeyword,
  endsWith: printKeyword,
  contains: printKeyword,
  wildcard: printKeyword,
  number: printKeyword,
  boolean: printKeyword,
  regex: printKeyword,
  cidr: printKeyword,
  compare: printKeyword,
  exists: printKeyword,
  null: printKeyword,
  fieldRef: printKeyword,
  timePart: printKeyword,
};

function bracket(text: LeafText): string {
  if (typeof text === 'string') return text;
  return text.level === 'atom' ? text.text : `(${text.text})`;
}

/**
 * A comparison with a missing value is null, and so is the `not` of it, which `where` leaves out. What is null is not
 * a match, so it counts as false before it is negated; within and / or nothing else is lost on the way there.
 * https://www.elastic.co/docs/reference/query-languages/esql/esql-null-values
 */
function not(operand: string): string {
  const bare = operand.startsWith('(') && operand.endsWith(')') ? operand.slice(1, -1) : operand;
  return `not coalesce(${bare}, false)`;
}

function hasValue(name: string): string {
  return `${name} is not null`;
}

function hasNone(name: string): string {
  return `${name} is null`;
}

function refuse(column: Column, { widerTerm, ...reason }: NoTerm): Unsupported {
  return widerTerm === undefined ? reason : { ...reason, wider: printAny(column, [widerTerm]) };
}

function printAny(column: Column, terms: readonly Term[]): LeafText {
  const conditions = printValues(column, terms);
  if (conditions.length === 1) return conditions[0] as string;
  return conditions.length === 0 ? 'false' : { text: conditions.join(' or '), level: 'or' };
}

const UNWRITABLE_NAME: Unsupported = {
  unsupported:
    'a column name in backticks has no escapes, so it can neither be empty nor hold invisible characters',
  feature: 'field-name',
};
