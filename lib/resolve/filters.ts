/**
 * Filters as queries, to be and'ed with those of the rules they apply to. Their searches have names of their own, so
 * none can be taken for one of a rule.
 */
import type { SigmaFilter } from '../ast/filter.ts';
import type { SigmaRule } from '../ast/rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Placeholders } from '../modifiers/modifier.ts';
import { and } from '../query/build.ts';
import type { Query } from '../query/query.ts';
import { share } from '../query/shared.ts';
import type { Source, Span } from '../source/source.ts';
import { resolveDetection, type ResolveOptions, type ResolveResult } from './to-queries.ts';

interface Remembered {
  readonly placeholders: Placeholders;
  readonly keepItems: boolean;
  readonly narrowing: Narrowing;
}

/** What a filter adds to the queries of each rule it applies to, always the same nodes. */
interface Narrowing {
  /** A filter has one condition, so it has one query, or none after an error. */
  readonly queries: readonly Query[];
  readonly errors: readonly Diagnostic[];
}

/** A filter applies to many rules in a row, with the same options: the last answer is most likely the next. */
const lastResults = /* @__PURE__ */ new WeakMap<SigmaFilter, Remembered>();

const NO_PLACEHOLDERS: Placeholders = {};

/** By what they say: pipelines put the placeholders of each rule together anew. */
function isSame(a: Placeholders, b: Placeholders): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && a[name] === b[name])
  );
}

function resolveFilter(filter: SigmaFilter, options: ResolveOptions): Narrowing {
  const { placeholders = NO_PLACEHOLDERS, keepItems = false } = options;
  const known = lastResults.get(filter);
  if (known?.keepItems === keepItems && isSame(known.placeholders, placeholders)) {
    return known.narrowing;
  }
  const { queries, diagnostics } = resolveDetection(filter.filter.detection, filter.source, options);
  const narrowing = {
    queries: queries.map(share),
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
  };
  lastResults.set(filter, { placeholders, keepItems, narrowing });
  return narrowing;
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
    const found = resolveFilter(filter, options);
    narrowing.push(...found.queries);
    errors.push(...found.errors);
  }
  const diagnostics = [...resolved.diagnostics, ...errors];
  if (errors.length > 0) return { ...resolved, queries: [], diagnostics };
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
