/** Shorter forms for a list of values of one field: `in~`, `in`, and the functions that take several networks. */
import type { LeafText, TextDialect } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, CidrMatcher, Leaf } from '../../lib/query/query.ts';
import { printNetworks } from './cidr.ts';
import type { Columns } from './columns.ts';
import { equalityOf, printEquality, type Equality, type LetterCase } from './equality.ts';

/** Folds whole values and networks; other leaves stay, or'ed: operators are faster than one regular expression. */
export function createList(columns: Columns): NonNullable<TextDialect['list']> {
  return ({ field, leaves }: AnyOfQuery) => {
    // `* in~ (…)` is a syntax error.
    if (field === null) return leaves;

    const column = columns(field);
    const equalities: Equality[] = [];
    const networks: CidrMatcher[] = [];
    const others: Leaf[] = [];
    for (const leaf of leaves) {
      const equality = equalityOf(leaf, column);
      if (equality !== undefined) equalities.push(equality);
      else if (leaf.matcher.kind === 'cidr') networks.push(leaf.matcher);
      else others.push(leaf);
    }
    if (others.length === leaves.length) return leaves;

    const folded: LeafText[] = equalities.length > 0 ? printEqualities(equalities) : [];
    if (networks.length > 0) folded.push(printNetworks(column.text, networks));
    return [...folded, ...others];
  };
}

/** `in` and `in~`, one for each left side and case rule. Values without letters go where the others are. */
function printEqualities(equalities: readonly Equality[]): LeafText[] {
  const ignoring = new Set<string>();
  for (const { left, letterCase } of equalities) if (letterCase === 'ignored') ignoring.add(left);

  const groups = new Map<string, { left: string; literals: string[]; letterCase: LetterCase }>();
  for (const { left, literals, letterCase } of equalities) {
    const rule = letterCase !== 'exact' && ignoring.has(left) ? 'ignored' : 'exact';
    const key = `${rule} ${left}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { left, literals: [...literals], letterCase: rule });
    else group.literals.push(...literals);
  }
  return Array.from(groups.values(), printEquality);
}
