/** The transformation that demands more of every event. */
import type { LogSource } from '../../../ast/rule.ts';
import type { DetectionItem, SearchNode } from '../../../ast/detection.ts';
import { createCollector } from '../../../diagnostics/collector.ts';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { refusedByPipeline } from '../../../diagnostics/messages/pipeline.ts';
import { and, not } from '../../../query/build.ts';
import { mapLeaves } from '../../../query/rewrite/map-leaves.ts';
import type { LeafItem, Query } from '../../../query/query.ts';
import { resolveSearch } from '../../../resolve/searches.ts';
import { readSearch } from '../../../rule/search.ts';
import type { Source, Span } from '../../../source/source.ts';
import { printWildcards } from '../../../syntax/wildcard.ts';
import { flag, map, optional, text } from '../parameters.ts';
import { transformation, type TransformationType } from './transformation.ts';

export const addCondition = (): TransformationType =>
  transformation(
    {
      conditions: map,
      name: optional(text, undefined),
      template: optional(flag, false),
      negated: optional(flag, false),
    },
    ({ conditions, negated }) =>
      `demand ${negated ? 'anything but ' : ''}${conditions.pairs.map(({ key }) => key.text).join(', ')}`,
    ({ conditions, template, negated }, { collector, id }) => {
      const [first] = conditions.pairs;
      const search = first && readSearch({ key: first.key, value: conditions }, collector);
      if (search === undefined) return undefined;
      const { source } = collector;
      // What is wrong in a template is wrong whatever stands in for its names.
      const checked = resolve(search.body, source);
      collector.add(checked.diagnostics);
      if (hasErrors(checked.diagnostics)) return undefined;

      return {
        on: 'rule',
        apply(state, { report }) {
          const { logsource } = state.rule;
          const resolved = template ? resolve(fillTemplate(search.body, logsource), source) : checked;
          const trouble = resolved.diagnostics.find(({ severity }) => severity === 'error');
          if (trouble !== undefined) report(refusedByPipeline(trouble.message), logsource.span);
          const condition = place(resolved.query, logsource.span, id);
          const added = negated ? not(condition) : condition;
          return { ...state, queries: state.queries.map((query) => and([added, query])) };
        },
      };
    },
  );

function resolve(body: SearchNode, source: Source) {
  const collector = createCollector(source);
  const modifierOptions = { placeholders: {} };
  const query = resolveSearch(body, {
    collector,
    modifierOptions,
    leaves: 0,
    regexLength: 0,
    keepItems: true,
  });
  return { query, diagnostics: collector.diagnostics };
}

/** The leaves at a place in the rule, marked as this item's. */
function place(query: Query, span: Span, id: string | undefined): Query {
  const items = new Map<LeafItem | undefined, LeafItem>();
  return mapLeaves(query, (leaf) => {
    let item = items.get(leaf.item);
    if (item === undefined) {
      item = { span, mapped: true, referenceMapped: true, applied: id === undefined ? [] : [id] };
      items.set(leaf.item, item);
    }
    return { ...leaf, span, item };
  });
}

/**
 * `$category`, `$product` and `$service` in values, for the parts of the rule's log source that are there. A star in one of
 * those is no wildcard.
 */
function fillTemplate(node: SearchNode, logsource: LogSource): SearchNode {
  if (node.kind !== 'item')
    return { ...node, nodes: node.nodes.map((each) => fillTemplate(each, logsource)) };
  const isExpression = node.modifiers.some(({ name }) => name === 're');
  // Written as in front of a star, for something may follow that a backslash must not escape.
  const write = (part: string): string =>
    isExpression ? part : printWildcards([{ kind: 'text', text: part }, { kind: 'many' }]).slice(0, -1);
  return { ...node, values: node.values.map((value) => fillValue(value, logsource, write)) };
}

type Value = DetectionItem['values'][number];

function fillValue(
  value: Value,
  { category, product, service }: LogSource,
  write: (part: string) => string,
): Value {
  if (typeof value.value !== 'string') return value;
  const parts: Readonly<Record<string, string | undefined>> = { category, product, service };
  const filled = value.value.replace(
    /\$\$|\$(?:\{(category|product|service)\}|(category|product|service)(?!\w))/g,
    (whole, braced: string | undefined, bare: string | undefined) => {
      const part = parts[braced ?? bare ?? ''];
      if (whole === '$$') return '$';
      return part === undefined ? whole : write(part);
    },
  );
  return { ...value, value: filled, text: filled, verbatim: false };
}
