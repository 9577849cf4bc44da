/**
 * The one adapter to typescript-parsec: runs a parser over a short text and answers with a value or with the
 * place of the failure.
 *
 * Its errors do not pass `instanceof` (they are ES5 subclasses), so a failure is known by its shape.
 */
import { expectEOF, type Lexer, type Parser } from 'typescript-parsec';

export type ParsecResult<T> =
  | { readonly ok: true; readonly value: T }
  /** `offset` is the text's length where more text was expected. */
  | { readonly ok: false; readonly offset: number };

/** In UTF-16 units: the lexer copies the rest of its input at each token, so time is quadratic in the length. */
export const MAX_PARSEC_LENGTH = 4096;

/**
 * The value of the whole text.
 *
 * @throws RangeError when the text is longer than {@link MAX_PARSEC_LENGTH}; callers check first.
 */
export function runParsec<Kind, T>(
  lexer: Lexer<Kind>,
  parser: Parser<Kind, T>,
  text: string,
): ParsecResult<T> {
  if (text.length > MAX_PARSEC_LENGTH) throw new RangeError('text too long for this parser');
  try {
    const output = expectEOF(parser.parse(lexer.parse(text)));
    if (!output.successful) return { ok: false, offset: output.error.pos?.index ?? text.length };
    const [candidate] = output.candidates;
    if (candidate !== undefined) return { ok: true, value: candidate.result };
    return { ok: false, offset: output.error?.pos?.index ?? text.length };
  } catch (error) {
    const offset = offsetOf(error);
    if (offset === undefined) throw error;
    return { ok: false, offset };
  }
}

function offsetOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('pos' in error)) return undefined;
  const { pos } = error as { pos: { index: number } | undefined };
  return pos?.index;
}
