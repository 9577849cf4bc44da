/**
 * Keys of a search: a field name and its modifiers, `CommandLine|contains|all`.
 *
 *     key      = [ name ] { "|" name }
 *     name     = one or more characters other than "|"
 *
 * The field may be missing (`|all` modifies keywords); a modifier may not.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#value-modifiers
 */
import { apply, buildLexer, kright, opt_sc, rep_sc, seq, tok, type Parser } from 'typescript-parsec';
import { runParsec, type ParsecResult } from './parsec.ts';

/** A piece of the key with its offset in the key. */
export interface FieldKeyName {
  readonly text: string;
  readonly offset: number;
}

export interface FieldKeyParts {
  readonly field: FieldKeyName | undefined;
  readonly modifiers: readonly FieldKeyName[];
}

type Kind = 'bar' | 'name';

const lexer = /* @__PURE__ */ buildLexer<Kind>([
  [true, /^\|/g, 'bar'],
  [true, /^[^|]+/g, 'name'],
]);

const key = /* @__PURE__ */ createKeyParser();

function createKeyParser(): Parser<Kind, FieldKeyParts> {
  const name = apply(tok<Kind>('name'), (token): FieldKeyName => ({
    text: token.text,
    offset: token.pos.index,
  }));
  const modifiers = rep_sc(kright(tok<Kind>('bar'), name));
  return apply(seq(opt_sc(name), modifiers), ([field, rest]) => ({ field, modifiers: rest }));
}

/** The parts of a key of at most `MAX_PARSEC_LENGTH` characters. */
export function parseKey(text: string): ParsecResult<FieldKeyParts> {
  return runParsec(lexer, key, text);
}
