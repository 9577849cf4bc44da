/** The modifier `expand`: placeholders get the values that the caller has for them. */
import type { Finding } from '../diagnostics/diagnostic.ts';
import {
  placeholderEmpty,
  placeholderNotAlone,
  placeholderUnresolved,
  tooManyCombinations,
} from '../diagnostics/messages/modifier.ts';
import { scanWildcards, splitPlaceholders } from '../syntax/wildcard.ts';
import { combinations, MAX_COMBINATIONS, type Pattern } from './combinations.ts';
import type { ExpressionMatcher } from '../query/query.ts';
import type { Applied, ModifierOptions, PlaceholderValue, ValueModifier } from './modifier.ts';
import { numberOf, type RegexValue, type TextValue, type Value } from './value.ts';

export const expand: ValueModifier = {
  kind: 'value',
  name: 'expand',
  summary: '`%name%` stands for each of the values given for that placeholder; `\\%` is a percent sign.',
  accepts: ['text', 'number', 'boolean', 'null'],
  steps: { plain: 'filled', text: 'text', part: 'part', regex: 'regex' },
  apply(value, _origin, options) {
    if (value.kind === 'text') return expandText(value, options);
    return value.kind === 'regex' ? expandRegex(value, options) : value;
  },
};

function expandText(value: TextValue, options: ModifierOptions): Applied {
  const replacements = lookUp(namesIn(value.parts), options);
  if ('code' in replacements) return replacements;
  const [first] = value.parts;
  if (value.parts.length === 1 && first?.kind === 'placeholder') {
    // Numbers stay numbers where nothing stands around the placeholder.
    return replacements
      .of(first.name)
      .map((each) => (typeof each === 'string' ? { ...value, parts: scanWildcards(each) } : valueOf(each)));
  }
  const whole = expressionIn(replacements, value.parts);
  if (whole !== undefined) return placeholderNotAlone(whole);
  const places = value.parts.map((part): readonly Pattern[] =>
    part.kind === 'placeholder'
      ? textsOf(replacements.of(part.name)).map((text) => scanWildcards(text))
      : [[part]],
  );
  return combinations(places).map((parts) => ({ ...value, parts }));
}

/** Numbers as texts. Tests in the language of the target, which stand alone, have been dealt with before. */
function textsOf(values: readonly PlaceholderValue[]): readonly string[] {
  return values.flatMap((each) => (typeof each === 'object' ? [] : String(each)));
}

/** A replacement means the same inside a regular expression: its text, and what its wildcards stand for. */
function expandRegex(value: RegexValue, options: ModifierOptions): Applied {
  const pieces = splitPlaceholders(value.text);
  const replacements = lookUp(namesIn(pieces), options);
  if ('code' in replacements) return replacements;
  const alone = expressionIn(replacements, pieces);
  if (alone !== undefined) return placeholderNotAlone(alone);
  const places = pieces.map((piece): readonly Pattern[] =>
    piece.kind === 'placeholder'
      ? textsOf(replacements.of(piece.name)).map((text) => [{ kind: 'text', text: regexOf(text) }])
      : [[piece]],
  );
  return combinations(places).map(([whole]) => ({
    ...value,
    text: whole?.kind === 'text' ? whole.text : '',
  }));
}

function valueOf(replacement: number | ExpressionMatcher): Value {
  return typeof replacement === 'number' ? numberOf(replacement) : replacement;
}

/** The first placeholder that stands for a test, which cannot be a part of a text. */
function expressionIn(replacements: Replacements, parts: Pattern): string | undefined {
  return namesIn(parts).find((name) => replacements.of(name).some((each) => typeof each === 'object'));
}

function regexOf(text: string): string {
  return scanWildcards(text)
    .map((part) => {
      // A wildcard also stands for line breaks.
      if (part.kind === 'many') return '(?s:.*)';
      return part.kind === 'one' ? '(?s:.)' : part.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    })
    .join('');
}

function namesIn(parts: Pattern): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'placeholder' ? [part.name] : []));
}

interface Replacements {
  /** Never empty. */
  readonly of: (name: string) => readonly PlaceholderValue[];
}

/** The values of these placeholders, or why there are none. A name that occurs twice counts twice. */
function lookUp(names: readonly string[], { placeholders }: ModifierOptions): Replacements | Finding {
  let count = 1;
  for (const name of names) {
    if (!Object.hasOwn(placeholders, name)) return placeholderUnresolved(name, Object.keys(placeholders));
    const { length } = placeholders[name] as readonly PlaceholderValue[];
    if (length === 0) return placeholderEmpty(name);
    count *= length;
    if (count > MAX_COMBINATIONS) return tooManyCombinations(MAX_COMBINATIONS);
  }
  return { of: (name) => placeholders[name] as readonly PlaceholderValue[] };
}
