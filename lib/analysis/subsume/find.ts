/**
 * All pairs of rules of which one subsumes the other.
 *
 * Comparing every rule with every other would take millions of proofs. A proof needs a literal of the narrower rule
 * that implies one of the wider rule's, so the text the wider one looks for stands somewhere in the narrower one, under
 * the same field. Looking for that text first leaves few pairs to prove.
 */
import type { SigmaRule } from '../../ast/rule.ts';
import { foldCase } from '../../query/fold.ts';
import type { Matcher } from '../../query/query.ts';
import { requiredLiterals } from '../../regex/literals.ts';
import { partsOf, type Formula } from './formula.ts';
import { implies } from './prove.ts';
import { formulaOf, isLogSourceWithin } from './rules.ts';

export interface Subsumption {
  /** Matches only what {@link wide} matches. */
  readonly narrow: SigmaRule;
  readonly wide: SigmaRule;
}

/** A text that has to stand in what the narrower rule says of the field; empty where any mention will do. */
interface Needle {
  readonly field: string | null;
  readonly text: string;
}

interface Candidate {
  readonly rule: SigmaRule;
  readonly formula: Formula;
  /** All texts of the rule, without case, by field. */
  readonly texts: ReadonlyMap<string | null, string>;
  /** Of each list, one has to be found. */
  readonly needles: readonly (readonly Needle[])[];
}

/**
 * Two rules that match the same are two pairs.
 *
 * @returns In the order of the rules, the wider one first.
 */
export function findSubsumptions(rules: readonly SigmaRule[]): readonly Subsumption[] {
  const candidates = rules.flatMap((rule) => {
    const formula = formulaOf(rule);
    return formula === undefined ? [] : [toCandidate(rule, formula)];
  });
  const groups = groupByLogSource(candidates);
  const found: Subsumption[] = [];
  for (const wide of candidates) {
    const narrower = groups
      .filter(
        ([first]) => first !== undefined && isLogSourceWithin(first.rule.logsource, wide.rule.logsource),
      )
      .flat();
    for (const narrow of narrower) {
      if (narrow === wide || !mayImply(narrow, wide)) continue;
      if (implies([narrow.formula], wide.formula)) found.push({ narrow: narrow.rule, wide: wide.rule });
    }
  }
  return found;
}

/** Rules of one log source together: there are some hundred sources and thousands of rules. */
function groupByLogSource(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { product, category, service } = candidate.rule.logsource;
    const key = JSON.stringify([product, category, service]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

function mayImply({ texts }: Candidate, { needles }: Candidate): boolean {
  return needles.every((part) => part.some(({ field, text }) => texts.get(field)?.includes(text) === true));
}

function toCandidate(rule: SigmaRule, formula: Formula): Candidate {
  return { rule, formula, texts: textsOf(formula), needles: allNeedles(formula) };
}

/** What stands between two texts, so that none is found across them; no rule writes it. */
const BETWEEN = '\u0000';

function textsOf(formula: Formula): ReadonlyMap<string | null, string> {
  const texts = new Map<string | null, string>();
  const add = (field: string | null, text: string): void => {
    texts.set(field, `${texts.get(field) ?? ''}${BETWEEN}${foldCase(text)}`);
  };
  const walk = (each: Formula): void => {
    if (each.kind !== 'literal') {
      for (const part of each.parts) walk(part);
      return;
    }
    const { field, matcher } = each.leaf;
    for (const text of literalTexts(matcher)) add(field, text);
    if (matcher.kind === 'fieldRef') add(matcher.field, '');
  };
  walk(formula);
  return texts;
}

/** For each part of the formula that has to hold, texts of which one has to be found. */
function allNeedles(formula: Formula): readonly (readonly Needle[])[] {
  return partsOf(formula, 'and').flatMap((part) => {
    const needles = needlesOf(part);
    return needles === undefined ? [] : [needles];
  });
}

/** Undefined where the formula can hold without any text: what is negated is implied by what asks for less. */
function needlesOf(formula: Formula): readonly Needle[] | undefined {
  if (formula.kind === 'literal') {
    const { leaf, negated } = formula;
    if (negated || leaf.matcher.kind === 'null') return undefined;
    return [{ field: leaf.field, text: foldCase(longest(literalTexts(leaf.matcher))) }];
  }
  const parts = formula.parts.map(needlesOf);
  if (formula.kind === 'or')
    return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
  return parts.reduce((best, part) => (weightOf(part) < weightOf(best) ? part : best), undefined);
}

/** Few alternatives and long texts leave few candidates. */
function weightOf(needles: readonly Needle[] | undefined): number {
  if (needles === undefined) return Infinity;
  return needles.length / (1 + Math.min(...needles.map(({ text }) => text.length)));
}

function longest(texts: readonly string[]): string {
  return texts.reduce((best, text) => (text.length > best.length ? text : best), '');
}

/** Texts that a value has to hold. Of a network or an ordering nothing is known, and the empty text stands anywhere. */
function literalTexts(matcher: Matcher): readonly string[] {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return [matcher.value];
    case 'wildcard':
      return matcher.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : ['']));
    case 'number':
      return [matcher.text];
    case 'boolean':
      return [String(matcher.value)];
    case 'regex':
      return ['', ...requiredLiterals(matcher.pattern).map(({ text }) => text)];
    default:
      return [''];
  }
}
