/**
 * Values that targets keep in another form, asked for in every way that a rule can ask: whatever is said to be exact selects
 * the same events. The values are those on which a split goes wrong first.
 */
import { expect } from 'chai';
import { ecsEndpoint, ecsWindows } from '../../../backends/pipelines/elastic/index.ts';
import { ocsf } from '../../../backends/pipelines/ocsf/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { startPcre } from '../../engines/pcre.ts';
import { toEcsDocument } from '../../helpers/equivalence/ecs-document.ts';
import { toEndpointDocument } from '../../helpers/equivalence/endpoint-document.ts';
import type { FlatEvent } from '../../helpers/equivalence/flat-event.ts';
import {
  compareMapped,
  ELASTIC_LANGUAGES,
  SPL,
  type DocumentMaker,
  type Sample,
} from '../../helpers/equivalence/mapped-run.ts';
import { toOcsfDocument } from '../../helpers/equivalence/ocsf-document.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const MD5 = '0123456789ABCDEF0123456789ABCDEF';
const SHA1 = `${MD5}01234567`;
const SHA256 = MD5 + MD5;
const ZEROS = '0'.repeat(32);

/** By category and field: texts of rules, and values of events. */
const CASES: readonly {
  readonly category: string;
  readonly eventId: number;
  readonly field: string;
  readonly asked: readonly string[];
  readonly held: readonly string[];
}[] = [
  {
    category: 'process_creation',
    eventId: 1,
    field: 'User',
    asked: [
      ...['NT AUTHORITY\\SYSTEM', 'SYSTEM', '\\SYSTEM', 'AUTHORI', 'NT *\\SYS*', 'NT*SYSTEM', '*', '?', '\\'],
      ...[
        'NT AUTHORITY\\',
        '\\\\SYSTEM',
        'NT AUTHORITY?SYSTEM',
        'Y\\S',
        'A\\B\\C',
        'nt authority\\system',
        'S',
      ],
    ],
    held: ['NT AUTHORITY\\SYSTEM', 'CORP\\adm', 'SYSTEM\\NT AUTHORITY', 'S\\S', 'nt authority\\system'],
  },
  {
    category: 'process_creation',
    eventId: 1,
    field: 'Hashes',
    asked: [
      ...[`MD5=${MD5}`, `md5=${MD5.toLowerCase()}`, `MD5=${MD5},`, `SHA1=${SHA1}`, `SHA256=${SHA256}`, MD5],
      ...[
        `MD5=${MD5},SHA256=${SHA256}`,
        `IMPHASH=${ZEROS}`,
        'IMPHASH=',
        'IMPHASH=0',
        'MD5=0123',
        '0123',
        '=0',
      ],
      ...[`MD5=*`, `*IMPHASH=${MD5}`, `SHA512=${SHA256}${SHA256}`, ',IMPHASH', `MD5=${MD5}0`, 'Z', `x${MD5}`],
    ],
    held: [
      `MD5=${MD5}`,
      `SHA1=${SHA1}`,
      `SHA1=${SHA1},MD5=${MD5},SHA256=${SHA256},IMPHASH=${MD5}`,
      `MD5=FFFF456789ABCDEF0123456789ABCDEF,SHA256=${SHA256},IMPHASH=${ZEROS}`,
    ],
  },
  {
    category: 'process_creation',
    eventId: 1,
    field: 'IntegrityLevel',
    asked: ['High', 'high', 'S-1-16-12288', 'Hi', '*', 'H?gh', 'S-1-16-*', 'edium'],
    held: ['High', 'Medium', 'MediumPlus', 'System', 'Low'],
  },
  {
    category: 'registry_set',
    eventId: 13,
    field: 'TargetObject',
    asked: [
      ...[
        'HKLM\\Software\\Run\\a',
        '\\Run\\a',
        '\\Run\\',
        '\\Run',
        'HKU\\',
        'HKLM\\System\\CurrentControlSet\\Services',
      ],
      ...[
        'ControlSet',
        '\\CurrentControlSet\\',
        'HKU\\*\\Run\\?',
        'LM\\Software',
        '*\\a',
        '\\',
        'HKCR\\x',
        'a',
      ],
    ],
    held: [
      'HKLM\\Software\\Run\\a',
      'HKU\\S-1-5-18\\Run\\b',
      'HKLM\\System\\CurrentControlSet\\Services\\x\\Start',
      'HKCR\\x\\a',
    ],
  },
  {
    category: 'registry_set',
    eventId: 13,
    field: 'Details',
    asked: [
      ...[
        'DWORD (0x00000001)',
        'dword (0x0000000A)',
        'DWORD',
        '(0x',
        '1',
        '0x00000001',
        'QWORD (0x00000001-0x00000002)',
      ],
      ...['Binary Data', '(Empty)', 'C:\\a.exe', '*', '?', 'DWORD (0x0000000?)', ')', 'WORD ('],
    ],
    held: [
      ...[
        'DWORD (0x00000001)',
        'DWORD (0x0000000a)',
        'QWORD (0x00000001-0x00000002)',
        'QWORD (0x00000000-0x00000001)',
      ],
      ...['C:\\a.exe', '1', 'Binary Data', '4294967298', '258', 'DWORD'],
    ],
  },
  {
    category: 'image_load',
    eventId: 7,
    field: 'SignatureStatus',
    asked: ['Valid', 'valid', 'Val', 'Expired', '-', '', '*', 'Unavailable'],
    held: ['Valid', 'Expired', '-', 'Unavailable'],
  },
  {
    category: 'image_load',
    eventId: 7,
    field: 'Signed',
    asked: ['true', 'false', 'TRUE', 'tr', '*', ''],
    held: ['true', 'false'],
  },
  {
    category: 'network_connection',
    eventId: 3,
    field: 'Initiated',
    asked: ['true', 'false', 'True', '*', 'tr', ''],
    held: ['true', 'false'],
  },
  {
    category: 'network_connection',
    eventId: 3,
    field: 'DestinationIp',
    asked: ['10.0.0.1', '10.', '::1', 'fe80:', '127.*', '-', '', '1', 'a'],
    held: ['10.0.0.1', '::1', 'fe80::1', '127.0.0.1', '192.168.1.10'],
  },
];

