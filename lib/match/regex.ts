/**
 * Regular expressions: the `RegExp` of the JavaScript engine, and an engine with bounded time where that is needed.
 *
 * `RegExp` backtracks. For most expressions that costs nothing; for some the time grows with a power of the text's
 * length, for `(a+)+$` exponentially. How long a text an expression may safely be tried on is known beforehand.
 */
import type { RegexMatcher } from '../query/query.ts';
import type { RegexPattern } from '../regex/ast.ts';
import { backtrackingLimit } from '../regex/complexity.ts';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../regex/print/ecmascript.ts';
import { printRust } from '../regex/print/rust.ts';
import type { RegexRefusal } from '../regex/result.ts';
import type { ValueTest } from './reading.ts';
import { testSequence } from './sequence.ts';

/** A compiled expression of some engine. */
export interface RegexTester {
  /** Whether the expression occurs anywhere in the text. */
  test(text: string): boolean;
}

/** Makes a tester of an expression in the syntax that RE2 and Rust share. */
export type RegexCompiler = (pattern: string) => RegexTester;

export interface RegexSettings {
  readonly safe: boolean;
  readonly linear: RegexCompiler | undefined;
}

/** The test, or the construct that stands in its way. */
export function testRegex({ pattern }: RegexMatcher, settings: RegexSettings): ValueTest | RegexRefusal {
  const source = printEcmascript(pattern);
  if (typeof source !== 'string') return source;
  const sequence = testSequence(pattern);
  if (sequence !== undefined) return sequence;
  // Neither `g` nor `y` is among the flags, so the object keeps no state between tests.
  const native = new RegExp(source, ECMASCRIPT_FLAGS);
  const { safe, linear: compile } = settings;
  if (!safe && compile === undefined) return ({ text }) => native.test(text);

  const limit = backtrackingLimit(pattern);
  if (limit === Infinity) return ({ text }) => native.test(text);
  const linear = compile === undefined ? NO_ENGINE : compileLinear(pattern, compile);
  if ('test' in linear) return ({ text }) => (text.length > limit ? linear : native).test(text);
  return safe ? { ...linear, span: pattern.span } : ({ text }) => native.test(text);
}

const NO_ENGINE = {
  unsupported: 'its time can grow faster than the text, and no engine with linear time is given',
};

function compileLinear(
  pattern: RegexPattern,
  compile: RegexCompiler,
): RegexTester | { readonly unsupported: string } {
  const source = printRust(pattern);
  if (typeof source !== 'string') return source;
  try {
    return compile(source);
  } catch {
    return { unsupported: 'the engine with linear time does not take it' };
  }
}
