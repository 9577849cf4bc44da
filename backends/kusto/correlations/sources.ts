/** Legs by the tables they read, where an event must not be read twice. */
import { mergeLegs, type Leg } from './legs.ts';
import { allOf } from './tests.ts';

/** Legs that read the same tables, now from one source. */
type Together = readonly [Leg, ...Leg[]];

/** Legs with a table in common, directly or by way of others, read from one source. */
export function bySource(legs: readonly Leg[]): readonly Together[] {
  const parts: [Leg, ...Leg[]][] = [];
  for (const leg of legs) {
    const touching = parts.filter((part) =>
      part.some((other) => other.tables.some((table) => leg.tables.includes(table))),
    );
    const joined: [Leg, ...Leg[]] = [leg];
    for (const part of touching) {
      joined.unshift(...part);
      parts.splice(parts.indexOf(part), 1);
    }
    parts.push(joined);
  }
  return parts.map((part) =>
    part.every(({ source }) => source === part[0].source) ? part : readTogether(part),
  );
}

/** From a union of all the tables, in which a column says which of them a row is from. */
function readTogether(legs: Together): Together {
  const tables = [...new Set(legs.flatMap((leg) => leg.tables))];
  const column = freeColumn(legs);
  const members = tables.map((table, index) => `(${table} | extend ${column} = ${index + 1})`);
  const source = `union\n${members.join(',\n')}`;
  const [first, ...others] = mergeLegs(
    legs.map((leg): Leg => {
      const own = new Set(leg.tables.map((table) => tables.indexOf(table) + 1));
      if (own.size === tables.length) return { ...leg, source, tables };
      const isFrom = { text: `${column} in (${[...own].join(', ')})`, level: 'atom' } as const;
      const rules = leg.rules.map(({ index, test }) => ({ index, test: allOf([isFrom, test]) }));
      return { ...leg, source, tables, rules };
    }),
  );
  return [first as Leg, ...others];
}

/** A column that none of the legs asks for, lest it hide one of a table. */
function freeColumn(legs: Together): string {
  const asked = JSON.stringify(legs);
  let name = '_Of';
  while (asked.includes(name)) name += '_';
  return name;
}
