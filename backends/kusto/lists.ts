/** Shorter forms for a list of values of one field: `in~`, `in`, and the functions that take several networks. */
import type { LeafText, TextDialect } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, CidrMatcher, Leaf } from '../../lib/query/query.ts';
import { printNetworks } from './cidr.ts';
import { columnOf, textOf, type ColumnTypes } from './columns.ts';
import { equalityOf, printEquality, type Equality } from './equality.ts';

/** Folds whole values and networks; other leaves stay, or'ed: operators are faster than one regular expression. */
export function createList(types: ColumnTypes): NonNullable<TextDialect['list']> {
  return ({ field, leaves }: AnyOfQuery) => {
    // `* in~ (…)` is a syntax error.
    if (field === null) return leaves;

    const column = columnOf(field, types);
    const equalities: Equality[] = [];
    const networks: CidrMatcher[] = [];
    const others: Leaf[] = [];
    for (const leaf of leaves) {
      const equality = equalityOf(leaf, column);
      if (equality !== undefined) equalities.push(equality);
      else if (leaf.matcher.kind === 'cidr') networks.push(leaf.matcher);
      else others.push(leaf);
    }
    const folded: LeafText[] = [...printEqualities(equalities)];
    if (networks.length > 0) folded.push(printNetworks(textOf(column), networks));
    return [...folded, ...others];
  };
}

/** `in` and `in~`, one for each left side and case rule. Values without letters go where the others are. */
function printEqualities(equalities: readonly Equality[]): readonly string[] {
  const ignoring = new Set(
    equalities.filter(({ letterCase }) => letterCase === 'ignored').map(({ left }) => left),
  );
  const groups = new Map<string, Equality[]>();
  for (const equality of equalities) {
    const { left, letterCase } = equality;
    const ignored = letterCase === 'ignored' || (letterCase === 'either' && ignoring.has(left));
    const key = `${left} ${ignored ? 'in~' : 'in'}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [equality]);
    else group.push(equality);
  }
  return Array.from(groups, ([key, group]) =>
    group.length === 1
      ? printEquality(group[0] as Equality)
      : `${key} (${group.map(({ literal }) => literal).join(', ')})`,
  );
}
