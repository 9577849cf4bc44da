/**
 * Expressions of `where` as a dialect: what says the leaves that `search` cannot.
 *
 * An expression on a missing field is NULL there, and so is NOT of it. Each leaf is therefore written as a test
 * of NULL itself, true or false for every event, and looks at all values of a multivalue field.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.2/search-commands/where
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.0/evaluation-functions/multivalue-eval-functions
 */
import type { LeafPrinter, LeafTable, TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, Leaf, LeafOf } from '../../lib/query/query.ts';
import { printPcre } from '../../lib/regex/print/pcre.ts';
import { whereField } from './fields.ts';
import { isOpen, patternOf, pcreOf, type TextPattern } from './pattern.ts';
import { quoteRegex } from './quoting.ts';
import { decimalOf, negate, OPERATORS, TOKENS } from './words.ts';

const NO_NAME: Unsupported = {
  feature: 'field-name',
  unsupported: 'no command of SPL can name this field',
};
const NO_NUMBER: Unsupported = {
  feature: 'comparison',
  unsupported: 'SPL compares with plain decimal numbers',
};
const NO_DATES: Unsupported = {
  feature: 'time-part',
  unsupported: 'the date functions of SPL need the format of the field',
};
const NO_CASED_SEARCH: Unsupported = {
  feature: 'field-reference',
  unsupported: 'SPL finds one field in another only without regard to case',
};
const NO_KEYWORD: Unsupported = {
  feature: 'keyword',
  unsupported: 'SPL looks for text in an event, not for the value of any field',
};
const NO_SURROGATE: Unsupported = {
  feature: 'value',
  unsupported: 'half a surrogate pair is not a character',
};

/** The regular expression that finds what the leaf asks for, or the reason why there is none. */
function expressionOf({ field, matcher }: Leaf): string | Unsupported {
  if (matcher.kind === 'regex') {
    const expression = printPcre(matcher.pattern);
    return typeof expression === 'string' ? wellFormed(expression) : { feature: 'regex', ...expression };
  }
  const pattern = patternOf(matcher);
  // An event as a whole has no place where a value starts or ends.
  if (pattern === undefined || (field === null && !isOpen(pattern))) return NO_KEYWORD;
  return wellFormed(pcreOf([pattern], pattern.cased));
}

function wellFormed(expression: string): string | Unsupported {
  return /\p{Cs}/u.test(expression) ? NO_SURROGATE : expression;
}

/**
 * The leaves of one field as regular expressions: one for all texts of a case rule, one for each expression of
 * the rule; and the leaves that are no such tests.
 */
export function expressionsOf(leaves: readonly Leaf[]): {
  readonly expressions: readonly string[];
  readonly rest: readonly Leaf[];
} {
  const folded: TextPattern[] = [];
  const cased: TextPattern[] = [];
  const expressions: string[] = [];
  const rest: Leaf[] = [];
  for (const leaf of leaves) {
    const expression = expressionOf(leaf);
    const pattern = patternOf(leaf.matcher);
    if (typeof expression !== 'string') rest.push(leaf);
    else if (pattern === undefined) expressions.push(expression);
    else (pattern.cased ? cased : folded).push(pattern);
  }
  if (cased.length > 0) expressions.unshift(pcreOf(cased, true));
  if (folded.length > 0) expressions.unshift(pcreOf(folded, false));
  return { expressions, rest };
}

/**
 * True if any value of the field matches; NULL inside, and so false, if there is none. `_raw` is there in every
 * event and has one value, so a plain `match` is true or false.
 */
function printExpression(field: string | null, expression: string): string | Unsupported {
  const pattern = quoteRegex(expression);
  if (field === null) return `match(_raw,${pattern})`;
  const name = whereField(field);
  return name === undefined ? NO_NAME : `isnotnull(mvfind(${name},${pattern}))`;
}

