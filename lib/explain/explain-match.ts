/** A rule and an event to an explanation: routing, the conditions as their author wrote them, and every leaf below. */
import type { ConditionNode } from '../ast/condition.ts';
import type { Detection, Search } from '../ast/detection.ts';
import type { SigmaFilter } from '../ast/filter.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { unsupported } from '../diagnostics/messages/backend.ts';
import type { ReadEvent } from '../events/event.ts';
import { fieldsFor, type RouterOptions } from '../events/router.ts';
import { compileQuery } from '../match/compile.ts';
import { regexSettings, type RegexOptions } from '../match/settings.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Query } from '../query/query.ts';
import { selectNames } from '../resolve/selectors.ts';
import { sourceOf } from '../resolve/filters.ts';
import { resolveDetection, toQueries, type ResolveOptions } from '../resolve/to-queries.ts';
import { locate } from '../source/locate.ts';
import { explainQuery, group, isTrue, negate, type Inspection } from './explain-query.ts';
import type {
  ExplainedCondition,
  ExplainedFilter,
  ExplainedNode,
  ExplainedSearch,
  Explanation,
} from './explanation.ts';

export interface ExplainOptions extends RouterOptions, ResolveOptions, RegexOptions {}

/**
 * Why an event matches a rule, or why it does not.
 *
 * The verdict at the root is the one a matcher with the same options comes to. Never throws for anything the rule or
 * the event says; a rule that cannot be used has no conditions in its explanation, and diagnostics that say why.
 *
 * @param event - As `readEvent` gives it.
 * @example
 * // detection: { selection: { Image|endswith: '\cmd.exe' }, condition: selection }
 * const { matches, conditions } = explainMatch(rule, readEvent({ Image: 'C:\\a.exe' }));
 * matches // false
 * conditions[0].root.body // { kind: 'test', field: 'Image', test: 'ends with', expected: '\\cmd.exe', verdict: false,
 * //                           values: ['C:\\a.exe'], line: 5, … }
 */
export function explainMatch(rule: SigmaRule, event: ReadEvent, options: ExplainOptions = {}): Explanation {
  const regex = regexSettings(options);
  const routed = fieldsFor(rule.logsource, event, options);
  const concerned = routed !== undefined;
  const { queries, searches, diagnostics: found } = toQueries(rule, options);
  const diagnostics = [...found, ...queries.flatMap((query) => refusalsOf(query, rule, regex, options))];
  if (queries.length === 0 || diagnostics.length > found.length) {
    return { matches: false, concerned, conditions: [], filters: [], diagnostics };
  }
  const fields = routed ?? event.fields;
  const inspection = { event: fields, source: rule.source, regex };
  const conditions = explainConditions(rule.detection, searches, inspection);
  const filters = (rule.filters ?? []).map((each) => explainFilter(each, fields, regex, options));
  const matches = concerned && isTrue(false, conditions) && isTrue(true, filters);
  return { matches, concerned, conditions, filters, diagnostics };
}

/** A filter of a usable rule is usable. */
function explainFilter(
  { title, filter, source }: SigmaFilter,
  event: EventRecord,
  regex: RegexSettings,
  options: ResolveOptions,
): ExplainedFilter {
  const { searches } = resolveDetection(filter.detection, source, options);
  const [condition] = explainConditions(filter.detection, searches, { event, source, regex });
  return { title, source: source.name, ...(condition as ExplainedCondition) };
}

function refusalsOf(
  query: Query,
  rule: SigmaRule,
  regex: RegexSettings,
  options: ResolveOptions,
): readonly Diagnostic[] {
  return compileQuery(query, regex).gaps.map(({ feature, reason, hints, span }) =>
    diagnose(unsupported('the matcher', feature, reason, hints), sourceOf(span, rule, options), span),
  );
}

function explainConditions(
  detection: Detection,
  searches: ReadonlyMap<string, Query>,
  inspection: Inspection,
): readonly ExplainedCondition[] {
  const { source } = inspection;
  const explained = new Map<string, ExplainedSearch>();

  /** Each search once, however often conditions name it. */
  function searchOf(name: string): ExplainedSearch {
    let search = explained.get(name);
    if (search === undefined) {
      const body = explainQuery(searches.get(name) as Query, inspection);
      const { nameSpan: span } = detection.searches.get(name) as Search;
      const { line } = locate(source, span.start);
      search = { kind: 'search', name, verdict: body.verdict, body, span, line };
      explained.set(name, search);
    }
    return search;
  }

  function explain(node: ConditionNode): ExplainedNode {
    switch (node.kind) {
      case 'and':
      case 'or':
        return group(node.kind, node.operands.map(explain));
      case 'not':
        return negate(explain(node.operand));
      case 'identifier':
        return searchOf(node.name);
      case 'selector': {
        const { quantifier, pattern } = node;
        const all = quantifier === 'all';
        const selected = selectNames(pattern, searches.keys()).map(searchOf);
        const text = `${quantifier} of ${pattern}`;
        return { kind: 'selector', text, all, verdict: isTrue(all, selected), searches: selected };
      }
    }
  }

  return detection.conditions.map(({ text, root, span }) => {
    const explanation = explain(root);
    const { line } = locate(source, span.start);
    return { text, verdict: explanation.verdict, root: explanation, span, line };
  });
}
