/**
 * What Rust's `regex` crate and RE2 have in common, for Kusto's `matches regex`: search semantics.
 *
 * Kusto documents the syntax of the Rust crate; RE2 is what it documented before, and what `re2js` runs. The
 * differences from PCRE that matter:
 * - `\d \w \s` are written as ASCII classes, which Rust would take for Unicode classes.
 * - `$` also matches before a final newline in PCRE; here it is a `$` that allows for one.
 * - There are no lookarounds, backreferences and atomic groups; those that make no difference
 *   (`annotate.ts` says which) are written without.
 * - In classes, `[ & - ~` are escaped, which make nested classes and set operations in Rust.
 *
 * Two engines' habits are left as they are (see README.md beside this folder): `(?i)` folds a few more characters
 * than the project's definition of case, and Rust's `\b` knows letters beyond ASCII.
 * https://docs.rs/regex/latest/regex/#syntax
 * https://learn.microsoft.com/kusto/query/regex
 * https://github.com/google/re2/wiki/Syntax
 */
import type {
  RegexAnchor,
  RegexClass,
  RegexFlags,
  RegexPattern,
  RegexRepeat,
  RegexShorthand,
} from '../ast.ts';
import type { RegexResult } from '../result.ts';
import { classSet, complement, setOf } from '../sets.ts';
import type { RegexCharacter } from '../shape.ts';
import { bracedHex, characterWriter, rangesText, setText } from './characters.ts';
import {
  flagChange,
  plainBracket,
  printWithFlags,
  quantifierText,
  type Place,
  type RegexWords,
} from './tree.ts';

/** RE2's limit for a counted repeat, nested ones multiplied. */
const MAX_REPEAT = 1000;

const literal = /* @__PURE__ */ characterWriter('\\^$.[]|()*+?{}', bracedHex);
const member = /* @__PURE__ */ characterWriter('\\^[]&-~', bracedHex);

/**
 * The pattern in the syntax of Rust and RE2, not yet quoted for the query language around it.
 *
 * @example `(\d)+\s*$` → `(?:[0-9])+[\t-\r ]*\n?$`
 */
export function printRust(pattern: RegexPattern): RegexResult {
  return printWithFlags(pattern, RUST);
}

const RUST: RegexWords = {
  lacks: 'Rust and RE2 have no',
  character: characterText,
  anchor: anchorText,
  // Kusto allows few capturing groups, and nobody reads them.
  group: ({ flags }, body) => `(?${flags === undefined ? '' : flagChange(flags)}:${body})`,
  bracket: plainBracket,
  repeat: repeatText,
};

function characterText(node: RegexCharacter, { flags }: Place): string {
  switch (node.kind) {
    case 'literal':
      return literal(node.codePoint);
    case 'dot':
      return '.';
    case 'class':
      return classText(node, flags);
    case 'shorthand':
      return shorthandText(node);
  }
}

function shorthandText({ set, negated }: RegexShorthand): string {
  const members = setOf(set);
  return setText(negated ? complement(members) : members, member);
}

/** As the author ordered it where that is possible, otherwise as the set it stands for. */
function classText(node: RegexClass, flags: RegexFlags): string {
  const { negated, items } = node;
  if (items.some((item) => item.kind === 'shorthand' && item.negated)) {
    return setText(classSet(node, flags.ignoreCase), member);
  }
  const texts = items.map((item) =>
    item.kind === 'range' ? rangesText([item.from, item.to], member) : rangesText(setOf(item.set), member),
  );
  return `[${negated ? '^' : ''}${texts.join('')}]`;
}

function anchorText({ at, span }: RegexAnchor, { flags, last, more }: Place): RegexResult {
  switch (at) {
    case 'text-start':
      return '\\A';
    case 'text-end':
      return '\\z';
    case 'start':
      if (flags.multiline && !more) {
        return { unsupported: 'Rust and RE2 also find the start of a line after a final newline', span };
      }
      return '^';
    case 'end':
    case 'text-end-or-newline':
      if (at === 'end' && flags.multiline) return '$';
      if (!last)
        return { unsupported: 'Rust and RE2 cannot look for a final newline without taking it up', span };
      return flags.multiline ? '\\n?\\z' : '\\n?$';
    case 'word-boundary':
      return '\\b';
    case 'not-word-boundary':
      return '\\B';
  }
}

function repeatText(node: RegexRepeat, body: string, { copies }: Place): RegexResult {
  if (copies <= MAX_REPEAT) return body + quantifierText(node);
  return { unsupported: `RE2 repeats at most ${MAX_REPEAT} times`, span: node.span };
}
