/** Pages of the diagnostics about ATT&CK tags; see `codes.ts`. */
import type { AttackCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const attackCodes: Readonly<Record<AttackCode, CodeEntry>> = {
  'attack-unknown-tactic': {
    summary: 'A tag names a tactic that ATT&CK does not have.',
    reason: 'Tags place a rule in catalogues and coverage maps; one that nobody knows places it nowhere.',
    remedy:
      'Write the name of a tactic with hyphens, such as `attack.lateral-movement`. Words of other kinds belong to ' +
      'other namespaces, such as `detection.threat-hunting`.',
  },
  'attack-unknown-technique': {
    summary: 'A tag has the number of a technique that ATT&CK does not have.',
    reason: 'Tags place a rule in catalogues and coverage maps; one that nobody knows places it nowhere.',
    remedy:
      'Look the technique up at https://attack.mitre.org and write its number, such as `attack.t1059.006`. A technique ' +
      'newer than the version stated in the message is correct and only unknown here.',
  },
  'attack-renamed': {
    summary: 'A tag names a tactic that has other names today.',
    reason:
      'Version 19 of ATT&CK split Defense Evasion of the Enterprise matrix into Stealth and Defense Impairment. The old ' +
      'name is understood: it counts as the new tactic that the techniques of the rule belong to.',
    remedy: 'Write `attack.stealth`, `attack.defense-impairment` or both, as the message says.',
  },
  'attack-spelling': {
    summary: 'A tag writes the name of a tactic with underscores.',
    reason:
      'Sigma 1 wrote tags so; Sigma 2 has the short names of ATT&CK, with hyphens. Both are understood.',
    remedy: 'Write hyphens: `attack.credential-access`.',
  },
  'attack-revoked': {
    summary: 'A tag has the number of a technique that another one replaced.',
    reason:
      'ATT&CK merges and moves techniques between versions. The tag counts as the technique that replaced it; other ' +
      'tools may not know the old number.',
    remedy: 'Write the number that the message names, and see whether the tactics of the rule still fit.',
  },
  'attack-deprecated': {
    summary: 'A tag has the number of a technique that ATT&CK gave up.',
    reason: 'Nothing takes the place of the technique, so the rule covers nothing by that tag.',
    remedy: 'Choose a technique that is in force, or leave the tag out.',
  },
};
