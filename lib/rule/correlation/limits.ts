/** What a correlation may measure: far above any that people write, and low enough that each one stays cheap. */

/** Rules that one correlation refers to: each is a search of its own in the targets. */
export const MAX_RULES = 100;

/** Fields in `group-by`, and fields that are counted together. */
export const MAX_FIELDS = 32;

/** Ten years. Above it a time span is a slip, and sums of times and spans stay exact far beyond. */
export const MAX_TIMESPAN_DAYS = 3653;
