/**
 * The `search` command as a dialect: the words of the first command of a query, and the leaves it says exactly.
 *
 * It ignores case, knows one wildcard (`*`, which nothing can escape) and no regular expressions. A leaf it
 * cannot say goes to `where`; see `assemble.ts`.
 * https://help.splunk.com/splunk-enterprise/spl-search-reference/9.2/search-commands/search
 */
import type {
  PrintedKind,
  LeafPrinter,
  LeafTable,
  LeafText,
  TextDialect,
  Unsupported,
} from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, Leaf, LeafOf, Matcher, MatcherKind } from '../../lib/query/query.ts';
import { searchField } from './fields.ts';
import { patternOf, type TextPattern } from './pattern.ts';
import { quote } from './quoting.ts';
import { decimalOf, negate, OPERATORS, TOKENS } from './words.ts';

/** The term that matches every event. */
export const EVERY_EVENT = '*';

/**
 * What must not stand inside a quoted value: the star is always a wildcard, three backticks begin a comment, and
 * of control characters and the case of letters beyond ASCII the manual says nothing.
 */
// eslint-disable-next-line no-control-regex, @typescript-eslint/no-inferrable-types -- an export needs its type
export const UNSAYABLE: RegExp = /[*\x00-\x1f\x7f]|```|\p{Cs}|(?![A-Za-z])\p{Changes_When_Casemapped}/u;

/** Nearly every value is printable ASCII without a star or a backtick, and told so by one cheap look. */
const PLAIN = /^[ -)+-_a-~]*$/;

/** Never a user's trouble: what is behind `search` takes the leaf, or gives the reason why nothing does. */
const ELSEWHERE: Unsupported = { feature: 'value', unsupported: 'search does not say this' };

/** The right side of `field=`, in quotes where it has to be. */
function valueOf(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    // The three kinds that most leaves are, without the detour of a pattern.
    case 'startsWith':
      return isSayable(matcher.value, matcher.cased) ? quote(matcher.value, '', '*') : undefined;
    case 'endsWith':
      return isSayable(matcher.value, matcher.cased) ? quote(matcher.value, '*') : undefined;
    case 'contains':
      return isSayable(matcher.value, matcher.cased) ? quote(matcher.value, '*', '*') : undefined;
    case 'number':
      return matcher.text;
    case 'exists':
      return '*';
    case 'cidr':
      return `"${matcher.network}"`;
    default: {
      const pattern = patternOf(matcher);
      return pattern && termOf(pattern);
    }
  }
}

function termOf({ parts, cased }: TextPattern): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'one' || (part.kind === 'text' && !isSayable(part.text, cased))) return undefined;
    text += part.kind === 'many' ? '*' : part.text;
  }
  return parts.length === 1 && isNetwork(text) ? undefined : quote(text);
}

/** Case may count only where there is none. */
function isSayable(text: string, cased: boolean): boolean {
  return (PLAIN.test(text) || !UNSAYABLE.test(text)) && !(cased && /[A-Za-z]/.test(text));
}

/** `field="10.0.0.0/8"` is a match on the network, not on that text. */
function isNetwork(value: string): boolean {
  return /^[\da-f:.]+\/\d{1,3}$/i.test(value);
}

/** The leaf as a comparison of its field with what is given, operator and all. */
function test(leaf: Leaf, comparison: string | undefined): string | Unsupported {
  const name = leaf.field === null || comparison === undefined ? undefined : searchField(leaf.field);
  return name === undefined ? ELSEWHERE : `${name}${comparison}`;
}

function printValue(leaf: Leaf): string | Unsupported {
  const value = valueOf(leaf.matcher);
  if (value === undefined) return ELSEWHERE;
  return leaf.field === null ? printTerm(value) : test(leaf, `=${value}`);
}

/** Only with a star at both ends is a term looked for as it stands, not as a whole word of the index. */
function printTerm(value: string): string | Unsupported {
  return value.startsWith('"*') && value.endsWith('*"') ? value : ELSEWHERE;
}

function printNull(leaf: Leaf): LeafText | Unsupported {
  const exists = test(leaf, '=*');
  return typeof exists === 'string' ? negate(exists) : exists;
}

const printCompare: LeafPrinter<'compare'> = (leaf) => {
  const number = decimalOf(leaf.matcher.value);
  return test(leaf, number === undefined ? undefined : `${OPERATORS[leaf.matcher.operator]}${number}`);
};

const leaf: LeafTable = {
  equals: printValue,
  startsWith: printValue,
  endsWith: printValue,
  contains: printValue,
  wildcard: printValue,
  number: printValue,
  boolean: printValue,
  regex: ELSEWHERE,
  cidr: printValue,
  exists: printValue,
  null: printNull,
  compare: printCompare,
  fieldRef: ELSEWHERE,
  timePart: ELSEWHERE,
};

/**
 * `IN` takes values and wildcards; networks, absence and the empty text stay comparisons of their own.
 *
 * @example f = "a" or f endsWith "b" or f = null → f IN ("a", "*b") or NOT f=*
 */
function printList({ field, leaves }: AnyOfQuery): readonly (string | Leaf)[] {
  const name = field === null ? undefined : searchField(field);
  if (name === undefined) return leaves;
  const rest: Leaf[] = [];
  let values = '';
  for (const each of leaves) {
    const value = isListable(each.matcher.kind) ? valueOf(each.matcher) : undefined;
    if (value === undefined || value === '""') rest.push(each);
    else values += values === '' ? value : `, ${value}`;
  }
  // Not a list unless two values are in it.
  return rest.length > leaves.length - 2 ? leaves : [`${name} IN (${values})`, ...rest];
}

function isListable(kind: MatcherKind): boolean {
  return kind !== 'cidr' && kind !== 'exists';
}

export const searchDialect: TextDialect = {
  // A blank is an AND that binds weaker than OR.
  tokens: { ...TOKENS, and: ' ' },
  // That `NOT *` finds nothing is in the manual's page on wildcards.
  kept: /* @__PURE__ */ new WeakMap(),
  constant: { true: EVERY_EVENT, false: { text: `NOT ${EVERY_EVENT}`, level: 'not' } },
  leaf,
  keyword: leaf,
  fieldName: searchField,
  list: printList,
  // The opposite of "there is no value" is "there is one".
  negatedLeaf: (query, text) =>
    query.kind === 'leaf' && query.matcher.kind === 'null' && typeof text !== 'string'
      ? text.text.replace(/^NOT /, '')
      : negate(text),
};

/** Whether `search` says this leaf exactly. */
export function saysLeaf(query: Leaf): boolean {
  if (query.matcher.kind === 'expression') return true;
  const entry = leaf[query.matcher.kind] as LeafPrinter<PrintedKind> | Unsupported;
  return typeof entry === 'function' && entry(query as LeafOf<PrintedKind>) !== ELSEWHERE;
}
