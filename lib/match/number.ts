/**
 * Number matchers: `number` (the number, or the text of its decimal) and `compare`.
 *
 * Texts are decimals as people write them: `4688`, `-1`, `1.5`. `0x10`, `1e3`, ` 5` and `4688.0` are texts
 * that no whole-value match should take for a number; `compare` reads any plain decimal, `4688.0` too.
 */
import type { CompareMatcher, CompareOperator, NumberMatcher } from '../query/query.ts';
import type { ValueTest } from './reading.ts';

export function testNumber(matcher: NumberMatcher): ValueTest {
  const { value } = matcher;
  const texts = decimalTexts(matcher);
  return ({ raw, text }) => (typeof raw === 'number' ? raw === value : texts.includes(text));
}

/**
 * The texts of an event that are this number: its digits in the rule, and the shortest way to write it
 * (`1.50` in a rule is `1.5` in a log). Whole numbers that do not fit a double have their digits alone, since the
 * double next to them is another number.
 */
export function decimalTexts({ value, text }: NumberMatcher): readonly string[] {
  const shortest = String(value);
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return exact && shortest !== text ? [text, shortest] : [text];
}

type Comparison = (held: number | bigint, wanted: number) => boolean;

const COMPARISONS: Readonly<Record<CompareOperator, Comparison>> = {
  lt: (held, wanted) => held < wanted,
  lte: (held, wanted) => held <= wanted,
  gt: (held, wanted) => held > wanted,
  gte: (held, wanted) => held >= wanted,
};

export function testCompare({ operator, value }: CompareMatcher): ValueTest {
  const compare = COMPARISONS[operator];
  return ({ raw }) => {
    const held = numberOf(raw);
    return held !== undefined && compare(held, value);
  };
}

function numberOf(raw: unknown): number | bigint | undefined {
  if (typeof raw === 'number' || typeof raw === 'bigint') return raw;
  return typeof raw === 'string' && DECIMAL.test(raw) ? Number(raw) : undefined;
}

const DECIMAL = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;
