/** The events of all rules below a correlation, found by one search, and which of the rules they match. */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { CorrelationGap, RuleInput } from '../../../lib/backend/correlation.ts';
import type { CorrelationPath } from '../../../lib/backend/correlation-paths.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { or } from '../../../lib/query/build.ts';
import { printSearch } from '../assemble.ts';
import { whereDialect } from '../where.ts';
import { ruleFlag } from './names.ts';
import type { Writer } from './writer.ts';

export interface RuleEvents {
  /** The search, and a command that notes which rules an event matches if that is asked again and again. */
  readonly commands: readonly string[];
  readonly ruleTest: Writer['ruleTest'];
}

/**
 * @param isChain whether there are correlations of correlations
 * @param prefix search terms in front
 */
export function ruleEvents(
  paths: readonly CorrelationPath[],
  isChain: boolean,
  prefix: string,
  gaps: CorrelationGap[],
): RuleEvents {
  const rules = new Map<SigmaRule, RuleInput>(paths.map(({ rule }) => [rule.rule, rule]));
  const found = [...rules.values()];
  for (const { rule, query } of found) {
    for (const gap of printSearch(query, 'never', '').gaps) gaps.push({ ...gap, rule });
  }
  if (gaps.length > 0) return { commands: [], ruleTest: () => undefined };
  const search = printSearch(or(found.map(({ query }) => query)), 'never', prefix).text;
  const conditionOf = ({ rule, query }: RuleInput): string => {
    const printed = printQuery(query, whereDialect, 'never');
    for (const gap of printed.gaps) gaps.push({ ...gap, rule });
    return printed.text;
  };
  if (found.length === 1) return { commands: [search], ruleTest: () => undefined };
  if (!isChain) return { commands: [search], ruleTest: conditionOf };
  const flags = new Map([...rules.keys()].map((rule, index) => [rule, ruleFlag(index + 1)]));
  const noted = found.map((each) => `${flags.get(each.rule)}=if(${conditionOf(each)}, 1, 0)`);
  return {
    commands: [search, `eval ${noted.join(', ')}`],
    ruleTest: ({ rule }) => `${flags.get(rule)}=1`,
  };
}
