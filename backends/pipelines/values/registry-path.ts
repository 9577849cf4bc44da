/** Registry values: Sysmon's `TargetObject` is key and name in one text, two fields in targets. */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import { waysToSplit } from './halves.ts';
import { isAnything, matcherOf, patternOf, type TextPattern } from './pattern.ts';

/** `TargetObject` of events about values, kept as the path of the key and the name of the value. */
export function registryValue(key: string, name: string): ComputedField {
  return {
    fields: [key, name],
    form: 'the key in one field, the name of the value in the other',
    translate: (asked) => split(asked, key, name),
  };
}

/**
 * Law: for every key, and every name without a backslash, the answer is that of `key\name`.
 *
 * @example TargetObject endsWith '\Run\a' → key endsWith '\Run' and name = 'a'
 * @example TargetObject contains '\Run\' → key contains '\Run\' or key endsWith '\Run'
 */
function split({ matcher, span, field }: Leaf, key: string, name: string): Query | Refusal {
  if (matcher.kind === 'null' || matcher.kind === 'exists') return leaf(key, matcher, span);
  const pattern = patternOf(matcher);
  if (pattern === undefined) {
    return {
      refused: `\`${field ?? ''}\` is kept as a key and a name there, which this test cannot be asked of`,
    };
  }
  const about = (half: string, parts: TextPattern['parts']): Leaf =>
    leaf(half, matcherOf({ ...pattern, parts }), span);
  return or(
    waysToSplit(pattern.parts).map(([before, after]) => {
      // An event about a value has both.
      if (isAnything(after)) return about(key, before);
      return isAnything(before) ? about(name, after) : and([about(key, before), about(name, after)]);
    }),
  );
}
