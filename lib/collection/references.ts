/** References of correlations to what they mean: each correlation once its members are, inner ones first. */
import type { Correlation, RuleReference, SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { createCollector, type Collector } from '../diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/collection.ts';
import {
  aliasOfOtherRule,
  aliasWithoutRule,
  expressionOmitsRule,
  expressionTooWide,
  expressionUnknownRule,
} from '../diagnostics/messages/correlation.ts';
import { rulesOf } from '../syntax/rule-expression.ts';
import { alternativesOf, MAX_ALTERNATIVES } from './alternatives.ts';
import { placeOf, type Directory, type Referable } from './directory.ts';
import type { Alternative, CorrelationMember, ResolvedCorrelation } from './resolved.ts';

/**
 * Members below one correlation, counted as often as they are referred to. Printing writes them out one by one, so a
 * few correlations that refer to each other's matches could ask for billions.
 */
export const MAX_CHAIN = 500;

export interface Resolution {
  /** Usable ones, each behind those it refers to. */
  readonly correlations: readonly ResolvedCorrelation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of a correlation so far. */
interface Progress {
  readonly correlation: SigmaCorrelation;
  readonly collector: Collector;
  readonly targets: readonly Referable[];
  resolved?: ResolvedCorrelation;
  size: number;
}

/** @param filtered - Gives a rule with the filters that apply to it. */
export function resolveReferences(
  correlations: readonly SigmaCorrelation[],
  directory: Directory,
  filtered: (rule: SigmaRule) => SigmaRule,
): Resolution {
  const progress = new Map<SigmaCorrelation, Progress>();
  for (const correlation of correlations) {
    const collector = createCollector(correlation.source);
    const targets = findTargets(correlation.correlation, directory, collector);
    progress.set(correlation, { correlation, collector, targets, size: 0 });
  }
  const { order, cycles } = sortByDepth(correlations, progress);
  for (const { correlation, path } of cycles) reportCycle(correlation, path, progress);
  const resolved = order.flatMap((each) => resolve(progress.get(each) as Progress, progress, filtered) ?? []);
  return {
    correlations: resolved,
    diagnostics: [...progress.values()].flatMap(({ collector }) => collector.diagnostics),
  };
}

/** What each reference means; shorter than the references when one means nothing, which is then reported. */
function findTargets(
  { rules }: Correlation,
  directory: Directory,
  collector: Collector,
): readonly Referable[] {
  const targets = new Map<Referable, string>();
  for (const { text, span } of rules) {
    const [found, ...others] = directory.find(text);
    if (found === undefined) collector.report(messages.unknownReference(text, directory.names()), span);
    else if (others.length > 0) {
      collector.report(messages.ambiguousReference(text, [found, ...others.slice(0, 3)].map(placeOf)), span);
    } else {
      const before = targets.get(found);
      if (before !== undefined) collector.report(messages.sameRuleTwice(text, before), span);
      targets.set(found, text);
    }
  }
  return [...targets.keys()];
}

interface Sorted {
  /** Inner correlations first; those in cycles are not there. */
  readonly order: readonly SigmaCorrelation[];
  readonly cycles: readonly {
    readonly correlation: SigmaCorrelation;
    readonly path: readonly SigmaCorrelation[];
  }[];
}

/** Depth first without recursion: chains come from strangers. */
function sortByDepth(
  correlations: readonly SigmaCorrelation[],
  progress: ReadonlyMap<SigmaCorrelation, Progress>,
): Sorted {
  const order: SigmaCorrelation[] = [];
  const cycles: { correlation: SigmaCorrelation; path: readonly SigmaCorrelation[] }[] = [];
  const state = new Map<SigmaCorrelation, 'open' | 'done' | 'cyclic'>();
  for (const start of correlations) {
    const stack: { correlation: SigmaCorrelation; next: number }[] = [];
    if (!state.has(start)) {
      state.set(start, 'open');
      stack.push({ correlation: start, next: 0 });
    }
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as (typeof stack)[number];
      const target = progress.get(top.correlation)?.targets[top.next++];
      if (target === undefined) {
        if (state.get(top.correlation) === 'open') {
          state.set(top.correlation, 'done');
          order.push(top.correlation);
        }
        stack.pop();
      } else if (target.kind === 'correlation') {
        const known = state.get(target);
        if (known === undefined) {
          state.set(target, 'open');
          stack.push({ correlation: target, next: 0 });
        } else if (known === 'open') {
          const from = stack.findIndex(({ correlation }) => correlation === target);
          const path = stack.slice(from).map(({ correlation }) => correlation);
          for (const each of path) state.set(each, 'cyclic');
          cycles.push({ correlation: top.correlation, path });
        }
      }
    }
  }
  return { order, cycles };
}

/** At the reference that closes the circle. */
function reportCycle(
  correlation: SigmaCorrelation,
  path: readonly SigmaCorrelation[],
  progress: ReadonlyMap<SigmaCorrelation, Progress>,
): void {
  const { collector, targets } = progress.get(correlation) as Progress;
  const [first] = path as [SigmaCorrelation];
  const names = [...path, first].map((each) => each.name ?? each.id ?? each.title);
  const closing = correlation.correlation.rules.find(
    ({ text }) => text === first.name || text.toLowerCase() === first.id?.toLowerCase(),
  );
  if (targets.includes(first))
    collector.report(messages.cyclicReference(names), (closing ?? correlation).span);
}

function resolve(
  state: Progress,
  progress: ReadonlyMap<SigmaCorrelation, Progress>,
  filtered: (rule: SigmaRule) => SigmaRule,
): ResolvedCorrelation | undefined {
  const { correlation, collector, targets } = state;
  const { rules, typeSpan, condition } = correlation.correlation;
  if (hasErrors(collector.diagnostics)) return undefined;
  const members: CorrelationMember[] = [];
  state.size = 1;
  for (const [index, reference] of rules.entries()) {
    const target = targets[index] as Referable;
    const inner = target.kind === 'correlation' ? progress.get(target) : undefined;
    if (inner !== undefined && inner.resolved === undefined) {
      collector.report(messages.unusableReference(reference.text), reference.span);
      continue;
    }
    state.size += inner?.size ?? 1;
    const usable = inner?.resolved ?? filtered(target as SigmaRule);
    members.push({ reference, target: usable, groupBy: [], fields: [] });
  }
  if (state.size > MAX_CHAIN) collector.report(messages.chainTooLarge(MAX_CHAIN), typeSpan);
  const memberOf = memberFinder(rules, targets);
  const named = nameFields(correlation.correlation, members, memberOf, collector);
  const alternatives =
    condition.kind === 'expression' ? writeOut(correlation.correlation, memberOf, collector) : undefined;
  if (hasErrors(collector.diagnostics)) return undefined;
  state.resolved = { kind: 'resolved-correlation', correlation, members: named, alternatives };
  return state.resolved;
}

/** The number of the member that a text means, which may be its other name; -1 for none. */
type MemberFinder = (text: string) => number;

function memberFinder(rules: readonly RuleReference[], targets: readonly Referable[]): MemberFinder {
  const members = new Map<string, number>();
  for (const [index, { id, name }] of targets.entries()) {
    if (id !== undefined) members.set(id.toLowerCase(), index);
    if (name !== undefined) members.set(name, index);
  }
  for (const [index, { text }] of rules.entries()) members.set(text, index);
  return (text) => members.get(text) ?? members.get(text.toLowerCase()) ?? -1;
}

/** The members with the fields that hold what the correlation groups by and counts. */
function nameFields(
  { aliases, groupBy, condition, rules }: Correlation,
  members: readonly CorrelationMember[],
  memberOf: MemberFinder,
  collector: Collector,
): readonly CorrelationMember[] {
  /** By alias, the field of each member. */
  const aliased = new Map<string, ReadonlyMap<number, string>>();
  for (const { name, fields, span } of aliases.values()) {
    const ofMembers = new Map<number, string>();
    for (const { reference, field } of fields.values()) {
      const member = memberOf(reference.text);
      if (member >= 0) ofMembers.set(member, field.name);
      else {
        const known = rules.map(({ text }) => text);
        collector.report(aliasOfOtherRule(reference.text, known), reference.span);
      }
    }
    const without = rules.find((_, index) => !ofMembers.has(index));
    if (without !== undefined) collector.report(aliasWithoutRule(name, without.text), span);
    aliased.set(name, ofMembers);
  }
  const counted = condition.kind === 'threshold' ? condition.fields : [];
  return members.map((member, index) => {
    const fieldOf = ({ name }: { readonly name: string }): string => aliased.get(name)?.get(index) ?? name;
    return { ...member, groupBy: groupBy.map(fieldOf), fields: counted.map(fieldOf) };
  });
}

/** Both directions: a rule the expression forgets is as much a slip as one that is not listed. */
function writeOut(
  { condition, rules }: Correlation,
  memberOf: MemberFinder,
  collector: Collector,
): readonly Alternative[] | undefined {
  if (condition.kind !== 'expression') return undefined;
  const named = rulesOf(condition.root);
  const known = rules.map(({ text }) => text);
  const unknown = named.filter(({ text }) => memberOf(text) < 0);
  for (const { text, span } of unknown) collector.report(expressionUnknownRule(text, known), span);
  if (unknown.length > 0) return undefined;
  const mentioned = new Set(named.map(({ text }) => memberOf(text)));
  const omitted = rules.find((_, index) => !mentioned.has(index));
  if (omitted !== undefined) collector.report(expressionOmitsRule(omitted.text), condition.span);
  const alternatives = alternativesOf(condition.root, memberOf);
  if (alternatives === undefined) collector.report(expressionTooWide(MAX_ALTERNATIVES), condition.span);
  return alternatives;
}
