/** Regular expressions, as the `RegExp` of the JavaScript engine. */
import type { RegexMatcher } from '../../lib/query/query.ts';
import { ECMASCRIPT_FLAGS, printEcmascript } from '../../lib/regex/print/ecmascript.ts';
import type { RegexRefusal } from '../../lib/regex/result.ts';
import type { ValueTest } from './reading.ts';

/** The test, or the construct that JavaScript has no form for. */
export function testRegex({ pattern }: RegexMatcher): ValueTest | RegexRefusal {
  const source = printEcmascript(pattern);
  if (typeof source !== 'string') return source;
  // Neither `g` nor `y` is among the flags, so the object keeps no state between tests.
  const expression = new RegExp(source, ECMASCRIPT_FLAGS);
  return ({ text }) => expression.test(text);
}
