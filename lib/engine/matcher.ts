/**
 * A rule set against a stream of events: routing by log source, then one scanner for the rules of each.
 */
import type { SigmaRule } from '../ast/rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { unsupported } from '../diagnostics/messages/backend.ts';
import type { ReadEvent } from '../events/event.ts';
import type { LogSourceAttributes } from '../events/log-sources.ts';
import { createRouter, type RoutedSources, type Router, type RouterOptions } from '../events/router.ts';
import { viewOf } from '../events/views.ts';
import { compileQuery } from '../match/compile.ts';
import type { RegexSettings } from '../match/regex.ts';
import { regexSettings, type RegexOptions } from '../match/settings.ts';
import { or } from '../query/build.ts';
import type { EventRecord } from '../query/event.ts';
import type { Leaf, Query } from '../query/query.ts';
import { sourceOf } from '../resolve/filters.ts';
import { toQueries, type ResolveOptions } from '../resolve/to-queries.ts';
import { createInquiry, type Inquiry, type Matched } from './matched.ts';
import { createScanner, type Moment, type Scanner } from './scanner.ts';
import type { Layout, Sweep } from './sweep.ts';
import { createSweeps } from './sweeps.ts';

export interface MatcherOptions extends RouterOptions, ResolveOptions, RegexOptions {}

/** A rule that an event matched. */
export interface RuleMatch extends Matched {
  readonly rule: SigmaRule;
  /** The fields that the rule was asked about: those of the event, or of the view that the rule's category has of it. */
  readonly event: EventRecord;
}

export interface Matcher {
  /** The rules in use, in the order they were added. */
  readonly rules: readonly SigmaRule[];
  /** Why rules that were given are not in use. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The rules that the event matches, in the order they were added. The event is as `readEvent` gives it.
   * The work is that of one pass over the event's fields, nearly whatever the number of rules.
   */
  match(event: ReadEvent): readonly RuleMatch[];
  /** Adds rules. Only what looks at their log sources is built anew. */
  add(rules: readonly SigmaRule[]): void;
  /** Removes rules, by identity. Only what looks at their log sources is built anew. */
  remove(rules: readonly SigmaRule[]): void;
}

interface CompiledRule {
  readonly rule: SigmaRule;
  readonly query: Query;
  readonly searches: ReadonlyMap<string, Query>;
  /** Position in the order of adding. */
  readonly order: number;
  inquiry: Inquiry | undefined;
}

const NO_MATCHES: readonly RuleMatch[] = [];
const NO_EVENT: EventRecord = {};

/** The rules of one log source. */
interface Group {
  readonly logSource: LogSourceAttributes;
  rules: CompiledRule[];
  scanner: Scanner;
}

/** Events that concern the same groups in the same way. */
interface Kind {
  readonly groups: readonly Group[];
  readonly sweep: Sweep;
  readonly layout: Layout;
}

/**
 * A matcher for many rules.
 *
 * A rule with several conditions matches if any of them does. Rules that cannot be compiled are left out and say
 * why in {@link Matcher.diagnostics}; the others are not affected.
 *
 * @example
 * const matcher = createMatcher(parseSigma(text).rules);
 * for (const line of lines) {
 *   for (const { rule, searches } of matcher.match(readEvent(JSON.parse(line)))) console.log(rule.title, searches);
 * }
 */
