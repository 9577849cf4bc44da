/**
 * The catalogue: every rule with its analysis and its page, and what rules have in common: techniques and indicators.
 * The pages are printed from it.
 */
import type { SigmaRule } from '../lib/ast/rule.ts';
import { analyze, createCorpus, type Analysis, type Corpus } from '../lib/analysis/index.ts';
import type { Source } from '../lib/source/source.ts';
import { indexIndicators, type SharedIndicator } from './indicators.ts';
import { nameRules } from './names.ts';
import { compareTexts } from './order.ts';
import { indexRelations, type ProvedRelation } from './relations.ts';
import { indexTechniques, type TechniqueEntry } from './techniques.ts';

/** A rule as pages show it. */
export interface RuleEntry {
  readonly rule: SigmaRule;
  readonly analysis: Analysis;
  /** From the folder of the site, with forward slashes, as are all paths of pages. */
  readonly path: string;
  /** Where the rule was read from, as far as that is anybody's business. */
  readonly file: string;
}

export interface Catalogue {
  /** Shown above every page. */
  readonly title: string;
  /** By title, then by path: the order of every list. */
  readonly entries: readonly RuleEntry[];
  /** By identifier, in the order of identifiers. */
  readonly techniques: ReadonlyMap<string, TechniqueEntry>;
  /** By key, see `lib/analysis/keys.ts`; those that at least two rules have. */
  readonly indicators: ReadonlyMap<string, SharedIndicator>;
  readonly corpus: Corpus;
  /** See {@link CatalogueOptions.fileOf}. */
  readonly fileOf: CatalogueOptions['fileOf'];
  /** What is proved of a rule and others. */
  relationsOf(rule: SigmaRule): readonly ProvedRelation[];
  entryOf(rule: SigmaRule): RuleEntry | undefined;
  /** How many of the rules stand in a file. */
  countIn(source: Source): number;
}

export interface CatalogueOptions {
  /** Shown above every page. */
  readonly title: string;
  /** What pages say of where a rule or a filter was read from. */
  readonly fileOf: (document: Pick<SigmaRule, 'source'>) => string;
}

/** Analyses all rules, each within all. */
export function createCatalogue(rules: readonly SigmaRule[], { title, fileOf }: CatalogueOptions): Catalogue {
  const corpus = createCorpus(rules);
  const names = nameRules(rules);
  const entries = rules
    .map((rule): RuleEntry => {
      const analysis = analyze(rule, corpus, { perValue: true });
      return { rule, analysis, path: `rules/${names.get(rule) ?? ''}.html`, file: fileOf(rule) };
    })
    .sort(
      (a, b) =>
        compareTexts(a.analysis.header.title, b.analysis.header.title) || compareTexts(a.path, b.path),
    );
  const byRule = new Map(entries.map((entry) => [entry.rule, entry]));
  const counts = new Map<Source, number>();
  for (const { source } of rules) counts.set(source, (counts.get(source) ?? 0) + 1);
  const relations = indexRelations(byRule, corpus);
  return {
    title,
    entries,
    techniques: indexTechniques(entries),
    indicators: indexIndicators(entries, corpus),
    corpus,
    fileOf,
    relationsOf: (rule) => relations.get(rule) ?? [],
    entryOf: (rule) => byRule.get(rule),
    countIn: (source) => counts.get(source) ?? 0,
  };
}
