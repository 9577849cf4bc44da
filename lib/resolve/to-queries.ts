/**
 * A rule to its queries, one for each condition:
 *
 *     1. items      modifiers checked, applied to values, values made leaves     items.ts, lib/modifiers
 *     2. searches   maps and lists of items                                      searches.ts
 *     3. condition  names and selectors replaced by searches                     condition.ts, selectors.ts
 *     4. lists      or'ed leaves of one field gathered                           lib/query/rewrite/fold-lists.ts
 */
import type { Detection } from '../ast/detection.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { createCollector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { tooManySearches } from '../diagnostics/messages/condition.ts';
import type { Placeholders } from '../modifiers/modifier.ts';
import type { Query } from '../query/query.ts';
import { foldLists } from '../query/rewrite/fold-lists.ts';
import type { Source } from '../source/source.ts';
import { resolveCondition } from './condition.ts';
import type { ResolveContext } from './context.ts';
import { addFilters } from './filters.ts';
import { resolveSearch } from './searches.ts';

/** What a rule leaves open, for {@link toQueries} to fill in. */
export interface ResolveOptions {
  /**
   * What `%name%` stands for under the modifier `expand`, by name. Texts are Sigma values: `*` and `?` in them
   * are wildcards.
   *
   * @default {} (every placeholder is then an error)
   */
  readonly placeholders?: Placeholders;
  /**
   * Whether each leaf says which item it came from, as pipelines need to know.
   *
   * @default false
   */
  readonly keepItems?: boolean;
}

/** What {@link toQueries} makes of a rule. */
export interface ResolveResult {
  /** One for each condition of the rule; none when there is an error. */
  readonly queries: readonly Query[];
  /** What each search means by itself, by name; none when there is an error. */
  readonly searches: ReadonlyMap<string, Query>;
  readonly diagnostics: readonly Diagnostic[];
}

const NO_SEARCHES: ReadonlyMap<string, Query> = /* @__PURE__ */ new Map<string, Query>();

/** Each condition may look at each name, so their product bounds the work. Public rules have up to 40. */
const MAX_SEARCHES = 1000;

/**
 * What a rule means: the queries of its conditions, modifiers applied and names resolved, narrowed by its filters.
 *
 * @param rule - A rule as the parser gave it. It is not changed.
 * @example
 * // detection: { selection: { Image|endswith: ['\a.exe', '\b.exe'] }, condition: selection }
 * toQueries(rule).queries[0]
 * // { kind: 'any-of', field: 'Image', leaves: [endsWith '\a.exe', endsWith '\b.exe'] }
 */
export function toQueries(rule: SigmaRule, options: ResolveOptions = {}): ResolveResult {
  return addFilters(resolveDetection(rule.detection, rule.source, options), rule, options);
}

/** The same for a detection by itself, such as that of a filter. */
export function resolveDetection(
  detection: Detection,
  source: Source,
  options: ResolveOptions = {},
): ResolveResult {
  const collector = createCollector(source);
  const { diagnostics } = collector;
  const context: ResolveContext = {
    collector,
    modifierOptions: { placeholders: options.placeholders ?? {} },
    leaves: 0,
    regexLength: 0,
    keepItems: options.keepItems ?? false,
  };
  if (detection.searches.size > MAX_SEARCHES) {
    collector.report(tooManySearches(MAX_SEARCHES), detection.span);
    return { queries: [], searches: NO_SEARCHES, diagnostics };
  }

  // Searches that no condition names are resolved as well: what is wrong in them is wrong in the rule.
  const searches = new Map<string, Query>();
  for (const { name, body } of detection.searches.values()) searches.set(name, resolveSearch(body, context));
  const queries = detection.conditions.map((condition) => resolveCondition(condition, searches, context));
  if (hasErrors(diagnostics)) return { queries: [], searches: NO_SEARCHES, diagnostics };
  return { queries: queries.map(foldLists), searches, diagnostics };
}