export function createMatcher(rules: readonly SigmaRule[], options: MatcherOptions = {}): Matcher {
  const regex = regexSettings(options);
  const groups = new Map<string, Group>();
  const diagnostics: Diagnostic[] = [];
  let inUse: SigmaRule[] = [];
  let added = 0;
  let inOrder: Group[] = [];
  let sweeps = createSweeps();
  let kinds = new Map<RoutedSources, Kind>();
  const moment: Moment = { event: NO_EVENT, number: 0 };
  let router: Router = createRouter([], options);

  function add(more: readonly SigmaRule[]): void {
    const changed = new Set<Group>();
    for (const rule of more) {
      const compiled = compileRule(rule, added++, options, regex, diagnostics);
      if (compiled === undefined) continue;
      const group = groupOf(rule);
      group.rules.push(compiled);
      changed.add(group);
      inUse.push(rule);
    }
    rebuild(changed);
  }

  function remove(unwanted: readonly SigmaRule[]): void {
    const gone = new Set(unwanted);
    const changed = new Set<Group>();
    for (const group of groups.values()) {
      const kept = group.rules.filter(({ rule }) => !gone.has(rule));
      if (kept.length === group.rules.length) continue;
      group.rules = kept;
      changed.add(group);
    }
    inUse = inUse.filter((rule) => !gone.has(rule));
    rebuild(changed);
  }

  function groupOf({ logsource: { product, category, service } }: SigmaRule): Group {
    const key = JSON.stringify([product, category, service]).toLowerCase();
    let group = groups.get(key);
    if (group === undefined) {
      const logSource = {
        ...(product !== undefined && { product }),
        ...(category !== undefined && { category }),
        ...(service !== undefined && { service }),
      };
      group = { logSource, rules: [], scanner: createScanner([], regex, moment) };
      groups.set(key, group);
    }
    return group;
  }

  function rebuild(changed: ReadonlySet<Group>): void {
    for (const group of changed) {
      group.scanner = createScanner(
        group.rules.map(({ query }) => query),
        regex,
        moment,
      );
    }
    inOrder = [...groups.values()];
    router = createRouter(
      inOrder.map(({ logSource }) => logSource),
      options,
    );
    sweeps = createSweeps();
    kinds = new Map();
  }

  function kindOf(routed: RoutedSources): Kind {
    let kind = kinds.get(routed);
    if (kind === undefined) {
      const concerned = routed.sources.map((source) => inOrder[source] as Group);
      const sweep = sweeps.of(concerned.map(({ scanner }) => scanner));
      kind = { groups: concerned, sweep, layout: { names: [], plans: [] } };
      kinds.set(routed, kind);
    }
    return kind;
  }

  /** What matched is found out when somebody asks. */
  function matchOf(compiled: CompiledRule, fields: EventRecord): RuleMatch {
    let matched: Matched | undefined;
    const inquire = (): Matched => {
      compiled.inquiry ??= createInquiry(compiled.rule, compiled.searches, regex);
      return (matched ??= compiled.inquiry(fields));
    };
    return {
      rule: compiled.rule,
      event: fields,
      get searches() {
        return inquire().searches;
      },
      get fields() {
        return inquire().fields;
      },
    };
  }

  function match(event: ReadEvent): readonly RuleMatch[] {
    const found: { readonly order: number; readonly match: RuleMatch }[] = [];
    for (const routed of router.sourcesOf(event)) {
      const fields = routed.view === undefined ? event.fields : viewOf(routed.view, event.fields);
      const { groups: concerned, sweep, layout } = kindOf(routed);
      moment.event = fields;
      moment.number++;
      sweep.scan(fields, layout);
      for (const { scanner, rules: ofSource } of concerned) {
        for (const index of scanner.finish()) {
          const compiled = ofSource[index] as CompiledRule;
          found.push({ order: compiled.order, match: matchOf(compiled, fields) });
        }
      }
    }
    moment.event = NO_EVENT;
    if (found.length === 0) return NO_MATCHES;
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    return found.map(({ match: each }) => each);
  }

  add(rules);
  return {
    match,
    add,
    remove,
    diagnostics,
    get rules() {
      return inUse;
    },
  };
}

/** Undefined for a rule that cannot be used, after saying why. */
function compileRule(
  rule: SigmaRule,
  order: number,
  options: ResolveOptions,
  regex: RegexSettings,
  diagnostics: Diagnostic[],
): CompiledRule | undefined {
  const resolved = toQueries(rule, options);
  diagnostics.push(...resolved.diagnostics);
  if (resolved.queries.length === 0) return undefined;
  const query = or(resolved.queries);
  // Nothing but a regular expression can be refused; the rest is compiled when it is needed.
  const gaps = regexesIn(query).flatMap((leaf) => compileQuery(leaf, regex).gaps);
  for (const { feature, reason, hints, span } of gaps) {
    const source = sourceOf(span, rule, options);
    diagnostics.push(diagnose(unsupported('the matcher', feature, reason, hints), source, span));
  }
  return gaps.length > 0
    ? undefined
    : { rule, query, searches: resolved.searches, order, inquiry: undefined };
}

function regexesIn(query: Query): readonly Leaf[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.operands.flatMap(regexesIn);
    case 'not':
      return regexesIn(query.operand);
    case 'any-of':
      return query.leaves.filter(({ matcher }) => matcher.kind === 'regex');
    case 'leaf':
      return query.matcher.kind === 'regex' ? [query] : [];
    case 'constant':
      return [];
  }
}
