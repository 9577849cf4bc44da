/**
 * MITRE ATT&CK: the tags of a rule resolved to tactics and techniques with their names, and the tables behind that.
 *
 * © 2026 The MITRE Corporation. The tables are reproduced and distributed with the permission of The MITRE Corporation;
 * see data/README.md.
 */
export { resolveTags, techniqueTitle } from './resolve.ts';
export { attackTable } from './table.ts';
export type { AttackTable } from './table.ts';
export { ATTACK_VERSION } from './data/version.ts';
export type {
  AttackCoverage,
  AttackDomain,
  OtherTag,
  RetiredTechnique,
  Tactic,
  TacticCoverage,
  Technique,
  TechniqueCoverage,
} from './types.ts';
