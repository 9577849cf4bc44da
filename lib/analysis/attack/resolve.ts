/** The tags of a rule as tactics with their techniques. */
import type { SigmaRule } from '../../ast/rule.ts';
import { createCollector, type Collector } from '../../diagnostics/collector.ts';
import * as messages from '../../diagnostics/messages/attack.ts';
import type { Span } from '../../source/source.ts';
import { ATTACK_VERSION } from './data/version.ts';
import { attackTable } from './table.ts';
import { readTag, splitTag, type TagMeaning } from './tags.ts';
import type {
  AttackCoverage,
  OtherTag,
  Tactic,
  TacticCoverage,
  Technique,
  TechniqueCoverage,
} from './types.ts';

interface Tag {
  readonly text: string;
  readonly parts: OtherTag;
  readonly meaning: TagMeaning;
  readonly span: Span;
}

/**
 * The ATT&CK coverage that a rule states in its tags.
 *
 * A technique stands under the tactics that the rule tags and that it belongs to. If the rule tags none of them, it
 * stands under all of its own tactics, which are then marked as implied. Old names are understood and reported:
 * `attack.defense-evasion` counts as Stealth or Defense Impairment, whichever the techniques of the rule belong to,
 * and a revoked technique as the one that replaced it.
 *
 * @param rule - As `parseSigma` gives it; its tree says where each tag stands.
 * @returns Never throws; what is unknown is in `diagnostics` and, as the rule has it, in `other`.
 *
 * @example
 * // tags: [attack.execution, attack.t1059.006]
 * resolveTags(rule).tactics
 * // [{ id: 'TA0002', name: 'Execution', tag: 'attack.execution', implied: false, techniques: [
 * //   { id: 'T1059.006', name: 'Python', parent: { id: 'T1059', name: 'Command and Scripting Interpreter' } }] }]
 */
export function resolveTags(rule: SigmaRule): AttackCoverage {
  const collector = createCollector(rule.source);
  const tags = readTags(rule);
  const techniques = new Set(tags.flatMap(({ meaning }) => techniqueOf(meaning) ?? []));
  const tagged = new Set<Tactic>();
  const other = new Map<string, OtherTag>();
  for (const tag of tags) {
    report(tag, techniques, collector);
    if (tag.meaning.kind === 'tactic') {
      for (const tactic of chooseTactics(tag.meaning.candidates, techniques)) tagged.add(tactic);
    } else if (techniqueOf(tag.meaning) === undefined) other.set(tag.text, tag.parts);
  }
  return {
    version: ATTACK_VERSION,
    tactics: placeTechniques(tagged, techniques),
    other: [...other.values()],
    diagnostics: collector.diagnostics,
  };
}

/**
 * The full name of a technique, with that of the technique it refines.
 *
 * @example techniqueTitle({ id: 'T1059.006', name: 'Python', parent }) // 'Command and Scripting Interpreter: Python'
 */
export function techniqueTitle({ name, parent }: TechniqueCoverage): string {
  return parent === undefined ? name : `${parent.name}: ${name}`;
}

function readTags(rule: SigmaRule): readonly Tag[] {
  const spans = spansOfTags(rule);
  return rule.tags.map((text, index) => {
    const parts = splitTag(text);
    return { text, parts, meaning: readTag(parts), span: spans[index] ?? rule.span };
  });
}

/** The loader takes the scalars of the list that are not null, and a single scalar as a list of one. */
function spansOfTags({ tree }: SigmaRule): readonly Span[] {
  const node = tree.pairs.find(({ key }) => key.value === 'tags')?.value;
  const items = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? item.span : []));
}

function techniqueOf(meaning: TagMeaning): Technique | undefined {
  if (meaning.kind === 'technique') return meaning.technique;
  return meaning.kind === 'retired' ? meaning.retired.replacement : undefined;
}

/**
 * Domains share the short names of tactics, so a tag may name several. Those are meant that hold a technique of the
 * rule, else that of a domain which the techniques are of, else the first, which is that of Enterprise.
 */
function chooseTactics(candidates: readonly Tactic[], techniques: ReadonlySet<Technique>): readonly Tactic[] {
  const all = [...techniques];
  const holding = candidates.filter((tactic) => all.some((technique) => technique.tactics.includes(tactic)));
  if (holding.length > 0) return holding;
  const related = candidates.find((tactic) => all.some(({ domain }) => domain === tactic.domain));
  return related === undefined ? candidates.slice(0, 1) : [related];
}

function placeTechniques(
  tagged: ReadonlySet<Tactic>,
  techniques: ReadonlySet<Technique>,
): readonly TacticCoverage[] {
  const byTactic = new Map<Tactic, TechniqueCoverage[]>([...tagged].map((tactic) => [tactic, []]));
  for (const technique of techniques) {
    const own = technique.tactics.filter((tactic) => tagged.has(tactic));
    for (const tactic of own.length > 0 ? own : technique.tactics) {
      const listed = byTactic.get(tactic) ?? [];
      listed.push(coverageOf(technique));
      byTactic.set(tactic, listed);
    }
  }
  return attackTable().tactics.flatMap((tactic) => {
    const listed = byTactic.get(tactic);
    if (listed === undefined) return [];
    const { id, name } = tactic;
    return { id, name, tag: tagOf(tactic), implied: !tagged.has(tactic), techniques: listed };
  });
}

function coverageOf({ id, name, parent }: Technique): TechniqueCoverage {
  return parent === undefined ? { id, name } : { id, name, parent };
}

function tagOf(entry: Tactic | Technique): string {
  return `attack.${'shortName' in entry ? entry.shortName : entry.id.toLowerCase()}`;
}

function report(tag: Tag, techniques: ReadonlySet<Technique>, { report: to }: Collector): void {
  const { text, meaning, span } = tag;
  if (meaning.kind === 'retired') {
    const now = meaning.retired.replacement;
    const replacement = now && { id: now.id, title: techniqueTitle(now), tag: tagOf(now) };
    to(messages.retiredTechnique(meaning.retired, replacement, ATTACK_VERSION), span);
  } else if (meaning.kind === 'unknown-technique') {
    const parent = attackTable().techniques.get(meaning.id.split('.')[0] ?? '');
    to(messages.unknownTechnique(text, parent, ATTACK_VERSION), span);
  } else if (meaning.kind === 'unknown-tactic') {
    const known = attackTable().tactics.map(({ shortName }) => shortName);
    to(messages.unknownTactic(text, meaning.shortName, known, ATTACK_VERSION), span);
  } else if (meaning.kind === 'tactic') {
    const chosen = chooseTactics(meaning.candidates, techniques);
    const isSplit = chosen.some(({ shortName }) => shortName !== meaning.shortName);
    if (isSplit) to(messages.splitTactic(text, chosen.map(tagOf), ATTACK_VERSION), span);
    else if (text.includes('_')) to(messages.underscores(text, `attack.${meaning.shortName}`), span);
  }
}
