/**
 * Filters as queries, to be and'ed with those of the rules they apply to. Their searches have names of their own, so
 * none can be taken for one of a rule.
 */
import type { SigmaFilter } from '../ast/filter.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { and } from '../query/build.ts';
import type { Query } from '../query/query.ts';
import type { Source, Span } from '../source/source.ts';
import { resolveDetection, type ResolveOptions, type ResolveResult } from './to-queries.ts';

interface Remembered {
  readonly options: Pick<ResolveOptions, 'placeholders' | 'keepItems'>;
  readonly result: ResolveResult;
}

/** A filter applies to many rules in a row, with the same options: the last answer is most likely the next. */
const lastResults = /* @__PURE__ */ new WeakMap<SigmaFilter, Remembered>();

function isSame(a: Remembered['options'], b: ResolveOptions): boolean {
  return a.placeholders === b.placeholders && a.keepItems === b.keepItems;
}

function resolveFilter(filter: SigmaFilter, options: ResolveOptions): ResolveResult {
  const known = lastResults.get(filter);
  if (known !== undefined && isSame(known.options, options)) return known.result;
  const result = resolveDetection(filter.filter.detection, filter.source, options);
  const { placeholders, keepItems } = options;
  lastResults.set(filter, {
    options: { ...(placeholders && { placeholders }), ...(keepItems !== undefined && { keepItems }) },
    result,
  });
  return result;
}

/**
 * The rule's queries, each narrowed by the rule's filters. Errors of a filter make the rule unusable: without the
 * filter it would report what it was told to leave out.
 */
export function addFilters(resolved: ResolveResult, rule: SigmaRule, options: ResolveOptions): ResolveResult {
  if (rule.filters === undefined || resolved.queries.length === 0) return resolved;
  const narrowing: Query[] = [];
  const errors: Diagnostic[] = [];
  for (const filter of rule.filters) {
    const { queries, diagnostics } = resolveFilter(filter, options);
    // A filter has one condition, so it has one query.
    narrowing.push(...queries);
    errors.push(...diagnostics.filter(({ severity }) => severity === 'error'));
  }
  const diagnostics = [...resolved.diagnostics, ...errors];
  if (hasErrors(errors)) return { ...resolved, queries: [], diagnostics };
  return { ...resolved, queries: resolved.queries.map((query) => and([query, ...narrowing])), diagnostics };
}

/**
 * The text that a place in the query of a rule belongs to: that of a filter, or the rule's own. By identity, since
 * places in different texts may be equal.
 */
export function sourceOf(span: Span, rule: SigmaRule, options: ResolveOptions): Source {
  const filter = rule.filters?.find((each) =>
    resolveFilter(each, options).queries.some((query) => holds(query, span)),
  );
  return (filter ?? rule).source;
}

/** Whether the object is anywhere in the value, which is plain data without circles. */
function holds(value: unknown, wanted: object): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next === wanted) return true;
    if (typeof next === 'object' && next !== null) open.push(...(Object.values(next) as unknown[]));
  }
  return false;
}