function printMatch(leaf: Leaf): string | Unsupported {
  const expression = expressionOf(leaf);
  return typeof expression === 'string' ? printExpression(leaf.field, expression) : expression;
}

function on({ field }: Leaf, print: (name: string) => string): string | Unsupported {
  if (field === null) return NO_KEYWORD;
  const name = whereField(field);
  return name === undefined ? NO_NAME : print(name);
}

const printCidr: LeafPrinter<'cidr'> = (leaf) =>
  on(leaf, (name) => `isnotnull(mvfilter(cidrmatch("${leaf.matcher.network}",${name})))`);

const printCompare: LeafPrinter<'compare'> = (leaf) => {
  const { operator, value } = leaf.matcher;
  const number = decimalOf(value);
  if (number === undefined) return NO_NUMBER;
  return on(leaf, (name) => `isnotnull(mvfilter(tonumber(${name})${OPERATORS[operator]}${number}))`);
};

/** `case` is NULL when no condition in it is true, and so when either field is missing. */
const printReference: LeafPrinter<'fieldRef'> = (query) => {
  const relation = relate(query);
  if (relation === undefined) return NO_NAME;
  const test = `isnotnull(case(${relation.text},1))`;
  return relation.exact ? test : { ...NO_CASED_SEARCH, wider: test };
};

interface Relation {
  readonly text: string;
  /** Or else wider: case is ignored where it should count. */
  readonly exact: boolean;
}

/**
 * The bare comparison of two fields, NULL if either is missing.
 *
 * @example A startsWith B → substr(lower('A'),1,len('B'))=lower('B')
 */
export function relate({ field, matcher }: LeafOf<'fieldRef'>): Relation | undefined {
  const left = whereField(field ?? '');
  const right = whereField(matcher.field);
  if (left === undefined || right === undefined) return undefined;
  const a = matcher.cased ? left : `lower(${left})`;
  const b = matcher.cased ? right : `lower(${right})`;
  switch (matcher.relation) {
    case 'equals':
      return { text: `${a}=${b}`, exact: true };
    case 'startsWith':
      return { text: `substr(${a},1,len(${right}))=${b}`, exact: true };
    case 'endsWith':
      return { text: `substr(${a},len(${left})-len(${right})+1)=${b}`, exact: true };
    case 'contains':
      // `\E` ends the quotation, and no text in lower case holds it.
      return { text: `match(lower(${left}),"\\\\Q".lower(${right})."\\\\E")`, exact: !matcher.cased };
  }
}

const leaf: LeafTable = {
  equals: printMatch,
  startsWith: printMatch,
  endsWith: printMatch,
  contains: printMatch,
  wildcard: printMatch,
  number: printMatch,
  boolean: printMatch,
  regex: printMatch,
  cidr: printCidr,
  compare: printCompare,
  exists: (query) => on(query, (name) => `isnotnull(${name})`),
  null: (query) => on(query, (name) => `isnull(${name})`),
  fieldRef: printReference,
  timePart: NO_DATES,
};

/**
 * @example f = "a" or f = "b*" or f = null → isnotnull(mvfind('f',"(?i)\\Aa\\z|\\Ab")) or isnull('f')
 */
function printList({ field, leaves }: AnyOfQuery): readonly (string | Unsupported | Leaf)[] {
  const { expressions, rest } = expressionsOf(leaves);
  return [...expressions.map((expression) => printExpression(field, expression)), ...rest];
}

export const whereDialect: TextDialect = {
  tokens: { ...TOKENS, and: ' AND ' },
  kept: /* @__PURE__ */ new WeakMap(),
  constant: { true: 'true()', false: 'false()' },
  leaf,
  keyword: leaf,
  list: printList,
  // The one call that most leaves are has an opposite by name.
  negatedLeaf: (_query, text) =>
    typeof text !== 'string' && text.level === 'atom' && text.text.startsWith('isnotnull(')
      ? text.text.replace('isnotnull(', 'isnull(')
      : negate(text),
};
