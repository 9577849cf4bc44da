/** Registry values: Sysmon's `TargetObject` is key and name in one text, two fields in targets. */
import { and, FALSE, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import { matcherOf, partsOf, waysToSplit } from './halves.ts';

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
  switch (matcher.kind) {
    case 'null':
    case 'exists':
      return leaf(key, matcher, span);
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'wildcard': {
      const ways = waysToSplit(partsOf(matcher)).map(([before, after]) => {
        const halves = [
          leaf(key, matcherOf(before, matcher.cased), span),
          leaf(name, matcherOf(after, matcher.cased), span),
        ];
        // An event about a value has both.
        const telling = halves.filter((half) => half.matcher.kind !== 'exists');
        return telling.length === 0 ? leaf(key, { kind: 'exists' }, span) : and(telling);
      });
      return or(ways);
    }
    case 'number':
    case 'boolean':
      return FALSE;
    default:
      return {
        refused: `\`${field ?? ''}\` is kept as a key and a name there, which this test cannot be asked of`,
      };
  }
}
