/** What conversion says; see `codes.ts` for when. */
import { closest } from '../suggest.ts';
import type { Finding } from '../diagnostic.ts';
import type { Feature } from '../codes.ts';

const FEATURE_NAMES: Readonly<Record<Feature, string>> = {
  keyword: 'a keyword search',
  regex: 'this regular expression',
  wildcard: 'this wildcard pattern',
  'case-sensitivity': 'a case-sensitive match',
  'field-reference': 'a comparison of two fields',
  cidr: 'this network match',
  comparison: 'this comparison',
  'time-part': 'a part of a date',
  value: 'this value',
  'field-name': 'this field name',
  constant: 'a condition that is always true or always false',
  size: 'a condition of this size',
  correlation: 'this correlation',
};

/** The target cannot say it, and nothing was emitted. */
export function unsupported(
  target: string,
  feature: Feature,
  reason: string,
  hints: readonly string[],
): Finding {
  return {
    code: `unsupported-${feature}`,
    severity: 'error',
    message: `${target} cannot express ${FEATURE_NAMES[feature]}: ${reason}`,
    hints,
  };
}

/** The target says something near; the query selects more or fewer events than the rule. */
export function approximate(
  target: string,
  feature: Feature,
  reason: string,
  hints: readonly string[],
  outcome: 'superset' | 'subset',
): Finding {
  const effect = outcome === 'superset' ? 'more' : 'fewer';
  return {
    code: `approximate-${feature}`,
    severity: 'warning',
    message: `the ${target} query selects ${effect} events than the rule: ${reason}`,
    hints,
  };
}

export function unknownFormat(target: string, format: string, known: readonly string[]): Finding {
  const near = closest(format, known);
  return {
    code: 'format-unknown',
    severity: 'error',
    message: `${target} has no output format \`${format}\``,
    hints: [near === undefined ? `its formats: ${known.join(', ')}` : `did you mean \`${near}\`?`],
  };
}
