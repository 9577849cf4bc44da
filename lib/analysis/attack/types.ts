/** What the tags of a rule say in terms of MITRE ATT&CK, and the entries of the ATT&CK tables. Types only. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** The tags of a rule, resolved. */
export interface AttackCoverage {
  /** Of ATT&CK, such as `19`. To be shown wherever names of ATT&CK are. */
  readonly version: string;
  /** In the order of the matrix: Enterprise, Mobile, ICS. */
  readonly tactics: readonly TacticCoverage[];
  /** Tags that name no tactic and no technique of this version: other namespaces, software, groups, retired techniques. */
  readonly other: readonly OtherTag[];
  /** Tags that are unknown, renamed or retired, each at its place in the rule. Never errors: tags select no events. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface TacticCoverage {
  /** Such as `TA0002`. */
  readonly id: string;
  readonly name: string;
  /** The tag that names it, such as `attack.execution`. */
  readonly tag: string;
  /** No tag of the rule names the tactic; it is here because a tagged technique belongs to it and to no tagged tactic. */
  readonly implied: boolean;
  /** In the order of the tags; empty when the rule names the tactic and none of its techniques. */
  readonly techniques: readonly TechniqueCoverage[];
}

export interface TechniqueCoverage {
  /** Such as `T1059.006`. */
  readonly id: string;
  /** Of the sub-technique alone, if it is one; see `techniqueTitle`. */
  readonly name: string;
  readonly parent?: { readonly id: string; readonly name: string };
}

export interface OtherTag {
  /** What stands before the first dot: `cve`, `detection`; `attack` for software, groups and what is unknown. Empty without a dot. */
  readonly namespace: string;
  /** The rest, as the rule has it: `2021-44228`, `threat-hunting`, `s0002`. */
  readonly value: string;
}

export type AttackDomain = 'enterprise' | 'mobile' | 'ics';

/** A tactic of the tables. */
export interface Tactic {
  readonly id: string;
  readonly name: string;
  /** As tags have it, such as `defense-impairment`. Domains share short names. */
  readonly shortName: string;
  readonly domain: AttackDomain;
}

/** A technique or sub-technique of the tables. */
export interface Technique {
  readonly id: string;
  readonly name: string;
  readonly parent?: { readonly id: string; readonly name: string };
  readonly domain: AttackDomain;
  /** In the order of the matrix, at least one. */
  readonly tactics: readonly Tactic[];
}

/** A technique that ATT&CK no longer has. */
export interface RetiredTechnique {
  readonly id: string;
  readonly name: string;
  /** What replaced it, in this version; undefined if nothing did or it is not known. */
  readonly replacement: Technique | undefined;
}

/** The packed lines of one domain. */
export interface DomainText {
  /** In the order of the matrix. */
  readonly tactics: string;
  /** Each with its sub-techniques. */
  readonly techniques: string;
}
