/**
 * A collection as tables of numbers: which correlations a matched rule is for, and where the values they need are.
 *
 * Correlations and rules are called by their place in the plan. Inner correlations come first, so that one pass in
 * order has everything it needs.
 */
import type { ResolvedCorrelation } from '../collection/resolved.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { windowKind } from './windows/index.ts';
import type { WindowKind } from './windows/kind.ts';

export interface Plan {
  readonly correlations: readonly PlannedCorrelation[];
  readonly rules: readonly PlannedRule[];
  readonly ruleIndex: ReadonlyMap<SigmaRule, number>;
}

/** A rule that some correlation refers to, directly or through others. */
export interface PlannedRule {
  readonly rule: SigmaRule;
  /** The same after a restart. */
  readonly key: string;
  /** Fields of the rule's events that any correlation looks at. */
  readonly fields: readonly string[];
  /** Members that are this rule. */
  readonly uses: readonly RuleUse[];
}

/** Where a member's values are among the fields of a rule. */
export interface Slots {
  readonly groupBy: readonly number[];
  readonly fields: readonly number[];
}

export interface RuleUse extends Slots {
  readonly correlation: number;
  readonly member: number;
}

/** What a correlation counts: nothing, values as texts, or values as numbers. */
export type Counted = 'nothing' | 'texts' | 'numbers';

export interface PlannedCorrelation {
  readonly resolved: ResolvedCorrelation;
  /** The same after a restart, and another after any change of what is counted. */
  readonly key: string;
  /** In milliseconds. */
  readonly timespan: number;
  readonly kind: WindowKind;
  readonly counted: Counted;
  /** Whether an event that matches several rules counts for each of them. */
  readonly countsRules: boolean;
  /** Members that are this correlation. */
  readonly uses: readonly CorrelationUse[];
}

export interface CorrelationUse {
  readonly correlation: number;
  readonly member: number;
  /** For each `group-by` of the member, which of this correlation's own it is; -1 for a field of the event. */
  readonly groupBy: readonly number[];
  /** The same for what is counted. */
  readonly fields: readonly number[];
  /** Where the fields of the event are, by the rule that it matched. */
  readonly slotsByRule: ReadonlyMap<number, Slots>;
}

/** @param limit - How much of one window is kept. */
export function createPlan(correlations: readonly ResolvedCorrelation[], limit: number): Plan {
  const indexOf = new Map(correlations.map((each, index) => [each, index]));
  const rulesBelow = correlations.map(() => new Set<SigmaRule>());
  const fieldsOf = new Map<SigmaRule, Map<string, number>>();

  for (const [index, { members }] of correlations.entries()) {
    const below = rulesBelow[index] as Set<SigmaRule>;
    for (const { target, groupBy, fields } of members) {
      const rules =
        target.kind === 'rule' ? [target] : (rulesBelow[indexOf.get(target) as number] as Set<SigmaRule>);
      for (const rule of rules) {
        below.add(rule);
        const slots = fieldsOf.get(rule) ?? new Map<string, number>();
        fieldsOf.set(rule, slots);
        for (const name of [...groupBy, ...fields]) if (!slots.has(name)) slots.set(name, slots.size);
      }
    }
  }

  const rules = [...fieldsOf.keys()];
  const ruleIndex = new Map(rules.map((rule, index) => [rule, index]));
  const slotsIn = (rule: SigmaRule, names: readonly string[]): number[] =>
    names.map((name) => fieldsOf.get(rule)?.get(name) as number);

  const ruleUses = rules.map((): RuleUse[] => []);
  const correlationUses = correlations.map((): CorrelationUse[] => []);
  for (const [index, { members }] of correlations.entries()) {
    for (const [member, { target, groupBy, fields }] of members.entries()) {
      const use = { correlation: index, member };
      if (target.kind === 'rule') {
        const slots = { groupBy: slotsIn(target, groupBy), fields: slotsIn(target, fields) };
        ruleUses[ruleIndex.get(target) as number]?.push({ ...use, ...slots });
        continue;
      }
      const inner = indexOf.get(target) as number;
      const own = target.correlation.correlation.groupBy.map(({ name }) => name);
      const slotsByRule = new Map(
        [...(rulesBelow[inner] as Set<SigmaRule>)].map((rule) => [
          ruleIndex.get(rule) as number,
          { groupBy: slotsIn(rule, groupBy), fields: slotsIn(rule, fields) },
        ]),
      );
      correlationUses[inner]?.push({
        ...use,
        groupBy: groupBy.map((name) => own.indexOf(name)),
        fields: fields.map((name) => own.indexOf(name)),
        slotsByRule,
      });
    }
  }

  const ruleKeys = unique(rules.map(({ id, name, title }) => id ?? name ?? title));
  const keyOf = new Map(rules.map((rule, index) => [rule, ruleKeys[index] as string]));
  const correlationKeys: string[] = [];
  for (const each of correlations) {
    const targets = each.members.map(({ target }) =>
      target.kind === 'rule' ? keyOf.get(target) : correlationKeys[indexOf.get(target) as number],
    );
    correlationKeys.push(describe(each, targets));
  }

  return {
    correlations: correlations.map((resolved, index) => ({
      resolved,
      key: correlationKeys[index] as string,
      timespan: resolved.correlation.correlation.timespan.seconds * 1000,
      kind: windowKind(resolved, limit),
      counted: countedBy(resolved),
      countsRules: resolved.correlation.correlation.type.startsWith('temporal'),
      uses: correlationUses[index] ?? [],
    })),
    rules: rules.map((rule, index) => ({
      rule,
      key: ruleKeys[index] as string,
      fields: [...(fieldsOf.get(rule)?.keys() ?? [])],
      uses: ruleUses[index] ?? [],
    })),
    ruleIndex,
  };
}

function countedBy({ correlation: { correlation } }: ResolvedCorrelation): Counted {
  const { type, condition } = correlation;
  if (condition.kind === 'expression' || condition.fields.length === 0) return 'nothing';
  return type === 'value_count' ? 'texts' : 'numbers';
}

/** Equal names get numbers: two rules may have one title. */
function unique(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}#${count}`;
  });
}

/** All that a window depends on; not how it is called. */
function describe(
  { correlation, members, alternatives }: ResolvedCorrelation,
  targets: readonly unknown[],
): string {
  const { type, timespan, condition } = correlation.correlation;
  const test =
    condition.kind === 'threshold'
      ? [condition.bounds.map(({ operator, value }) => [operator, value]), condition.percentile ?? null]
      : alternatives;
  const fields = members.map(({ groupBy, fields: counted }) => [groupBy, counted]);
  return JSON.stringify([type, timespan.seconds, test, targets, fields]);
}
