/**
 * Keys of a search: a field name and its modifiers, `CommandLine|contains|all`.
 *
 *     key      = [ name ] { "|" name }
 *     name     = one or more characters other than "|"
 *
 * The field may be missing (`|all` modifies keywords); a modifier may not.
 * https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#value-modifiers
 */
import { apply, buildLexer, kright, opt_sc, rep_sc, seq, tok, type Token } from 'typescript-parsec';
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

const name = /* @__PURE__ */ apply(tok<Kind>('name'), (token: Token<Kind>): FieldKeyName => ({
  text: token.text,
  offset: token.pos.index,
}));

const key = /* @__PURE__ */ apply(
  seq(opt_sc(name), rep_sc(kright(tok<Kind>('bar'), name))),
  ([field, modifiers]): FieldKeyParts => ({ field, modifiers }),
);

/** The parts of a key of at most `MAX_PARSEC_LENGTH` characters. */
export function parseKey(text: string): ParsecResult<FieldKeyParts> {
  return runParsec(lexer, key, text);
}
