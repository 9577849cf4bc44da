/**
 * Expressions over the named conditions of a pipeline item: `windows and not (sysmon or old)`.
 *
 *     expression = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation   = { "not" } operand
 *     operand    = name | "(" expression ")"
 *     name       = one or more letters, digits, "_" and "-", none of the three words
 *
 * https://sigmahq-pysigma.readthedocs.io/en/latest/Processing_Pipelines.html
 */
import {
  alt_sc,
  apply,
  buildLexer,
  kmid,
  kright,
  rep_sc,
  rule,
  seq,
  str,
  tok,
  type Parser,
} from 'typescript-parsec';
import { runParsec, type ParsecResult } from './parsec.ts';

/** A name with its offset in the expression, or names put together. */
export type NameExpression =
  | { readonly kind: 'name'; readonly name: string; readonly offset: number }
  | { readonly kind: 'not'; readonly operand: NameExpression }
  /** Two or more operands. */
  | { readonly kind: 'and' | 'or'; readonly operands: readonly NameExpression[] };

type Kind = 'word' | 'bracket' | 'name' | 'space';

const lexer = /* @__PURE__ */ buildLexer<Kind>([
  [true, /^(?:and|or|not)(?![\w-])/g, 'word'],
  [true, /^[\w-]+/g, 'name'],
  [true, /^[()]/g, 'bracket'],
  [false, /^\s+/g, 'space'],
]);

const expression = /* @__PURE__ */ createParser();

function createParser(): Parser<Kind, NameExpression> {
  const whole = rule<Kind, NameExpression>();
  const name = apply(tok<Kind>('name'), ({ text, pos }): NameExpression => ({
    kind: 'name',
    name: text,
    offset: pos.index,
  }));
  const operand = alt_sc(name, kmid(str<Kind>('('), whole, str<Kind>(')')));
  const negation = apply(seq(rep_sc(str<Kind>('not')), operand), ([nots, negated]) =>
    nots.length % 2 === 0 ? negated : ({ kind: 'not', operand: negated } as const),
  );
  const conjunction = chain('and', negation);
  whole.setPattern(chain('or', conjunction));
  return whole;
}

function chain(kind: 'and' | 'or', operand: Parser<Kind, NameExpression>): Parser<Kind, NameExpression> {
  return apply(seq(operand, rep_sc(kright(str<Kind>(kind), operand))), ([first, rest]) =>
    rest.length === 0 ? first : { kind, operands: [first, ...rest] },
  );
}

/** The tree of an expression of at most `MAX_PARSEC_LENGTH` characters. */
export function parseNameExpression(text: string): ParsecResult<NameExpression> {
  return runParsec(lexer, expression, text);
}
