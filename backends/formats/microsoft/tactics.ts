/**
 * ATT&CK as Microsoft's products have it: tactics by their names without spaces, of an older version.
 *
 * What version 19 calls Stealth and Defense Impairment are both parts of what was Defense Evasion before.
 * https://learn.microsoft.com/azure/templates/microsoft.securityinsights/alertrules (AttackTactic)
 *
 * © The MITRE Corporation; see lib/analysis/attack/data/README.md.
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { resolveTags } from '../../../lib/analysis/attack/index.ts';

const TACTICS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['TA0043', 'Reconnaissance'],
  ['TA0042', 'ResourceDevelopment'],
  ['TA0001', 'InitialAccess'],
  ['TA0002', 'Execution'],
  ['TA0003', 'Persistence'],
  ['TA0004', 'PrivilegeEscalation'],
  ['TA0005', 'DefenseEvasion'],
  ['TA0112', 'DefenseEvasion'],
  ['TA0006', 'CredentialAccess'],
  ['TA0007', 'Discovery'],
  ['TA0008', 'LateralMovement'],
  ['TA0009', 'Collection'],
  ['TA0011', 'CommandAndControl'],
  ['TA0010', 'Exfiltration'],
  ['TA0040', 'Impact'],
  ['TA0106', 'ImpairProcessControl'],
  ['TA0107', 'InhibitResponseFunction'],
]);

/** What a rule says of ATT&CK, in Microsoft's words. */
export interface AttackMapping {
  /** In the order of the matrix. */
  readonly tactics: readonly string[];
  /** Such as `T1059.001`, those of the tactics above. */
  readonly techniques: readonly string[];
  /** The techniques of each tactic. */
  readonly byTactic: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Tactics that Microsoft's products do not know are left out with their techniques. */
export function attackOf(rule: SigmaRule): AttackMapping {
  const byTactic = new Map<string, Set<string>>();
  for (const { id, techniques: own } of resolveTags(rule).tactics) {
    const tactic = TACTICS.get(id);
    if (tactic === undefined) continue;
    const known = byTactic.get(tactic) ?? new Set();
    byTactic.set(tactic, known);
    for (const technique of own) known.add(technique.id);
  }
  const techniques = new Set([...byTactic.values()].flatMap((each) => [...each]));
  return { tactics: [...byTactic.keys()], techniques: [...techniques], byTactic };
}
