/**
 * A regular expression tree run in the plainest way: every alternative in turn, everything after it as a
 * continuation. The oracle for printed dialects and for predicates; exponential time is fine here.
 */
import type {
  RegexClassItem,
  RegexFlags,
  RegexNode,
  RegexPattern,
  RegexSetName,
} from '../../lib/regex/ast.ts';

/** Whether the pattern occurs in the text. */
export function searchRegex({ root, flags }: RegexPattern, text: string): boolean {
  const characters = Array.from(text);
  for (let at = 0; at <= characters.length; at++) {
    if (match(root, characters, at, flags, () => true)) return true;
  }
  return false;
}

type Input = readonly string[];

type Next = (at: number) => boolean;

function match(node: RegexNode, input: Input, at: number, flags: RegexFlags, next: Next): boolean {
  switch (node.kind) {
    case 'alternation':
      return node.branches.some((branch) => match(branch, input, at, flags, next));
    case 'sequence':
      return matchSequence(node.items, input, at, flags, next);
    case 'literal':
      return isOneOf(
        [{ ...node, kind: 'range', from: node.codePoint, to: node.codePoint }],
        input,
        at,
        flags,
        false,
        next,
      );
    case 'class':
      return isOneOf(node.items, input, at, flags, node.negated, next);
    case 'shorthand':
      return isOneOf([node], input, at, flags, false, next);
    case 'dot':
      return at < input.length && (flags.dotAll || input[at] !== '\n') && next(at + 1);
    case 'group': {
      const inner = { ...flags, ...node.flags };
      if (!node.atomic) return match(node.body, input, at, inner, next);
      const end = firstEnd(node.body, input, at, inner);
      return end !== undefined && next(end);
    }
    case 'repeat':
      return matchRepeat(node, input, at, flags, next, 0);
    case 'anchor':
      return isAt(node.at, input, at, flags) && next(at);
    case 'lookaround':
      return looksAround(node, input, at, flags) !== node.negated && next(at);
    case 'backreference':
      throw new Error('backreferences are not part of this oracle');
  }
}

function matchSequence(
  [first, ...rest]: readonly RegexNode[],
  input: Input,
  at: number,
  flags: RegexFlags,
  next: Next,
): boolean {
  if (first === undefined) return next(at);
  return match(first, input, at, flags, (end) => matchSequence(rest, input, end, flags, next));
}

function firstEnd(node: RegexNode, input: Input, at: number, flags: RegexFlags): number | undefined {
  let found: number | undefined;
  match(node, input, at, flags, (end) => {
    found = end;
    return true;
  });
  return found;
}

function matchRepeat(
  node: Extract<RegexNode, { kind: 'repeat' }>,
  input: Input,
  at: number,
  flags: RegexFlags,
  next: Next,
  count: number,
): boolean {
  if (node.mode === 'possessive') {
    const end = firstEnd({ ...node, mode: 'greedy' }, input, at, flags);
    return end !== undefined && next(end);
  }
  const more = (): boolean => {
    if (node.max !== null && count >= node.max) return false;
    return match(node.body, input, at, flags, (end) => {
      // A turn that takes nothing and is not required would go on for ever.
      if (end === at && count >= node.min) return false;
      return matchRepeat(node, input, end, flags, next, count + 1);
    });
  };
  const enough = (): boolean => count >= node.min && next(at);
  return node.mode === 'lazy' ? enough() || more() : more() || enough();
}

function isOneOf(
  items: readonly RegexClassItem[],
  input: Input,
  at: number,
  flags: RegexFlags,
  negated: boolean,
  next: Next,
): boolean {
  const character = input[at];
  if (character === undefined) return false;
  const forms = flags.ignoreCase ? casesOf(character) : [character];
  const found = items.some((item) => forms.some((form) => isIn(item, form)));
  return found !== negated && next(at + 1);
}

/** The character, and its other case where that is one character that leads back. */
function casesOf(character: string): readonly string[] {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  return [
    character,
    ...(lower.length === 1 && lower.toUpperCase() === character ? [lower] : []),
    ...(upper.length === 1 && upper.toLowerCase() === character ? [upper] : []),
  ];
}

function isIn(item: RegexClassItem, character: string): boolean {
  const code = character.codePointAt(0) as number;
  if (item.kind === 'range') return item.from <= code && code <= item.to;
  return SETS[item.set].test(character) !== item.negated;
}

const SETS: Readonly<Record<RegexSetName, RegExp>> = {
  digit: /[0-9]/,
  word: /[A-Za-z0-9_]/,
  space: /[ \t\n\v\f\r]/,
  'horizontal-space': /[ \t\u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]/,
  'vertical-space': /[\n\v\f\r\u0085\u2028\u2029]/,
  alpha: /[A-Za-z]/,
  alnum: /[A-Za-z0-9]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
  blank: /[ \t]/,
  // eslint-disable-next-line no-control-regex
  cntrl: /[\x00-\x1f\x7f]/,
  graph: /[!-~]/,
  print: /[ -~]/,
  // eslint-disable-next-line no-control-regex
  ascii: /[\x00-\x7f]/,
};

function isAt(
  place: Extract<RegexNode, { kind: 'anchor' }>['at'],
  characters: Input,
  at: number,
  { multiline }: RegexFlags,
): boolean {
  const atEnd = at === characters.length;
  const beforeFinalNewline = at === characters.length - 1 && characters[at] === '\n';
  switch (place) {
    case 'start':
      // PCRE sees no line after a final newline.
      return at === 0 || (multiline && characters[at - 1] === '\n' && !atEnd);
    case 'end':
      return atEnd || beforeFinalNewline || (multiline && characters[at] === '\n');
    case 'text-start':
      return at === 0;
    case 'text-end':
      return atEnd;
    case 'text-end-or-newline':
      return atEnd || beforeFinalNewline;
    case 'word-boundary':
      return isWord(characters[at - 1]) !== isWord(characters[at]);
    case 'not-word-boundary':
      return isWord(characters[at - 1]) === isWord(characters[at]);
  }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && SETS.word.test(character);
}

function looksAround(
  { direction, body }: Extract<RegexNode, { kind: 'lookaround' }>,
  input: Input,
  at: number,
  flags: RegexFlags,
): boolean {
  if (direction === 'ahead') return match(body, input, at, flags, () => true);
  for (let from = 0; from <= at; from++) {
    if (match(body, input, from, flags, (end) => end === at)) return true;
  }
  return false;
}
