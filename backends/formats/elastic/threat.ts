/**
 * The ATT&CK mapping of a rule as Kibana has it: each tactic with the techniques that belong to it, sub-techniques
 * below theirs.
 *
 * © The MITRE Corporation. Names are reproduced with its permission; see lib/analysis/attack/data/README.md.
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { resolveTags } from '../../../lib/analysis/attack/index.ts';
import type { TacticCoverage } from '../../../lib/analysis/attack/index.ts';

export interface ThreatEntry {
  readonly id: string;
  readonly name: string;
  readonly reference: string;
}

export interface ThreatTechnique extends ThreatEntry {
  readonly subtechnique?: readonly ThreatEntry[];
}

export interface Threat {
  readonly framework: 'MITRE ATT&CK';
  readonly tactic: ThreatEntry;
  readonly technique: readonly ThreatTechnique[];
}

/** The tactics that the tags of the rule name or imply, in the order of the matrix. */
export function threatOf(rule: SigmaRule): readonly Threat[] {
  return resolveTags(rule).tactics.map((tactic) => ({
    framework: 'MITRE ATT&CK',
    tactic: {
      id: tactic.id,
      name: tactic.name,
      reference: `https://attack.mitre.org/tactics/${tactic.id}/`,
    },
    technique: techniquesOf(tactic),
  }));
}

function techniquesOf({ techniques }: TacticCoverage): readonly ThreatTechnique[] {
  const found = new Map<string, ThreatEntry & { readonly subtechnique: ThreatEntry[] }>();
  for (const { id, name, parent } of techniques) {
    const owner = parent ?? { id, name };
    const entry = found.get(owner.id) ?? { ...entryOf(owner.id, owner.name), subtechnique: [] };
    found.set(owner.id, entry);
    if (parent !== undefined) entry.subtechnique.push(entryOf(id, name));
  }
  return [...found.values()].map(({ subtechnique, ...entry }) =>
    subtechnique.length === 0 ? entry : { ...entry, subtechnique },
  );
}

function entryOf(id: string, name: string): ThreatEntry {
  return { id, name, reference: `https://attack.mitre.org/techniques/${id.replace('.', '/')}/` };
}
