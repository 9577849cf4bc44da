/**
 * Replacing by regular expression, on patterns instead of texts: the expression sees each wildcard as the character it is
 * written with, and what it leaves alone or captures keeps its kind. So a star that is text stays text, and one that is
 * a wildcard stays a wildcard.
 */
import { badEscape, badGroup } from '../../diagnostics/messages/pipeline-file.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import type { WildcardPart } from '../../query/query.ts';
import { groupsOf, type Expression } from './expression.ts';

/** What stands in the place of a match: characters, and groups of the expression. */
export type Replacement = readonly (string | { readonly group: number | string })[];

/** `\1`, `\g<name>`, `\n`, `\\`, and a backslash in front of anything else. */
const ESCAPE = /\\(?:g<(\w+)>|(\d{1,2})|([abfnrtv\\])|([A-Za-z]))/g;

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/**
 * A replacement in the syntax of Python's `re.sub`, or what is wrong with it.
 *
 * @example `\1\\\g<name>` → [{ group: 1 }, '\', { group: 'name' }]
 */
export function readReplacement(text: string, expression: Expression): Replacement | Finding {
  const { count, names } = groupsOf(expression);
  const pieces: (string | { group: number | string })[] = [];
  let done = 0;
  for (const match of text.matchAll(ESCAPE)) {
    pieces.push(text.slice(done, match.index));
    done = match.index + match[0].length;
    const [whole, name, digits, control, letter] = match;
    if (letter !== undefined) return badEscape(whole);
    if (control !== undefined) pieces.push(CONTROLS[control] ?? control);
    else {
      const group = name ?? digits ?? '';
      const number = /^\d+$/.test(group) ? Number(group) : undefined;
      const known = number === undefined ? names.includes(group) : number <= count;
      if (!known) return badGroup(group);
      pieces.push({ group: number ?? group });
    }
  }
  pieces.push(text.slice(done));
  return pieces.filter((piece) => piece !== '');
}

/** A text of a query made longer than this is no query any more. */
const MAX_RESULT = 100_000;

/** The text with every match replaced; undefined when it is too long for the expression, or becomes too long. */
export function replaceText(
  text: string,
  expression: Expression,
  replacement: Replacement,
): string | undefined {
  const parts = replaceParts([{ kind: 'text', text }], expression, replacement, false);
  return parts?.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

/**
 * The pattern with every match replaced; undefined when it is too long for the expression, or becomes too long.
 *
 * @param special Whether `*` and `?` in the replacement are wildcards, unless behind a backslash.
 */
export function replaceParts(
  parts: readonly WildcardPart[],
  { anywhere, limit }: Expression,
  replacement: Replacement,
  special: boolean,
): readonly WildcardPart[] | undefined {
  const shown = show(parts);
  if (shown.text.length > limit) return undefined;
  const result: WildcardPart[] = [];
  let length = 0;
  let done = 0;
  const copy = (start: number, end: number): void => {
    for (const part of shown.slice(start, end)) result.push(part);
    length += end - start;
  };
  for (const match of shown.text.matchAll(new RegExp(anywhere, `${anywhere.flags}g`))) {
    copy(done, match.index);
    done = match.index + match[0].length;
    for (const piece of replacement) {
      if (typeof piece === 'string') {
        result.push(...(special ? interpret(piece) : [{ kind: 'text', text: piece } as const]));
        length += piece.length;
      } else {
        const place =
          typeof piece.group === 'number'
            ? match.indices?.[piece.group]
            : match.indices?.groups?.[piece.group];
        if (place !== undefined) copy(place[0], place[1]);
      }
    }
    if (length > MAX_RESULT) return undefined;
  }
  copy(done, shown.text.length);
  return joinParts(result);
}

/** The parts as a pattern has them: texts that meet are one, and so are stars. */
export function joinParts(parts: readonly WildcardPart[]): readonly WildcardPart[] {
  const joined: WildcardPart[] = [];
  let texts: string[] = [];
  const flush = (): void => {
    const text = texts.join('');
    if (text !== '') joined.push({ kind: 'text', text });
    texts = [];
  };
  for (const part of parts) {
    if (part.kind === 'text') {
      texts.push(part.text);
      continue;
    }
    flush();
    if (part.kind === 'one' || joined.at(-1)?.kind !== 'many') joined.push(part);
  }
  flush();
  return joined;
}

/** A pattern as text, each wildcard as its character, and pieces of it as the parts they were. */
function show(parts: readonly WildcardPart[]): {
  readonly text: string;
  readonly slice: (start: number, end: number) => readonly WildcardPart[];
} {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'many' ? '*' : '?'));
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length;
  }
  return {
    text: texts.join(''),
    slice(start, end) {
      const pieces: WildcardPart[] = [];
      for (let index = lastAtOrBefore(starts, start); (starts[index] ?? end) < end; index++) {
        const part = parts[index] as WildcardPart;
        const at = starts[index] as number;
        const text = (texts[index] as string).slice(Math.max(start - at, 0), end - at);
        if (text !== '') pieces.push(part.kind === 'text' ? { kind: 'text', text } : part);
      }
      return pieces;
    },
  };
}

/** The place of the last number that is not above the wanted one; 0 when there is none. */
function lastAtOrBefore(ascending: readonly number[], wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `*` and `?` as wildcards, and the characters themselves behind a backslash. */
function interpret(text: string): readonly WildcardPart[] {
  return text.split(/(\\[*?]|[*?])/).flatMap((piece): readonly WildcardPart[] => {
    if (piece === '') return [];
    if (piece === '*') return [{ kind: 'many' }];
    if (piece === '?') return [{ kind: 'one' }];
    return [{ kind: 'text', text: /^\\[*?]$/.test(piece) ? piece.slice(1) : piece }];
  });
}

/** What the named groups hold where the expression matches at the start, as patterns; undefined where it does not. */
export function captureParts(
  parts: readonly WildcardPart[],
  { anywhere, limit }: Expression,
): ReadonlyMap<string, readonly WildcardPart[]> | undefined {
  const shown = show(parts);
  if (shown.text.length > limit) return undefined;
  // The first match is at the start if there is one at the start.
  const found = anywhere.exec(shown.text);
  const places = found?.index === 0 ? found.indices?.groups : undefined;
  if (places === undefined) return undefined;
  const captured = new Map<string, readonly WildcardPart[]>();
  for (const [name, place] of Object.entries(
    places as Readonly<Record<string, [number, number] | undefined>>,
  )) {
    if (place !== undefined) captured.set(name, shown.slice(place[0], place[1]));
  }
  return captured;
}
