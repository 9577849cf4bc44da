/** What the pipelines for Microsoft's tables assume of events, besides what KQL does; their README says the same. */
import type { Assumption } from '../equivalence/assumptions.ts';
import { heldBy, type FlatEvent } from '../equivalence/flat-event.ts';
import type { QueryFacts } from '../equivalence/facts.ts';

function someHeld(event: FlatEvent, { fields }: QueryFacts, names: readonly string[], test: RegExp): boolean {
  return names.some(
    (name) => fields.has(name) && heldBy(event, name).some((held) => test.test(String(held))),
  );
}

const HASH = '(?:(?:MD5|IMPHASH)=[0-9A-F]{32}|SHA1=[0-9A-F]{40}|SHA256=[0-9A-F]{64})';
const LIST_OF_HASHES = new RegExp(`^${HASH}(?:,${HASH})*$`, 'i');

const WHOLE_HASHES: Assumption = {
  what: 'Hashes are a list of kinds and digits.',
  because: 'Sysmon writes nothing else, and a table has a column for each kind.',
  excludes: (event, { fields }) =>
    fields.has('Hashes') && heldBy(event, 'Hashes').some((held) => !LIST_OF_HASHES.test(String(held))),
};

const ONE_BACKSLASH: Assumption = {
  what: 'An account has a domain and a name, neither with a backslash in it, or a name alone.',
  because: 'Windows allows no backslash in either.',
  excludes: (event, facts) => someHeld(event, facts, ['User', 'ParentUser'], /^\\|\\$|\\.*\\/),
};

const REGISTRY_PATHS: Assumption = {
  what: 'A registry path is a key, or a key and the name of a value.',
  because: 'There is no key without a name.',
  excludes: (event, facts) => someHeld(event, facts, ['TargetObject'], /^\\?[^\\]*$|\\$/),
};

const REGISTRY_DATA: Assumption = {
  what: 'A text in the registry does not look like what Sysmon writes for other types.',
  because: 'In a table it has the type of a text and stays one.',
  excludes: (event, facts) =>
    someHeld(
      event,
      facts,
      ['Details'],
      /(?:[DQ]WORD|\(Empty\)|Binary Data).|.(?:[DQ]WORD|\(Empty\)|Binary Data)/i,
    ) && !someHeld(event, facts, ['Details'], /^[DQ]WORD \(0x[0-9a-f]{8}\)$/i),
};

const EMPTY_DATA: Assumption = {
  what: 'A value whose data is the empty text and one without data are the same.',
  because: 'Both are empty in a table; Sysmon writes (Empty) for the one and nothing for the other.',
  excludes(event, { fields, matches }) {
    if (!fields.has('Details')) return false;
    const held = heldBy(event, 'Details').map((each) => String(each).toLowerCase());
    if (held.some((each) => each !== '(empty)' && each !== '')) return false;
    const verdicts = ['(Empty)', '', null].map((Details) => matches({ ...event, Details }));
    return verdicts.includes(true) && verdicts.includes(false);
  },
};

const REGISTRY_EVENTS: Assumption = {
  what: 'Registry events say what was done, in one of the words of Sysmon.',
  because: 'A table has an action for each.',
  excludes: (event, { fields }) =>
    (fields.has('EventType') &&
      !/^(?:SetValue|CreateKey|DeleteKey|DeleteValue)$/i.test(String(heldBy(event, 'EventType')[0]))) ||
    (fields.has('EventID') &&
      fields.has('TargetObject') &&
      !/^1[23]$/.test(String(heldBy(event, 'EventID')[0]))),
};

const NUMBERED_EVENTS: Assumption = {
  what: 'An event has a number, if the rule asks for one.',
  because: 'Every event of Windows has.',
  excludes: (event, { fields }) => fields.has('EventID') && heldBy(event, 'EventID').length === 0,
};

const PLAIN_PORTS: Assumption = {
  what: 'Numbers are written as such.',
  because: 'A column of numbers has no place for another text.',
  excludes: (event, facts) =>
    someHeld(
      event,
      facts,
      ['ProcessId', 'ParentProcessId', 'SourcePort', 'DestinationPort', 'IpPort', 'EventID'],
      /^(?!(?:0|[1-9]\d{0,8})$)/,
    ),
};

const FIRST_PART_OF_HOST: Assumption = {
  what: 'A host name has no scheme.',
  because: 'Where a table has a URL, its host is looked at.',
  excludes: (event, facts) => someHeld(event, facts, ['DestinationHostname'], /:\/\//),
};

const FULL_PATHS: Assumption = {
  what: 'The parent of the process that acts is given with its folder.',
  because: 'Of a name alone a rule cannot say `\\name.exe`, and the table has nothing else.',
  excludes: (event, facts) =>
    someHeld(event, facts, ['ParentImage', 'GrandParentImage', 'SourceParentImage'], /^[^\\/]+$/),
};

const LOGON_IDS: Assumption = {
  what: 'The identifier of a logon is a number.',
  because: 'Sysmon writes it in hexadecimal, the table has a column of numbers.',
  excludes: (event, facts) => someHeld(event, facts, ['LogonId'], /^(?!(?:0x[0-9a-f]+|\d+)$)/i),
};

const LEVELS_BY_NAME: Assumption = {
  what: 'Integrity levels have names.',
  because: 'Sysmon writes names, and a table has one form alone for rules that list both.',
  excludes: (event, facts) => someHeld(event, facts, ['IntegrityLevel'], /^S-1-16/i),
};

const FAMILIES: Assumption = {
  what: 'Whether an address is one of IPv6 agrees with the address.',
  because: 'The table has the address alone.',
  excludes: (event, { fields }) =>
    ['Source', 'Destination'].some((end) => {
      const [said] = fields.has(`${end}IsIpv6`) ? heldBy(event, `${end}IsIpv6`) : [];
      if (said === undefined) return false;
      const [address] = heldBy(event, `${end}Ip`);
      return !address || String(said).toLowerCase() !== String(String(address).includes(':'));
    }),
};

export const MICROSOFT_ASSUMPTIONS: readonly Assumption[] = [
  WHOLE_HASHES,
  ONE_BACKSLASH,
  REGISTRY_PATHS,
  REGISTRY_DATA,
  EMPTY_DATA,
  REGISTRY_EVENTS,
  NUMBERED_EVENTS,
  PLAIN_PORTS,
  FIRST_PART_OF_HOST,
  FULL_PATHS,
  LOGON_IDS,
  LEVELS_BY_NAME,
  FAMILIES,
];

/** The event with paths that could be those of something: a witness for `\Run\` is the path of a value in that key. */
export function completePaths(event: FlatEvent): FlatEvent {
  const { TargetObject } = event;
  if (typeof TargetObject !== 'string' || !TargetObject.endsWith('\\')) return event;
  return { ...event, TargetObject: `${TargetObject}Name` };
}
