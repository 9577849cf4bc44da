/** How each kind of leaf prints: on a column, on the elements of a list, and as a keyword on many columns. */
import type { LeafTable, LeafText, TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, CidrMatcher, ExpressionMatcher, Leaf, Matcher } from '../../lib/query/query.ts';
import { textColumn, type Column } from './columns.ts';
import { printCompare, printFieldReference, printTimePart } from './compare.ts';
import { equalityOf, isEquality, isWhole, printEquality, type Equality } from './equality.ts';
import { printNetworks } from './networks.ts';
import { printRegex } from './regex.ts';
import type { Session } from './session.ts';
import { isPattern, patternOf, printPattern } from './text.ts';

type Printed = LeafText | Unsupported;

/** Expressions of pipelines are text already; the engine of printing writes those. */
type PrintedMatcher = Exclude<Matcher, ExpressionMatcher>;
type PrintedLeaf = Leaf & { readonly matcher: PrintedMatcher };

/** The same printer for every kind: it asks the matcher itself. */
function tableOf(print: (leaf: PrintedLeaf) => Printed): LeafTable {
  const entry = (leaf: Leaf): Printed => print(leaf as PrintedLeaf);
  return {
    equals: entry,
    startsWith: entry,
    endsWith: entry,
    contains: entry,
    wildcard: entry,
    number: entry,
    boolean: entry,
    regex: entry,
    cidr: entry,
    compare: entry,
    exists: entry,
    null: entry,
    fieldRef: entry,
    timePart: entry,
  };
}

export function createLeaves(session: Session): LeafTable {
  return tableOf((leaf) => {
    const column = session.columns(leaf.field as string);
    return column === undefined ? NO_NAME : printOn(leaf.matcher, column, session);
  });
}

/** A leaf on a column, whose value may be a list. */
function printOn(matcher: PrintedMatcher, column: Column, session: Session): Printed {
  if (column.type !== 'texts') return printLeaf(matcher, column, session);
  const { engine } = session;
  const element = textColumn(engine.element);
  if (matcher.kind !== 'null') {
    return within(printLeaf(matcher, element, session), (each) => engine.some(column.reference, each));
  }
  return {
    text: engine.not(engine.some(column.reference, `${element.reference} IS NOT NULL`)),
    level: 'not',
  };
}

/** A condition on elements as one on the list. */
function within(printed: Printed, wrap: (condition: string) => string): Printed {
  if (typeof printed === 'string') return wrap(printed);
  if (!('unsupported' in printed)) return wrap(printed.text);
  const { wider, narrower, ...gap } = printed;
  const wrapForm = (form: LeafText): string => wrap(typeof form === 'string' ? form : form.text);
  return {
    ...gap,
    ...(wider !== undefined && { wider: wrapForm(wider) }),
    ...(narrower !== undefined && { narrower: wrapForm(narrower) }),
  };
}

function printLeaf(matcher: PrintedMatcher, column: Column, session: Session): Printed {
  if (isWhole(matcher)) {
    if (matcher.kind === 'equals' && matcher.value === '' && session.emptyIsMissing)
      return hasNoValue(column, session);
    const printed = equalityOf(matcher, column, session);
    return isEquality(printed) ? printEquality(printed) : printed;
  }
  if (isPattern(matcher)) return printPattern(patternOf(matcher), column, session);
  switch (matcher.kind) {
    case 'regex':
      return printRegex(matcher, column, session);
    case 'cidr':
      return printNetworks([matcher], column, session);
    case 'compare':
      return printCompare(matcher, column, session);
    case 'exists':
      return hasValue(column, session);
    case 'null':
      return hasNoValue(column, session);
    case 'timePart':
      return printTimePart(matcher, column, session);
    case 'fieldRef': {
      const other = session.columns(matcher.field);
      if (other === undefined) return NO_NAME;
      return other.type === 'texts' ? NO_TWO_LISTS : printFieldReference(matcher, column, other, session);
    }
  }
}

export function hasValue({ reference, type }: Column, { emptyIsMissing }: Session): LeafText {
  return {
    text: emptyIsMissing && type === 'text' ? `${reference} <> ''` : `${reference} IS NOT NULL`,
    level: 'not',
  };
}

export function hasNoValue({ reference, type }: Column, { emptyIsMissing }: Session): LeafText {
  return {
    text: emptyIsMissing && type === 'text' ? `coalesce(${reference}, '') = ''` : `${reference} IS NULL`,
    level: 'not',
  };
}

