/** What resolving ATT&CK tags says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** @param known - Short names of tactics, such as `lateral-movement`. */
export function unknownTactic(
  tag: string,
  shortName: string,
  known: Iterable<string>,
  version: string,
): Finding {
  const meant = closest(shortName, known);
  return {
    code: 'attack-unknown-tactic',
    severity: 'warning',
    message: `ATT&CK ${version} has no tactic of the name ${quoteText(tag)}`,
    hints: meant === undefined ? [] : [`did you mean ${quoteText(`attack.${meant}`)}?`],
  };
}

/** @param parent - The technique, when only the sub-technique is unknown. */
export function unknownTechnique(tag: string, parent: Named | undefined, version: string): Finding {
  return {
    code: 'attack-unknown-technique',
    severity: 'warning',
    message: `ATT&CK ${version} has no technique of the number ${quoteText(tag)}`,
    hints: parent === undefined ? [] : [`there is ${parent.id} ${parent.name}, without that sub-technique`],
  };
}

/** @param tags - Those of the new tactics that the techniques of the rule belong to. */
export function splitTactic(tag: string, tags: readonly string[], version: string): Finding {
  const now = tags.map(quoteText).join(' and ');
  return {
    code: 'attack-renamed',
    severity: 'warning',
    message: `${quoteText(tag)} is split in ATT&CK ${version}, into Stealth and Defense Impairment`,
    hints: [`write ${now}${tags.length > 1 ? ', for this rule has techniques of both' : ''}`],
  };
}

export function underscores(tag: string, now: string): Finding {
  return {
    code: 'attack-spelling',
    severity: 'info',
    message: `${quoteText(tag)} has underscores, as Sigma 1 wrote the names of tactics`,
    hints: [`write ${quoteText(now)}`],
  };
}

/** @param replacement - Undefined when nothing replaced it, or what did is gone as well. */
export function retiredTechnique(
  { id, name }: Named,
  replacement: { readonly id: string; readonly title: string; readonly tag: string } | undefined,
  version: string,
): Finding {
  if (replacement === undefined) {
    return {
      code: 'attack-deprecated',
      severity: 'warning',
      message: `ATT&CK ${version} no longer has ${id} ${name}`,
      hints: ['choose a technique that is in force, or leave the tag out'],
    };
  }
  return {
    code: 'attack-revoked',
    severity: 'warning',
    message: `${id} ${name} is ${replacement.id} ${replacement.title} in ATT&CK ${version}`,
    hints: [`write ${quoteText(replacement.tag)}`],
  };
}
