/** The values that most rules of a corpus look for. */
import type { Corpus } from './corpus.ts';
import type { PredicateKind } from './predicate.ts';

export interface CommonOptions {
  /** Only values of this field. */
  readonly field?: string;
  /** Only this kind; `equals` includes the values of lists. */
  readonly kind?: PredicateKind;
  /**
   * How many values at most.
   * @default 20
   */
  readonly top?: number;
}

export interface CommonValue {
  readonly field: string | null;
  /** Never `in`: each value counts by itself. */
  readonly kind: PredicateKind;
  /** As the first of the rules spells it. */
  readonly value: string;
  readonly cased: boolean;
  readonly transforms?: readonly string[];
  /** How many rules look for it. */
  readonly rules: number;
}

/**
 * The most common values first; where counts are equal, in the order of the corpus.
 *
 * @example commonValues(corpus, { field: 'Image', top: 1 }) // [{ value: '\\powershell.exe', kind: 'ends_with', rules: 172, … }]
 */
export function commonValues(corpus: Corpus, options: CommonOptions = {}): readonly CommonValue[] {
  const { field, kind, top = 20 } = options;
  const values: CommonValue[] = [];
  for (const { predicate, value, rules } of corpus.values()) {
    const single = predicate.kind === 'in' ? 'equals' : predicate.kind;
    if (field !== undefined && predicate.field !== field) continue;
    if (kind !== undefined && single !== kind) continue;
    const { transforms, cased } = predicate;
    values.push({
      field: predicate.field,
      kind: single,
      value,
      cased,
      ...(transforms !== undefined && { transforms }),
      rules: rules.length,
    });
  }
  return values.sort((a, b) => b.rules - a.rules).slice(0, top);
}