const WAYS = ['', '|contains', '|startswith', '|endswith', '|cased', '|contains|cased', '|re'];

/** Each text in each way, plainly and negated; and presence. */
const RULES: readonly SigmaRule[] = CASES.flatMap(({ category, field, asked }) => {
  const items = asked.flatMap((text) =>
    WAYS.map((way) => `${field}${way}: ${JSON.stringify(way === '|re' ? escapeRegex(text) : text)}`),
  );
  items.push(`${field}: null`, `${field}|exists: true`, `${field}|exists: false`, `${field}: 1`);
  items.push(`${field}|fieldref: Image`, `Image|fieldref: ${field}`);
  items.push(
    `${field}|contains|all: [${asked
      .slice(0, 2)
      .map((text) => JSON.stringify(text))
      .join(', ')}]`,
  );
  return items.flatMap((item) =>
    ['s', 'not s'].flatMap(
      (condition) =>
        parseSigma(
          `title: ${JSON.stringify(item)}\nlogsource: { product: windows, category: ${category} }\n` +
            `detection:\n  s:\n    ${item}\n  condition: ${condition}\n`,
        ).rules,
    ),
  );
});

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '.*');
}

const MAKERS: readonly (DocumentMaker & { readonly least: number })[] = [
  {
    pipeline: ecsWindows,
    least: 600,
    make(event, rule) {
      if (hasSeveral(event)) return undefined;
      const eventId = CASES.find(({ category }) => category === rule.logsource.category)?.eventId;
      const document = toEcsDocument(event, { channel: SYSMON, eventId });
      return { event, document, channel: SYSMON };
    },
  },
  {
    pipeline: ecsEndpoint,
    least: 600,
    make: (event, { logsource: { category = '' } }) => sampleOf(event, toEndpointDocument(event, category)),
  },
  {
    pipeline: ocsf,
    least: 400,
    make: (event, { logsource }) => sampleOf(event, toOcsfDocument(event, logsource)),
  },
];

function sampleOf(event: FlatEvent, document: Sample['document'] | undefined): Sample | undefined {
  if (document === undefined || hasSeveral(event)) return undefined;
  return { event, document, channel: SYSMON };
}

/** No field of Sysmon does. */
function hasSeveral(event: FlatEvent): boolean {
  return Object.values(event).some((value) => typeof value === 'object');
}

describe('values that targets keep in another form', () => {
  before(startPcre);

  for (const maker of MAKERS) {
    it(`are asked for as rules do, or refused: ${maker.pipeline.name}`, function () {
      this.timeout(60_000);
      const cases = RULES.map((rule) => {
        const events = CASES.filter(({ category }) => category === rule.logsource.category).flatMap(
          ({ field, held }) => held.map((value): FlatEvent => ({ [field]: value })),
        );
        const real = [{}, ...events].flatMap((event) => maker.make(event, rule) ?? []);
        return { path: rule.title, rule, real };
      });
      const outcomes = compareMapped(cases, maker, 3, [...ELASTIC_LANGUAGES, SPL]);
      const found = [...outcomes].filter(([, { rules }]) => rules > 0);
      for (const [language, { disagreements, rules, matched }] of found) {
        expect(disagreements.slice(0, 4), `${language}: ${disagreements.length}`).to.deep.equal([]);
        expect(rules, language).to.be.at.least(maker.least);
        expect(matched, language).to.be.at.least(rules);
      }
      expect(found.length).to.be.at.least(3);
    });
  }
});
