/** What a rule says about itself. */
import type { RelationType, RuleLevel, RuleStatus, SigmaRule } from '../ast/rule.ts';
import type { Corpus } from './corpus.ts';

/** As the rule writes it; null is what it does not say. */
export interface Header {
  readonly title: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly status: RuleStatus | null;
  readonly level: RuleLevel | null;
  readonly author: string | null;
  /** `YYYY-MM-DD`, as is {@link modified}. */
  readonly date: string | null;
  readonly modified: string | null;
  readonly description: string | null;
  readonly license: string | null;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly related: readonly Relation[];
  readonly logsource: {
    readonly product: string | null;
    readonly category: string | null;
    readonly service: string | null;
    readonly definition: string | null;
  };
}

export interface Relation {
  readonly type: RelationType;
  readonly id: string;
  /** Null when the corpus has no such rule. */
  readonly title: string | null;
}

export function headerOf(rule: SigmaRule, corpus: Corpus | undefined): Header {
  const { logsource } = rule;
  return {
    title: rule.title,
    id: rule.id ?? null,
    name: rule.name ?? null,
    status: rule.status ?? null,
    level: rule.level ?? null,
    author: rule.author ?? null,
    date: rule.date ?? null,
    modified: rule.modified ?? null,
    description: rule.description?.trim() ?? null,
    license: rule.license ?? null,
    references: rule.references,
    falsePositives: rule.falsepositives,
    related: rule.related.map(({ type, id }) => ({ type, id, title: corpus?.ruleWithId(id)?.title ?? null })),
    logsource: {
      product: logsource.product ?? null,
      category: logsource.category ?? null,
      service: logsource.service ?? null,
      definition: logsource.definition ?? null,
    },
  };
}