/** Whole values and networks of one column in one condition; other leaves stay, or'ed. */
export function createList(session: Session): NonNullable<TextDialect['list']> {
  return ({ field, leaves }: AnyOfQuery) => {
    const { engine, keywords, row } = session;
    const { someValue } = engine;
    if (field === null && keywords === undefined && someValue !== undefined) {
      return inOneElement(leaves, session, (condition) => someValue(row, condition));
    }
    const name = field ?? (keywords?.length === 1 ? keywords[0] : undefined);
    const column = name === undefined ? undefined : session.columns(name);
    if (column === undefined) return leaves;
    if (column.type === 'texts') {
      return inOneElement(leaves, session, (condition) => engine.some(column.reference, condition));
    }

    const equalities: Equality[] = [];
    const networks: CidrMatcher[] = [];
    const rest: Leaf[] = [];
    for (const leaf of leaves) {
      const { matcher } = leaf;
      const equality = equalityIn(matcher, column, session);
      if (equality !== undefined) equalities.push(equality);
      else if (matcher.kind === 'cidr') networks.push(matcher);
      else rest.push(leaf);
    }
    if (rest.length === leaves.length) return leaves;
    const folded: Printed[] = printEqualities(equalities);
    if (networks.length > 0) folded.push(printNetworks(networks, column, session));
    return [...folded, ...rest];
  };
}

/** An element for which one of the conditions holds is one for which any of them does. */
function inOneElement(
  leaves: readonly Leaf[],
  session: Session,
  some: (condition: string) => string,
): readonly (LeafText | Leaf)[] {
  const element = textColumn(session.engine.element);
  const conditions: string[] = [];
  const rest: Leaf[] = [];
  for (const leaf of leaves) {
    const { matcher } = leaf as PrintedLeaf;
    const printed = matcher.kind === 'null' ? undefined : printLeaf(matcher, element, session);
    if (typeof printed === 'string') conditions.push(printed);
    else if (printed === undefined || 'unsupported' in printed) rest.push(leaf);
    else conditions.push(printed.level === 'and' ? `(${printed.text})` : printed.text);
  }
  return conditions.length === 0 ? rest : [some(conditions.join(' OR ')), ...rest];
}

/** One condition for each left side. Values without letters go where others are. */
function printEqualities(equalities: readonly Equality[]): LeafText[] {
  const withLetters = equalities.find(({ letterless }) => !letterless)?.left;
  const groups = new Map<string, string[]>();
  for (const { left, rights, letterless } of equalities) {
    const side = letterless ? (withLetters ?? left) : left;
    const group = groups.get(side);
    if (group === undefined) groups.set(side, [...rights]);
    else group.push(...rights);
  }
  return Array.from(groups, ([left, rights]) => printEquality({ left, rights }));
}

function equalityIn(matcher: Matcher, column: Column, session: Session): Equality | undefined {
  if (!isWhole(matcher)) return undefined;
  if (matcher.kind === 'equals' && matcher.value === '' && session.emptyIsMissing) return undefined;
  const printed = equalityOf(matcher, column, session);
  return isEquality(printed) ? printed : undefined;
}

/** Keywords: in the columns that the settings name, or in all of a row where the engine can take it apart. */
export function createKeywords(session: Session): LeafTable | Unsupported {
  const { engine, keywords, row } = session;
  if (keywords !== undefined) {
    return tableOf(({ matcher }) => {
      const printed = keywords.map((name) => {
        const column = session.columns(name);
        return column === undefined ? NO_NAME : printOn(matcher, column, session);
      });
      return anyOf(printed);
    });
  }
  const { someValue } = engine;
  if (someValue === undefined) return NO_KEYWORDS;
  const element = textColumn(engine.element);
  return tableOf(({ matcher }) =>
    within(printLeaf(matcher, element, session), (condition) => someValue(row, condition)),
  );
}

/** One of several conditions. The first that has to be refused is the answer for all. */
function anyOf(printed: readonly Printed[]): Printed {
  const texts: string[] = [];
  for (const each of printed) {
    if (typeof each === 'string') texts.push(each);
    else if ('unsupported' in each) {
      const { unsupported, feature } = each;
      return { unsupported, feature };
    } else texts.push(each.level === 'and' ? `(${each.text})` : each.text);
  }
  return texts.length === 1 ? (printed[0] as LeafText) : { text: texts.join(' OR '), level: 'or' };
}

const NO_NAME: Unsupported = {
  unsupported: 'no name of SQL can stand for this field',
  feature: 'field-name',
};

const NO_TWO_LISTS: Unsupported = {
  unsupported: 'a field is compared with one value of another, not with a list',
  feature: 'field-reference',
};

const NO_KEYWORDS: Unsupported = {
  unsupported: 'the query does not know in which columns to look for a keyword',
  feature: 'keyword',
  hints: ['name the columns in the setting `keywords`, such as a column that holds the event as text'],
};
