/**
 * Coverage of a set of rules: which techniques they look for, which events they need, and which of them cannot fire with
 * the events that are collected.
 */
import type { RuleLevel, SigmaRule } from '../ast/rule.ts';
import { toQueries } from '../resolve/to-queries.ts';
import { ATTACK_VERSION, resolveTags } from './attack/index.ts';
import type { AttackCoverage, TechniqueCoverage } from './attack/types.ts';
import { collects, type CollectedEvents } from './collected.ts';
import { eventsOf, type EventCoverage } from './events.ts';

export interface Coverage {
  /** Version of ATT&CK that the names are from. */
  readonly attackVersion: string;
  readonly rules: number;
  /** In the order of their ids. */
  readonly techniques: readonly TechniqueCount[];
  /** Most needed first. */
  readonly events: readonly EventCount[];
  /** Log sources of rules whose events bear no numbers, most needed first. */
  readonly logSources: readonly LogSourceCount[];
  /** Rules none of whose events is collected; null when it was not said what is. */
  readonly silent: readonly SigmaRule[] | null;
}

export interface TechniqueCount extends TechniqueCoverage {
  /** Short names of the tactics that rules name it under: `execution`. */
  readonly tactics: readonly string[];
  readonly rules: number;
  /** Rules by level, the gravest first; those without one are under `none`. */
  readonly levels: Readonly<Partial<Record<RuleLevel | 'none', number>>>;
}

export interface EventCount extends EventCoverage {
  /** Rules that can match it. */
  readonly rules: number;
}

export interface LogSourceCount {
  /** `aws/cloudtrail`: what the rules state of product, category and service. */
  readonly logsource: string;
  readonly rules: number;
}

export interface CoverageOptions {
  /** What is collected, see `parseCollected`. Without it, nothing is said about rules that cannot fire. */
  readonly collected?: CollectedEvents;
}

/**
 * What rules cover together.
 *
 * A rule can fire if any of its events is collected: rules for process creation are content with Sysmon 1 or Security
 * 4688. Rules whose events bear no numbers can fire if their log source is named.
 *
 * @example coverageOf(rules).techniques[0] // { id: 'T1001.003', rules: 1, levels: { high: 1 }, … }
 */
export function coverageOf(rules: readonly SigmaRule[], options: CoverageOptions = {}): Coverage {
  const { collected } = options;
  const techniques = new Map<string, MutableTechnique>();
  const events = new Map<string, { event: EventCoverage; rules: number }>();
  const logSources = new Map<string, number>();
  const silent: SigmaRule[] = [];
  for (const rule of rules) {
    addTechniques(resolveTags(rule), rule, techniques);
    const own = eventsOf(rule.logsource, toQueries(rule).queries);
    for (const event of own) {
      const key = JSON.stringify([event.channel, event.provider, event.eventId, event.where ?? null]);
      const entry = events.get(key);
      if (entry === undefined) events.set(key, { event, rules: 1 });
      else entry.rules++;
    }
    const source = logSourceName(rule);
    if (own.length === 0) logSources.set(source, (logSources.get(source) ?? 0) + 1);
    if (collected !== undefined && !collects(collected, rule.logsource, own)) silent.push(rule);
  }
  return {
    attackVersion: ATTACK_VERSION,
    rules: rules.length,
    techniques: [...techniques.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map(toCount),
    events: [...events.values()].map(({ event, rules: count }) => ({ ...event, rules: count })).sort(byRules),
    logSources: [...logSources].map(([logsource, count]) => ({ logsource, rules: count })).sort(byRules),
    silent: collected === undefined ? null : silent,
  };
}

interface MutableTechnique extends TechniqueCoverage {
  readonly tactics: Set<string>;
  readonly rules: Set<SigmaRule>;
}

function addTechniques(
  { tactics }: AttackCoverage,
  rule: SigmaRule,
  into: Map<string, MutableTechnique>,
): void {
  for (const { tag, techniques } of tactics) {
    for (const technique of techniques) {
      let entry = into.get(technique.id);
      if (entry === undefined) {
        entry = { ...technique, tactics: new Set(), rules: new Set() };
        into.set(technique.id, entry);
      }
      entry.tactics.add(tag.replace(/^attack\./, ''));
      entry.rules.add(rule);
    }
  }
}

const LEVELS = ['critical', 'high', 'medium', 'low', 'informational', 'none'] as const;

function toCount({ tactics, rules, ...technique }: MutableTechnique): TechniqueCount {
  const levels: Partial<Record<RuleLevel | 'none', number>> = {};
  for (const wanted of LEVELS) {
    const count = [...rules].filter(({ level = 'none' }) => level === wanted).length;
    if (count > 0) levels[wanted] = count;
  }
  return { ...technique, tactics: [...tactics].sort(), rules: rules.size, levels };
}

function logSourceName({ logsource }: SigmaRule): string {
  const { product, category, service } = logsource;
  return [product, category, service].filter((each) => each !== undefined).join('/');
}

function byRules(a: { readonly rules: number }, b: { readonly rules: number }): number {
  return b.rules - a.rules;
}
