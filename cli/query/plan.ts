/**
 * Rules as conditions on one table that is made for them: a row for each event as some log sources see it, a column for
 * each field that a rule asks for, and one with all values of the event for keywords.
 */
import { createSql, type ColumnType } from '../../backends/sql/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { BackendResult } from '../../lib/backend/backend.ts';
import { describeGap } from '../../lib/convert.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { createInquiry, type Inquiry } from '../../lib/engine/matched.ts';
import { createRouter, type LogSourceAttributes, type Router } from '../../lib/events/index.ts';
import { regexSettings } from '../../lib/match/settings.ts';
import { or } from '../../lib/query/build.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import type { Leaf, Query } from '../../lib/query/query.ts';
import { foldLists } from '../../lib/query/rewrite/fold-lists.ts';
import { mapLeaves } from '../../lib/query/rewrite/map-leaves.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';

export const TABLE = 'events';
/** The column with all values of an event, where rules have keywords. */
export const ALL_VALUES = 'all_values';

export interface PlannedRule {
  readonly rule: SigmaRule;
  /** The log source it is about, as the router counts them. */
  readonly source: number;
  /** Of columns, not of fields. */
  readonly query: Query;
  /** What in the rule an event matched, for the few that do. */
  readonly inquire: Inquiry;
}

export interface Plan {
  /** In the order of the rules; those that cannot be converted are left out. */
  readonly rules: readonly PlannedRule[];
  /** Why they are. */
  readonly diagnostics: readonly Diagnostic[];
  readonly router: Router;
  /** Columns by the field they hold. */
  readonly columns: ReadonlyMap<string, string>;
  readonly hasKeywords: boolean;
}

export interface PlanOptions {
  readonly placeholders: Readonly<Record<string, readonly string[]>>;
  readonly hints?: LogSourceAttributes;
}

export function planRules(rules: readonly SigmaRule[], { placeholders, hints }: PlanOptions): Plan {
  const diagnostics: Diagnostic[] = [];
  const columns = createColumnNames();
  const sources = createSources();
  const planned: PlannedRule[] = [];
  const check = createConditions([ALL_VALUES], {});

  for (const rule of rules) {
    const { queries, searches, diagnostics: found } = toQueries(rule, { placeholders });
    diagnostics.push(...found);
    if (queries.length === 0) continue;
    const query = foldLists(mapLeaves(or(queries), columns.rename));
    const { gaps } = check(rule, query);
    for (const gap of gaps) diagnostics.push(describeGap(gap, rule, 'DuckDB'));
    if (gaps.length > 0) continue;
    let inquiry: Inquiry | undefined;
    planned.push({
      rule,
      source: sources.numberOf(rule.logsource),
      query,
      inquire: (event) => (inquiry ??= createInquiry(rule, searches, regexSettings({})))(event),
    });
  }
  return {
    rules: planned,
    diagnostics,
    router: createRouter(sources.all, hints === undefined ? {} : { hints }),
    columns: columns.names,
    hasKeywords: planned.some(({ query }) => leavesOf(query).some(({ field }) => field === null)),
  };
}

/** Prints conditions on the table. */
export type PrintCondition = (rule: SigmaRule, query: Query) => BackendResult<string>;

/**
 * @param lists - Columns that hold lists of texts.
 * @param lowerCased - Columns with a text in lower case, by the column with the text.
 */
export function createConditions(
  lists: Iterable<string>,
  lowerCased: Readonly<Record<string, string>>,
): PrintCondition {
  const columns = Object.fromEntries(Array.from(lists, (name): [string, ColumnType] => [name, 'texts']));
  const backend = createSql({ dialect: 'duckdb', table: TABLE, columns, lowerCased, keywords: [ALL_VALUES] });
  return (rule, query) => backend.convert({ rule, queries: [query], format: 'where', approximate: 'never' });
}

/** Gives each field a column with a name of ours: DuckDB would not tell those of rules apart that differ in case. */
function createColumnNames(): {
  readonly names: ReadonlyMap<string, string>;
  readonly rename: (leaf: Leaf) => Leaf;
} {
  const names = new Map<string, string>();

  function nameOf(field: string): string {
    let name = names.get(field);
    if (name === undefined) names.set(field, (name = `f${names.size}`));
    return name;
  }

  function rename(leaf: Leaf): Leaf {
    const { field, matcher } = leaf;
    if (field === null) return leaf;
    const renamed = { ...leaf, field: nameOf(field) };
    return matcher.kind === 'fieldRef'
      ? { ...renamed, matcher: { ...matcher, field: nameOf(matcher.field) } }
      : renamed;
  }

  return { names, rename };
}

/** Log sources with a number for each. */
function createSources(): {
  readonly all: readonly LogSourceAttributes[];
  readonly numberOf: (logSource: LogSourceAttributes) => number;
} {
  const all: LogSourceAttributes[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    numberOf({ product, category, service }) {
      const key = JSON.stringify([product, category, service]).toLowerCase();
      let number = numbers.get(key);
      if (number === undefined) {
        number = all.length;
        numbers.set(key, number);
        all.push({
          ...(product !== undefined && { product }),
          ...(category !== undefined && { category }),
          ...(service !== undefined && { service }),
        });
      }
      return number;
    },
  };
}
