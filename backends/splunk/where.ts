/**
 * Expressions of `where` as a dialect: what says the leaves that `search` cannot.
 *
 * An expression on a missing field is NULL there, and so is NOT of it. Each leaf is therefore written as a test
 * of NULL itself, true or false for every event, and looks at all values of a multivalue field.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.2/search-commands/where
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.0/evaluation-functions/multivalue-eval-functions
 */
import type {
  LeafPrinter,
  LeafTable,
  LeafText,
  TextDialect,
  Unsupported,
} from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, FieldReferenceMatcher, Leaf } from '../../lib/query/query.ts';
import { printPcre } from '../../lib/regex/print/pcre.ts';
import { whereField } from './fields.ts';
import { around, patternOf, pcreOf, type TextPattern } from './pattern.ts';
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
  unsupported: 'the date functions of SPL need the format in which the field is written',
};
const NO_KEYWORD: Unsupported = {
  feature: 'keyword',
  unsupported: 'SPL can look for text in a whole event, not for a value of unknown field',
};
const NO_SURROGATE: Unsupported = {
  feature: 'value',
  unsupported: 'half a surrogate pair is not a character',
};

function on(leaf: Leaf, print: (name: string) => LeafText | Unsupported): LeafText | Unsupported {
  const name = whereField(leaf.field ?? '');
  return name === undefined ? NO_NAME : print(name);
}

/** True if any value of the field matches; NULL inside, and so false, if there is no value. */
function anyValue(name: string, pattern: string): string {
  return `isnotnull(mvfind(${name},${quoteRegex(pattern)}))`;
}

function printText(leaf: Leaf): LeafText | Unsupported {
  const pattern = patternOf(leaf.matcher);
  if (pattern === undefined || !isWellFormed(pattern)) return NO_SURROGATE;
  return on(leaf, (name) => anyValue(name, pcreOf([pattern], pattern.cased)));
}

function isWellFormed({ parts }: TextPattern): boolean {
  return !parts.some((part) => part.kind === 'text' && /\p{Cs}/u.test(part.text));
}

const printRegex: LeafPrinter<'regex'> = (leaf) => {
  const pattern = printPcre(leaf.matcher.pattern);
  return on(leaf, (name) =>
    typeof pattern === 'string'
      ? anyValue(name, pattern)
      : { feature: 'regex', ...pattern, wider: `isnotnull(${name})` },
  );
};

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
  if (typeof relation === 'string') return `isnotnull(case(${relation},1))`;
  return typeof relation.wider === 'string'
    ? { ...relation, wider: `isnotnull(case(${relation.wider},1))` }
    : relation;
};

/**
 * The bare comparison of two fields, enough where NULL and false come to the same: between the ANDs of `where`.
 *
 * @example A startsWith B → substr(lower('A'),1,len('B'))=lower('B')
 */
export function relate(query: Leaf & { readonly matcher: FieldReferenceMatcher }): string | Unsupported {
  const { relation, cased } = query.matcher;
  const left = whereField(query.field ?? '');
  const right = whereField(query.matcher.field);
  if (left === undefined || right === undefined) return NO_NAME;
  const a = cased ? left : `lower(${left})`;
  const b = cased ? right : `lower(${right})`;
  switch (relation) {
    case 'equals':
      return `${a}=${b}`;
    case 'startsWith':
      return `substr(${a},1,len(${right}))=${b}`;
    case 'endsWith':
      return `substr(${a},len(${left})-len(${right})+1)=${b}`;
    case 'contains': {
      // `\E` ends the quotation, and no text in lower case holds it.
      const within = `match(lower(${left}),"\\\\Q".lower(${right})."\\\\E")`;
      if (!cased) return within;
      return {
        feature: 'field-reference',
        unsupported: 'SPL has no function that finds the text of one field in another as it is written',
        wider: within,
      };
    }
  }
}

const leaf: LeafTable = {
  equals: printText,
  startsWith: printText,
  endsWith: printText,
  contains: printText,
  wildcard: printText,
  number: printText,
  boolean: printText,
  regex: printRegex,
  cidr: printCidr,
  compare: printCompare,
  exists: (query) => on(query, (name) => `isnotnull(${name})`),
  null: (query) => on(query, (name) => `isnull(${name})`),
  fieldRef: printReference,
  timePart: NO_DATES,
};

/** `_raw` is there in every event and has one value, so a plain `match` is true or false. */
function inRaw(pattern: string): string {
  return `match(_raw,${quoteRegex(pattern)})`;
}

/** A pattern open at both ends is looked for in the event; others are tied to a value, which is unknown there. */
function printRawText({ matcher }: Leaf): LeafText | Unsupported {
  const pattern = patternOf(matcher);
  if (pattern === undefined || !isWellFormed(pattern)) return NO_SURROGATE;
  const open = around(pattern);
  const text = inRaw(pcreOf([open], open.cased));
  return open.parts.length === pattern.parts.length ? text : { ...NO_KEYWORD, wider: text };
}

const printRawRegex: LeafPrinter<'regex'> = ({ matcher }) => {
  const pattern = printPcre(matcher.pattern);
  return typeof pattern === 'string' ? inRaw(pattern) : { feature: 'regex', ...pattern, wider: 'true()' };
};

const keyword: LeafTable = {
  equals: printRawText,
  startsWith: printRawText,
  endsWith: printRawText,
  contains: printRawText,
  wildcard: printRawText,
  number: printRawText,
  boolean: printRawText,
  regex: printRawRegex,
  cidr: NO_KEYWORD,
  compare: NO_KEYWORD,
  exists: NO_KEYWORD,
  null: NO_KEYWORD,
  fieldRef: NO_KEYWORD,
  timePart: NO_KEYWORD,
};

/** All texts of one case rule in one expression with branches. */
function printList({ field, leaves }: AnyOfQuery): readonly (LeafText | Unsupported | Leaf)[] {
  const name = field === null ? undefined : whereField(field);
  if (name === undefined) return leaves;
  const folded: TextPattern[] = [];
  const cased: TextPattern[] = [];
  const rest: Leaf[] = [];
  for (const each of leaves) {
    const pattern = patternOf(each.matcher);
    if (pattern === undefined || !isWellFormed(pattern)) rest.push(each);
    else (pattern.cased ? cased : folded).push(pattern);
  }
  const texts: string[] = [];
  if (folded.length > 0) texts.push(anyValue(name, pcreOf(folded, false)));
  if (cased.length > 0) texts.push(anyValue(name, pcreOf(cased, true)));
  return [...texts, ...rest];
}

export const whereDialect: TextDialect = {
  tokens: { ...TOKENS, and: ' AND ' },
  constant: { true: 'true()', false: 'false()' },
  leaf,
  keyword,
  list: printList,
  // The one call that most leaves are has an opposite by name.
  negatedLeaf: (_query, text) =>
    typeof text !== 'string' && text.level === 'atom' && text.text.startsWith('isnotnull(')
      ? text.text.replace('isnotnull(', 'isnull(')
      : negate(text),
};
