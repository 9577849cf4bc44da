/**
 * Packs a bundle of MITRE ATT&CK into the lines that `lib/analysis/attack/data/` holds.
 *
 * A bundle is the STIX file of one domain, as https://github.com/mitre-attack/attack-stix-data publishes it.
 */

/** The parts of a STIX object that matter here. */
export interface StixObject {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly revoked?: boolean;
  readonly x_mitre_deprecated?: boolean;
  readonly x_mitre_shortname?: string;
  readonly tactic_refs?: readonly string[];
  readonly external_references?: readonly { readonly source_name: string; readonly external_id?: string }[];
  readonly kill_chain_phases?: readonly { readonly phase_name: string }[];
  readonly relationship_type?: string;
  readonly source_ref?: string;
  readonly target_ref?: string;
}

export interface PackedDomain {
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly retired: readonly string[];
}

/**
 * The lines of one domain: tactics in the order of the matrix, techniques and retired techniques by id.
 *
 * @throws Error when a sub-technique has other tactics than its technique, or a name has a character that separates
 * the parts of a line: the format says neither, and has never had to.
 */
export function packDomain(objects: readonly StixObject[]): PackedDomain {
  const tactics = packTactics(objects);
  const patterns = objects.filter(
    ({ type, kill_chain_phases: phases }) => type === 'attack-pattern' && phases,
  );
  const live = new Map(patterns.filter(isLive).map((each) => [idOf(each), each]));
  const order = tactics.map((line) => line.split(' ')[1] ?? '');
  const techniques = [...live.keys()].filter((id) => !id.includes('.')).sort();
  return {
    tactics,
    techniques: techniques.map((id) => packTechnique(id, live, order)),
    retired: packRetired(objects, live),
  };
}

function packTactics(objects: readonly StixObject[]): readonly string[] {
  const order = objects
    .filter(({ type }) => type === 'x-mitre-matrix')
    .flatMap((each) => each.tactic_refs ?? []);
  return objects
    .filter((each) => each.type === 'x-mitre-tactic' && isLive(each))
    .sort((a, b) => order.indexOf(a.id ?? '') - order.indexOf(b.id ?? ''))
    .map((each) => `${idOf(each)} ${each.x_mitre_shortname ?? ''} ${nameOf(each)}`);
}

function packTechnique(id: string, live: ReadonlyMap<string, StixObject>, order: readonly string[]): string {
  const technique = live.get(id);
  if (technique === undefined) throw new Error(`no ${id}`);
  const tactics = tacticsOf(technique, order);
  const parts = [`${id} ${tactics} ${nameOf(technique)}`];
  for (const sub of [...live.keys()].filter((each) => each.startsWith(`${id}.`)).sort()) {
    const object = live.get(sub) as StixObject;
    if (tacticsOf(object, order) !== tactics) throw new Error(`${sub} has other tactics than ${id}`);
    parts.push(`${sub.slice(id.length + 1)} ${nameOf(object)}`);
  }
  return parts.join('|');
}

/** Replacements are followed to the end: what replaced a technique may have been replaced itself. */
function packRetired(
  objects: readonly StixObject[],
  live: ReadonlyMap<string, StixObject>,
): readonly string[] {
  const byStixId = new Map(objects.map((each) => [each.id, each]));
  const replacements = new Map<string, string>();
  for (const { relationship_type: type, source_ref: source, target_ref: target } of objects) {
    const [from, to] = [byStixId.get(source), byStixId.get(target)];
    if (type === 'revoked-by' && from?.type === 'attack-pattern' && to !== undefined) {
      replacements.set(idOf(from), idOf(to));
    }
  }
  const lastOf = (id: string, steps = 0): string => {
    const next = replacements.get(id);
    return next === undefined || steps > replacements.size ? id : lastOf(next, steps + 1);
  };
  return objects
    .filter((each) => each.type === 'attack-pattern' && !isLive(each))
    .map((each) => {
      const last = lastOf(idOf(each));
      return `${idOf(each)} ${nameOf(each)}${live.has(last) ? `|${last}` : ''}`;
    })
    .sort();
}

function isLive(object: StixObject): boolean {
  return object.revoked !== true && object.x_mitre_deprecated !== true;
}

function idOf({ external_references: references }: StixObject): string {
  return references?.find(({ source_name: source }) => source === 'mitre-attack')?.external_id ?? '';
}

function nameOf({ name = '' }: StixObject): string {
  if (name === '' || /[|`\\$\n]/.test(name))
    throw new Error(`the name ${JSON.stringify(name)} cannot be packed`);
  return name;
}

function tacticsOf({ kill_chain_phases: phases = [] }: StixObject, order: readonly string[]): string {
  const names = phases.map(({ phase_name: name }) => name);
  return names.sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(',');
}
