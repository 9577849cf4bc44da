/**
 * What a single tag means, before the other tags of the rule are looked at.
 * Specification: https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-tags.md
 */
import { attackTable } from './table.ts';
import type { OtherTag, RetiredTechnique, Tactic, Technique } from './types.ts';

export type TagMeaning =
  | { readonly kind: 'technique'; readonly technique: Technique }
  | { readonly kind: 'retired'; readonly retired: RetiredTechnique }
  | {
      readonly kind: 'tactic';
      /** As ATT&CK writes it, with hyphens. */
      readonly shortName: string;
      /** The tactics that may be meant, of several domains; the techniques of the rule decide. */
      readonly candidates: readonly Tactic[];
    }
  | { readonly kind: 'unknown-technique'; readonly id: string }
  | { readonly kind: 'unknown-tactic'; readonly shortName: string }
  | { readonly kind: 'other' };

/** The tactic of Enterprise that version 19 split in two; Mobile still has one of this name. */
const SPLIT_TACTIC = 'defense-evasion';

/** What Enterprise has in its place. Stealth comes first: it keeps the identifier, TA0005. */
const AFTER_SPLIT = ['stealth', 'defense-impairment'];

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;
const TACTIC_ID = /^TA\d{4}$/;

/** Other objects of ATT&CK: software, groups, campaigns, mitigations, assets, data sources and components, detections. */
const OTHER_OBJECT = /^(?:[SGCMA]|DS|DC|DET|AN)\d{4}$/;

export function splitTag(tag: string): OtherTag {
  const dot = tag.indexOf('.');
  return { namespace: tag.slice(0, Math.max(dot, 0)).toLowerCase(), value: tag.slice(dot + 1) };
}

export function readTag({ namespace, value }: OtherTag): TagMeaning {
  if (namespace !== 'attack') return { kind: 'other' };
  const id = value.toUpperCase();
  if (TECHNIQUE.test(id)) return readTechnique(id);
  if (OTHER_OBJECT.test(id)) return { kind: 'other' };
  const { tactics } = attackTable();
  const byId = TACTIC_ID.test(id) ? tactics.find((tactic) => tactic.id === id) : undefined;
  if (byId !== undefined) return { kind: 'tactic', shortName: byId.shortName, candidates: [byId] };
  return readTactic(value.toLowerCase().replaceAll('_', '-'), tactics);
}

function readTechnique(id: string): TagMeaning {
  const { techniques, retired } = attackTable();
  const technique = techniques.get(id);
  if (technique !== undefined) return { kind: 'technique', technique };
  const old = retired.get(id);
  return old === undefined ? { kind: 'unknown-technique', id } : { kind: 'retired', retired: old };
}

function readTactic(shortName: string, tactics: readonly Tactic[]): TagMeaning {
  const names = shortName === SPLIT_TACTIC ? [...AFTER_SPLIT, SPLIT_TACTIC] : [shortName];
  const candidates = tactics.filter((tactic) => names.includes(tactic.shortName));
  if (candidates.length === 0) return { kind: 'unknown-tactic', shortName };
  return { kind: 'tactic', shortName, candidates };
}
