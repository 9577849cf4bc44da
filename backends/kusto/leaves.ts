/** How each kind of leaf on a field prints. */
import type { LeafTable, LeafText } from '../../lib/backend/dialect.ts';
import type { Leaf, LeafOf } from '../../lib/query/query.ts';
import { printNetworks } from './cidr.ts';
import { hasNoValue, hasValue, type Column, type Columns } from './columns.ts';
import { printCompare, printFieldReference, printTimePart } from './compare.ts';
import { equalityOf, printEquality } from './equality.ts';
import { textOperator } from './operators.ts';
import { quoteText } from './quoting.ts';
import { printRegex } from './regex.ts';
import { printWildcard } from './wildcards.ts';

/** The leaf table for a table with these columns. */
export function createLeaves(columns: Columns): LeafTable {
  const column = ({ field }: Leaf): Column => columns(field as string);

  const whole = (leaf: Leaf): LeafText => printEquals(leaf, column(leaf));
  const part = (leaf: PartLeaf): string => printPart(leaf, column(leaf));

  return {
    equals: whole,
    boolean: whole,
    number: whole,
    contains: part,
    startsWith: part,
    endsWith: part,
    wildcard: (leaf) => printWildcard(leaf.matcher, column(leaf)),
    regex: (leaf) => printRegex(leaf, column(leaf)),
    cidr: (leaf) => printNetworks(column(leaf).text, [leaf.matcher]),
    compare: (leaf) => printCompare(leaf.matcher, column(leaf)),
    exists: (leaf) => hasValue(column(leaf)),
    null: (leaf) => hasNoValue(column(leaf)),
    fieldRef: (leaf) => printFieldReference(leaf.matcher, column(leaf), columns(leaf.matcher.field)),
    timePart: (leaf) => printTimePart(leaf.matcher, column(leaf)),
  };
}

function printEquals(leaf: Leaf, column: Column): LeafText {
  const equality = equalityOf(leaf, column);
  if (equality !== undefined) return printEquality(equality);
  // Only the empty text on a column of another type is no comparison: a missing value would equal it.
  return { text: `${hasValue(column)} and ${column.text} == ""`, level: 'and' };
}

type PartLeaf = LeafOf<'contains' | 'startsWith' | 'endsWith'>;

function printPart({ matcher }: PartLeaf, column: Column): string {
  return `${column.text} ${textOperator(matcher.kind, matcher.cased)} ${quoteText(matcher.value)}`;
}
