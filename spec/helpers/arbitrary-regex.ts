/** Generators of regular expression trees, of their text, and of texts they match. */
import fc from 'fast-check';
import type { RegexClassItem, RegexNode } from '../../lib/regex/ast.ts';

const span = { start: 0, end: 0 };

const CHARACTERS = ['a', 'B', 'z', '0', '9', '_', ' ', '-', '.', '\\', '"', '/', 'é', 'K', '\n', '😀'];

function literal(character: string): RegexNode {
  return { kind: 'literal', codePoint: character.codePointAt(0) as number, span };
}

const arbitraryCharacter = fc.constantFrom(...CHARACTERS);

function arbitraryClassItem(): fc.Arbitrary<RegexClassItem> {
  return fc.oneof(
    arbitraryCharacter.map((character): RegexClassItem => {
      const code = character.codePointAt(0) as number;
      return { kind: 'range', from: code, to: code, span };
    }),
    fc.constantFrom<RegexClassItem>(
      { kind: 'range', from: 0x61, to: 0x66, span },
      { kind: 'range', from: 0x41, to: 0x5a, span },
      { kind: 'range', from: 0x30, to: 0x39, span },
      { kind: 'shorthand', set: 'word', negated: false, span },
      { kind: 'shorthand', set: 'space', negated: true, span },
    ),
  );
}

/** Trees that every dialect can say: no lookaround, no backreference, nothing possessive. */
export function arbitraryRegexNode(): fc.Arbitrary<RegexNode> {
  const atom: fc.Arbitrary<RegexNode> = fc.oneof(
    { weight: 4, arbitrary: arbitraryCharacter.map(literal) },
    { weight: 1, arbitrary: fc.constant<RegexNode>({ kind: 'dot', span }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant<'class'>('class'),
        negated: fc.boolean(),
        items: fc.array(arbitraryClassItem(), { minLength: 1, maxLength: 3 }),
        span: fc.constant(span),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant<'shorthand'>('shorthand'),
        set: fc.constantFrom('digit', 'word', 'space'),
        negated: fc.boolean(),
        span: fc.constant(span),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant<'anchor'>('anchor'),
        at: fc.constantFrom('start', 'end', 'text-start', 'text-end', 'word-boundary', 'not-word-boundary'),
        span: fc.constant(span),
      }),
    },
  );
  return fc.letrec<{ node: RegexNode; grouped: RegexNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.array(tie('grouped'), { minLength: 2, maxLength: 4 }).map((items): RegexNode => {
        return { kind: 'sequence', items: items.flatMap(itemsOf), span };
      }),
      fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((branches): RegexNode => {
        return group({ kind: 'alternation', branches: branches.flatMap(branchesOf), span });
      }),
      fc
        .record({
          body: tie('node'),
          bounds: fc.constantFrom<[number, number | null]>([0, null], [1, null], [0, 1], [1, 2], [2, 2]),
          mode: fc.constantFrom<'greedy' | 'lazy'>('greedy', 'lazy'),
        })
        .map(({ body, bounds: [min, max], mode }): RegexNode => {
          return { kind: 'repeat', body: isAtomic(body) ? body : group(body), min, max, mode, span };
        }),
    ),
    grouped: tie('node').map((node) => (node.kind === 'alternation' ? group(node) : node)),
  })).node;
}

function itemsOf(node: RegexNode): readonly RegexNode[] {
  return node.kind === 'sequence' ? node.items : [node];
}

function branchesOf(node: RegexNode): readonly RegexNode[] {
  return node.kind === 'alternation' ? node.branches : [node];
}

function isAtomic({ kind }: RegexNode): boolean {
  return kind === 'literal' || kind === 'dot' || kind === 'class' || kind === 'shorthand';
}

function group(body: RegexNode): RegexNode {
  return { kind: 'group', capture: false, atomic: false, body, span };
}

const SPECIAL = /[\\^$.|?*+()[\]{}/-]/;

function writeCharacter(code: number): string {
  const character = String.fromCodePoint(code);
  if (character === '\n') return '\\n';
  return SPECIAL.test(character) ? `\\${character}` : character;
}

const SHORTHANDS: Readonly<Record<string, string>> = { digit: 'd', word: 'w', space: 's' };

const ANCHORS: Readonly<Record<string, string>> = {
  start: '^',
  end: '$',
  'text-start': '\\A',
  'text-end': '\\z',
  'word-boundary': '\\b',
  'not-word-boundary': '\\B',
};

function writeItem(item: RegexClassItem): string {
  if (item.kind === 'shorthand') return writeRegex(item);
  const from = writeCharacter(item.from);
  return item.from === item.to ? from : `${from}-${writeCharacter(item.to)}`;
}

/** The tree as PCRE text. */
export function writeRegex(node: RegexNode): string {
  switch (node.kind) {
    case 'literal':
      return writeCharacter(node.codePoint);
    case 'dot':
      return '.';
    case 'class':
      return `[${node.negated ? '^' : ''}${node.items.map(writeItem).join('')}]`;
    case 'shorthand': {
      const letter = SHORTHANDS[node.set] as string;
      return `\\${node.negated ? letter.toUpperCase() : letter}`;
    }
    case 'anchor':
      return ANCHORS[node.at] as string;
    case 'sequence':
      return node.items.map(writeRegex).join('');
    case 'alternation':
      return node.branches.map(writeRegex).join('|');
    case 'group':
      return `(?:${writeRegex(node.body)})`;
    case 'repeat':
      return `${writeRegex(node.body)}{${node.min},${node.max ?? ''}}${node.mode === 'lazy' ? '?' : ''}`;
    case 'lookaround':
    case 'backreference':
      throw new Error(`${node.kind} is not generated`);
  }
}

/** Texts that the expression matches, anchors aside. */
export function arbitrarySample(node: RegexNode): fc.Arbitrary<string> {
  switch (node.kind) {
    case 'literal':
      return fc.constant(String.fromCodePoint(node.codePoint));
    case 'dot':
    case 'class':
    case 'shorthand':
      return fc.oneof(arbitraryCharacter, ...classSamples(node));
    case 'anchor':
      return fc.constantFrom('', '', '', '\n');
    case 'sequence':
      return fc.tuple(...node.items.map(arbitrarySample)).map((pieces) => pieces.join(''));
    case 'alternation':
      return fc.oneof(...node.branches.map(arbitrarySample));
    case 'group':
      return arbitrarySample(node.body);
    case 'repeat': {
      const constraints = { minLength: node.min, maxLength: Math.min(node.max ?? 3, node.min + 2) };
      return fc.array(arbitrarySample(node.body), constraints).map((pieces) => pieces.join(''));
    }
    case 'lookaround':
    case 'backreference':
      throw new Error(`${node.kind} is not generated`);
  }
}

function classSamples(node: RegexNode): readonly fc.Arbitrary<string>[] {
  if (node.kind !== 'class') return [];
  return node.items.flatMap((item) =>
    item.kind === 'range'
      ? [fc.constantFrom(String.fromCodePoint(item.from), String.fromCodePoint(item.to))]
      : [],
  );
}
