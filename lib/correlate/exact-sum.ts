/**
 * Sums of numbers without rounding on the way, so that a window has the same sum whatever was in it before and in
 * which order. A sum is kept as parts that do not overlap, and is rounded once, when it is read.
 *
 * J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997: https://doi.org/10.1007/PL00009321
 */

/** Ascending in size; no two overlap. */
export type ExactSum = number[];

/** Adds to the sum; to take a number out again, add its negative. */
export function addExactly(sum: ExactSum, value: number): void {
  let carried = value;
  let kept = 0;
  for (const part of sum) {
    const [large, small] = Math.abs(carried) < Math.abs(part) ? [part, carried] : [carried, part];
    const high = large + small;
    const low = small - (high - large);
    if (low !== 0) sum[kept++] = low;
    carried = high;
  }
  sum.length = kept;
  if (carried !== 0) sum.push(carried);
}

/** The number nearest to the sum. */
export function roundSum(sum: ExactSum): number {
  let at = sum.length - 1;
  if (at < 0) return 0;
  let high = sum[at--] as number;
  let low = 0;
  while (at >= 0 && low === 0) {
    const part = sum[at--] as number;
    const rounded = high + part;
    low = part - (rounded - high);
    high = rounded;
  }
  // Half way between two numbers, what is below decides.
  const next = sum[at];
  if (next !== undefined && low !== 0 && Math.sign(next) === Math.sign(low)) {
    const doubled = low * 2;
    const further = high + doubled;
    if (doubled === further - high) return further;
  }
  return high;
}
