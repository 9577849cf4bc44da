/** The ATT&CK tables, read from their packed lines when somebody first asks. The format is in data/README.md. */
import { ENTERPRISE } from './data/enterprise.ts';
import { ICS } from './data/ics.ts';
import { MOBILE } from './data/mobile.ts';
import { RETIRED } from './data/retired.ts';
import type { AttackDomain, DomainText, RetiredTechnique, Tactic, Technique } from './types.ts';

export interface AttackTable {
  /** In the order of the matrices: Enterprise, Mobile, ICS. */
  readonly tactics: readonly Tactic[];
  /** By identifier; no two domains share one. */
  readonly techniques: ReadonlyMap<string, Technique>;
  readonly retired: ReadonlyMap<string, RetiredTechnique>;
}

let table: AttackTable | undefined;

/**
 * All tactics and techniques.
 *
 * @example attackTable().techniques.get('T1059.006')?.parent?.name // 'Command and Scripting Interpreter'
 */
export function attackTable(): AttackTable {
  table ??= readTable();
  return table;
}

function readTable(): AttackTable {
  const tactics: Tactic[] = [];
  const techniques = new Map<string, Technique>();
  const domains: Readonly<Record<AttackDomain, DomainText>> = {
    enterprise: ENTERPRISE,
    mobile: MOBILE,
    ics: ICS,
  };
  for (const domain of ['enterprise', 'mobile', 'ics'] as const) {
    const own = linesOf(domains[domain].tactics).map((line) => readTactic(line, domain));
    tactics.push(...own);
    const byName = new Map(own.map((tactic) => [tactic.shortName, tactic]));
    for (const line of linesOf(domains[domain].techniques)) {
      for (const technique of readTechniques(line, domain, byName)) techniques.set(technique.id, technique);
    }
  }
  return { tactics, techniques, retired: readRetired(techniques) };
}

function readRetired(techniques: ReadonlyMap<string, Technique>): ReadonlyMap<string, RetiredTechnique> {
  const retired = new Map<string, RetiredTechnique>();
  for (const line of Object.values(RETIRED).flatMap(linesOf)) {
    const [entry = '', replacement = ''] = line.split('|');
    const [id, name] = splitAtSpace(entry);
    retired.set(id, { id, name, replacement: techniques.get(replacement) });
  }
  return retired;
}

function readTactic(line: string, domain: AttackDomain): Tactic {
  const [id, rest] = splitAtSpace(line);
  const [shortName, name] = splitAtSpace(rest);
  return { id, name, shortName, domain };
}

/** A technique and its sub-techniques. */
function readTechniques(
  line: string,
  domain: AttackDomain,
  byName: ReadonlyMap<string, Tactic>,
): readonly Technique[] {
  const [entry = '', ...subs] = line.split('|');
  const [id, rest] = splitAtSpace(entry);
  const [tacticNames, name] = splitAtSpace(rest);
  const tactics = tacticNames.split(',').flatMap((each) => byName.get(each) ?? []);
  const parent = { id, name };
  return [
    { id, name, domain, tactics },
    ...subs.map((sub): Technique => {
      const [number, subName] = splitAtSpace(sub);
      return { id: `${id}.${number}`, name: subName, parent, domain, tactics };
    }),
  ];
}

function linesOf(text: string): readonly string[] {
  return text.trim().split('\n');
}

function splitAtSpace(text: string): readonly [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
