/**
 * Queries over a data model, `sigmaq/backends/splunk/data-models`: `tstats`, which reads the summaries of the model instead of events, and behind it what its
 * `WHERE` cannot say.
 *
 * `WHERE` takes what the `search` command does, but for keywords and networks. The rest is a `where` on the groups, which have
 * every field of the query, so that a group passes if its events do.
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/tstats
 */
import type { ApproximationPolicy, Gap } from '../../lib/backend/backend.ts';
import type { TextDialect, Unsupported } from '../../lib/backend/dialect.ts';
import { printQuery } from '../../lib/backend/print.ts';
import type { Schema } from '../../lib/backend/schema.ts';
import { eachLeaf } from '../../lib/query/leaves.ts';
import { mapLeaves } from '../../lib/query/rewrite/map-leaves.ts';
import type { Query } from '../../lib/query/query.ts';
import { join, printExpression, type Conjunct } from './assemble.ts';
import { searchDialect } from './search.ts';
import { whereDialect } from './where.ts';
import { widen } from './widen.ts';

/** What data models hold in a field that the event lacks, or that is empty. */
const MISSING = '"unknown"';

const NO_EVENTS: Unsupported = {
  feature: 'keyword',
  unsupported: 'a data model has fields, and not the text of events',
};
const NOTHING: Unsupported = { feature: 'constant', unsupported: 'tstats has no condition that never holds' };
const BEHIND: Unsupported = { feature: 'cidr', unsupported: 'tstats does not compare with networks' };

const dialect: TextDialect = {
  ...searchDialect,
  kept: /* @__PURE__ */ new WeakMap(),
  constant: { true: '', false: NOTHING },
  leaf: { ...searchDialect.leaf, cidr: BEHIND },
  keyword: NO_EVENTS,
};
const behindDialect: TextDialect = { ...whereDialect, keyword: NO_EVENTS };

/** Names in `eval` and `BY` without quotes. */
const PLAIN = /^\w+(?:\.\w+)?$/;

const NO_NAME: Unsupported = {
  feature: 'field-name',
  unsupported: 'data models have no field of such a name',
};

/**
 * Writes a query over a data model.
 *
 * @param prefix search terms to begin with; may be empty
 * @param source the data set: `Endpoint.Processes`
 */
export type DataModels = (
  query: Query,
  policy: ApproximationPolicy,
  prefix: string,
  source: string,
  schema: Schema,
) => { readonly text: string; readonly gaps: readonly Gap[] };

/**
 * Data models for `createSplunk`.
 *
 * @example
 * convert(rule, createSplunk({ dataModels }), { pipelines: [splunkCim] }).queries;
 * // Image|endswith: '\whoami.exe' → | tstats … FROM datamodel=Endpoint.Processes WHERE Processes.process_path="*\\whoami.exe" BY …
 */
export const dataModels: DataModels = (query, policy, prefix, source, { types }) => {
  const terms: Conjunct[] = prefix === '' ? [] : [{ text: prefix, level: 'and' }];
  const expressions: Conjunct[] = [];
  const fields = new Set(types.keys());
  const behind = new Set<string>();
  const gaps: Gap[] = [];
  for (const conjunct of query.kind === 'and' ? query.operands : [query]) {
    const term = printQuery(conjunct, dialect, 'never');
    eachLeaf(conjunct, ({ field, matcher, span }) => {
      for (const name of [field, matcher.kind === 'fieldRef' ? matcher.field : null]) {
        if (name === null) continue;
        // An event of several tags would be in several groups.
        if (!name.endsWith('.tag')) fields.add(name);
        if (term.gaps.length > 0) behind.add(nameBehind(name));
        if (!PLAIN.test(name)) gaps.push(refusal(NO_NAME, span));
      }
    });
    if (term.gaps.length === 0) terms.push(term);
    else {
      const wider = printQuery(widen(conjunct), dialect, 'never');
      if (wider.gaps.length === 0) terms.push(wider);
      const renamed = mapLeaves(conjunct, (leaf) => ({
        ...leaf,
        field: leaf.field === null ? null : nameBehind(leaf.field),
        matcher:
          leaf.matcher.kind === 'fieldRef'
            ? { ...leaf.matcher, field: nameBehind(leaf.matcher.field) }
            : leaf.matcher,
      }));
      const printed = printExpression(renamed, policy, behindDialect);
      expressions.push(printed);
      gaps.push(...printed.gaps);
    }
  }
  const where = join(
    terms.filter(({ text }) => text !== ''),
    ' ',
  );
  const dataset = source.slice(source.indexOf('.') + 1);
  const commands = [
    `| tstats summariesonly=false fillnull_value=${MISSING} count min(_time) AS firstTime max(_time) AS lastTime ` +
      `FROM datamodel=${source}${where === '' ? '' : ` WHERE ${where}`} BY ${[...fields].join(' ')}`,
    `rename ${dataset}.* AS *`,
  ];
  if (expressions.length > 0) {
    const nulls = [...behind].map((name) => `${name}=nullif(${name},${MISSING})`);
    commands.push(`eval ${nulls.join(', ')}`, `where ${join(expressions, ' AND ')}`);
  }
  commands.push('convert ctime(firstTime) ctime(lastTime)');
  return { text: commands.join(' | '), gaps };
};

/** Behind `rename`, without the name of the data set. */
function nameBehind(field: string): string {
  return field.slice(field.indexOf('.') + 1);
}

function refusal({ feature, unsupported: reason, hints = [] }: Unsupported, span: Gap['span']): Gap {
  return { feature, reason, hints, span, outcome: 'refused' };
}
