/**
 * SQLite. It has no regular expressions of its own, and its case is that of ASCII: `LIKE` ignores it, `GLOB` does not
 * and has character classes, which say the rest. https://www.sqlite.org/lang_expr.html
 */
import type { LeafText, Unsupported } from '../../../lib/backend/dialect.ts';
import { caseVariants } from '../../../lib/query/fold.ts';
import type { DatePart, Engine } from '../engine.ts';
import { createLike } from '../like.ts';
import { quoteName, quoteStandard } from '../quoting.ts';

const literal = (text: string): string => quoteStandard(text, 'char');

/** A number would not equal a text. https://www.sqlite.org/json1.html#path_arguments */
function jsonPart(column: string, keys: readonly string[]): string {
  return `CAST(${column} ->> ${literal(`$${keys.map((key) => `."${key}"`).join('')}`)} AS TEXT)`;
}

const likeInAscii = /* @__PURE__ */ createLike({
  ignoringCase: (text) => `${text} LIKE`,
  escape: '!',
  backslashEscapes: false,
});

export const sqlite: Engine = {
  title: 'SQLite',
  literal,
  // Between double quotes a name that is no column would be taken for a text: https://www.sqlite.org/quirks.html
  name: (name) => quoteName(name, '`'),
  placeholder: () => '?',

  // Each counts once or twice towards a limit of 1,000: https://www.sqlite.org/limits.html#max_expr_depth
  mostReadings: 450,

  not: (condition) => `(${condition}) IS NOT TRUE`,
  isDecimal: (text) =>
    and(
      `${text} GLOB '*[0-9]'`,
      `${text} NOT GLOB '*[^-.0-9]*'`,
      `${text} NOT GLOB '?*-*'`,
      `${text} NOT GLOB '*.*.*'`,
    ),
  isDate: (text, what) => ({
    text: `${text} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]${what === 'time' ? '[Tt ][0-9][0-9]:[0-9][0-9]' : ''}*'`,
    level: 'not',
  }),
  toText: (expression) => `CAST(${expression} AS TEXT)`,
  toNumber: (text) => `CAST(${text} AS REAL)`,
  toDate: (text) => text,
  datePart,

  fold: (text) => `lower(${text})`,
  contains: (text, part) => `instr(${text}, ${part}) > 0`,
  equality: (text, value) => (isAscii(value) ? { left: `${text} COLLATE NOCASE`, value } : undefined),
  like(text, pattern, write): LeafText | Unsupported {
    const texts = pattern.parts.map((part) => (part.kind === 'text' ? part.text : ''));
    if (texts.some((each) => each.includes('\0'))) return ENDS_AT_ZERO;
    if (!pattern.cased && texts.every(isAscii)) return likeInAscii(text, pattern, write);
    let glob = '';
    for (const part of pattern.parts) {
      if (part.kind === 'many') glob += '*';
      else if (part.kind === 'one') glob += '?';
      else glob += globOf(part.text, pattern.cased);
    }
    return { text: `${text} GLOB ${write(glob)}`, level: 'not' };
  },

  printRegex: ({ span }) => ({ unsupported: 'SQLite has no regular expressions of its own', span }),
  textEnd: '',

  part: {
    json: jsonPart,
    struct: jsonPart,
    map: jsonPart,
  },
  element: 'CAST(held.value AS TEXT)',
  some: (list, condition) => `EXISTS (SELECT 1 FROM json_each(${list}) AS held WHERE ${condition})`,

  assumptions: [
    'Columns are declared as TEXT, and PRAGMA case_sensitive_like is off, as it is by default.',
    'Columns compared with each other differ in the case of ASCII letters alone.',
    'IPv4 addresses are in their dotted form.',
  ],
};

function and(...conditions: readonly string[]): LeafText {
  return { text: conditions.join(' AND '), level: 'and' };
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[^\x01-\x7f]/.test(text);
}

/** Classes say what is special, and both cases of a letter. */
function globOf(text: string, cased: boolean): string {
  let glob = '';
  for (const character of text) {
    const variants = cased ? character : caseVariants(character).join('');
    glob += /[*?[]/.test(character) || variants.length > character.length ? `[${variants}]` : character;
  }
  return glob;
}

const ENDS_AT_ZERO: Unsupported = {
  unsupported: 'a pattern of SQLite ends at a zero byte',
  feature: 'value',
};

const FORMATS: Readonly<Record<Exclude<DatePart, 'week'>, string>> = {
  minute: '%M',
  hour: '%H',
  day: '%d',
  month: '%m',
  year: '%Y',
};

/** https://www.sqlite.org/lang_datefunc.html */
function datePart(part: DatePart, time: string): string {
  if (part !== 'week') return `CAST(strftime('${FORMATS[part]}', ${time}) AS INTEGER)`;
  // The number of the Thursday of the same week among those of its year.
  return `(strftime('%j', date(substr(${time}, 1, 10), '-3 days', 'weekday 4')) - 1) / 7 + 1`;
}
