/** The columns and tables that the statement makes for itself. No column of a log is called as these columns are. */
import type { SigmaCorrelation } from '../../../lib/ast/correlation.ts';
import { isRule, type CorrelationRequest } from '../../../lib/backend/correlation.ts';

export const TIME = 'sigma_time';
export const VALUE = 'sigma_value';

export function ruleColumn(index: number): string {
  return `sigma_rule${index + 1}`;
}

export function groupColumn(index: number): string {
  return `sigma_group${index + 1}`;
}

export function groupColumns({ correlation }: SigmaCorrelation): readonly string[] {
  return correlation.groupBy.map((_, index) => groupColumn(index));
}

/** Names for tables: common tables would hide those of events, so what is called so gets another name. */
export function createTableNames(request: CorrelationRequest, table: string): (base: string) => string {
  const taken = new Set([table, ...sourcesOf(request)].map((name) => name.toLowerCase()));
  return (base) => {
    let name = base;
    while (taken.has(name)) name += '_';
    return name;
  };
}

function sourcesOf({ inputs }: CorrelationRequest): readonly string[] {
  return inputs.flatMap(({ of }) => (isRule(of) ? (of.schema?.sources ?? []) : sourcesOf(of)));
}
