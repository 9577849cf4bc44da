/**
 * Templates, the part of Jinja that prints, chooses and repeats: `{{ … }}`, `if`, `for`, `set`, comments and the minus
 * that takes blanks away. https://jinja.palletsprojects.com/en/stable/templates/
 */
import { TemplateError } from './data.ts';
import { createReader, readExpression, type Expression, type TokenReader } from './expression.ts';
import { scan, type Piece } from './scan.ts';

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[] }
  | {
      readonly kind: 'for';
      /** One, or two for pairs. */
      readonly names: readonly string[];
      readonly list: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly offset: number;
    };

/** What is printed when the test holds; without a test, in every other case. */
export interface Branch {
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
}

/** Blocks in blocks: each level is a call inside a call. */
const MAX_DEPTH = 20;

/**
 * The statements of a template.
 *
 * @throws TemplateError with the place of what cannot be read or is not supported.
 */
export function parseTemplate(template: string): readonly Statement[] {
  const blocks = { pieces: scan(template), at: 0 };
  const { body, end } = readBlock(blocks, [], 0);
  if (end !== undefined) throw new TemplateError('this closes nothing', end.offset);
  return body;
}

interface Blocks {
  readonly pieces: readonly Piece[];
  at: number;
}

interface End {
  readonly word: string;
  readonly reader: TokenReader;
  readonly offset: number;
}

const ENDS: readonly string[] = ['elif', 'else', 'endif', 'endfor'];

/** Statements up to one of the words that end them. */
function readBlock(
  blocks: Blocks,
  ends: readonly string[],
  depth: number,
): { readonly body: readonly Statement[]; readonly end: End | undefined } {
  const body: Statement[] = [];
  while (blocks.at < blocks.pieces.length) {
    const piece = blocks.pieces[blocks.at++] as Piece;
    if (piece.kind === 'text') {
      body.push(piece);
      continue;
    }
    const reader = createReader(piece.tokens, piece.offset);
    if (piece.kind === 'output') {
      const value = readExpression(reader);
      reader.end();
      body.push({ kind: 'output', value });
      continue;
    }
    const { text: word, offset } = reader.next();
    if (ENDS.includes(word)) {
      if (!ends.includes(word)) throw new TemplateError(`\`${word}\` does not belong here`, offset);
      return { body, end: { word, reader, offset } };
    }
    body.push(readTag(word, offset, reader, blocks, depth));
  }
  return { body, end: undefined };
}

function readTag(
  word: string,
  offset: number,
  reader: TokenReader,
  blocks: Blocks,
  depth: number,
): Statement {
  if (depth >= MAX_DEPTH)
    throw new TemplateError(`blocks are nested at most ${MAX_DEPTH} levels deep`, offset);
  switch (word) {
    case 'if':
      return readIf(reader, blocks, depth);
    case 'for':
      return readFor(reader, blocks, depth, offset);
    case 'set':
      return readSet(reader);
    default:
      throw new TemplateError(`there is no \`{% ${word} %}\` here; known: if, for, set`, offset);
  }
}

function readIf(reader: TokenReader, blocks: Blocks, depth: number): Statement {
  const branches: Branch[] = [];
  let test: Expression | undefined = readExpression(reader);
  reader.end();
  for (;;) {
    const { body, end } = readBlock(
      blocks,
      test === undefined ? ['endif'] : ['elif', 'else', 'endif'],
      depth + 1,
    );
    branches.push({ test, body });
    if (end === undefined) return reader.fail('`if` is not closed');
    if (end.word === 'endif') return { kind: 'if', branches };
    test = end.word === 'elif' ? readExpression(end.reader) : undefined;
    end.reader.end();
  }
}

function readFor(reader: TokenReader, blocks: Blocks, depth: number, offset: number): Statement {
  const names = [readName(reader)];
  if (reader.take(',') !== undefined) names.push(readName(reader));
  if (reader.take('in') === undefined) reader.fail('expected `in`');
  const list = readExpression(reader);
  reader.end();
  const { body, end } = readBlock(blocks, ['else', 'endfor'], depth + 1);
  if (end === undefined) return reader.fail('`for` is not closed');
  if (end.word === 'endfor') return { kind: 'for', names, list, body, otherwise: [], offset };
  const rest = readBlock(blocks, ['endfor'], depth + 1);
  if (rest.end === undefined) return reader.fail('`for` is not closed');
  return { kind: 'for', names, list, body, otherwise: rest.body, offset };
}

function readSet(reader: TokenReader): Statement {
  const name = readName(reader);
  if (reader.take('=') === undefined) reader.fail('expected `=`');
  const value = readExpression(reader);
  reader.end();
  return { kind: 'set', name, value };
}

function readName(reader: TokenReader): string {
  const { kind, text } = reader.next();
  return kind === 'name' ? text : reader.fail('expected a name');
}
