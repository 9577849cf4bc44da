/**
 * Rules that are written to fall between two columns, whole: what the KQL engine says of the row, the predicate says of the event,
 * or the rule is refused.
 */
import { expect } from 'chai';
import { kusto } from '../../../../backends/kusto/index.ts';
import { defenderXdr, sentinel, sentinelAsim } from '../../../../backends/pipelines/microsoft/index.ts';
import { convert } from '../../../../lib/convert.ts';
import { parseSigma } from '../../../../lib/parse.ts';
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';
import { toQueries } from '../../../../lib/resolve/to-queries.ts';
import { factsOf } from '../../../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../../../helpers/equivalence/flat-event.ts';
import { asimRows } from '../../../helpers/microsoft/asim-rows.ts';
import { defenderRows } from '../../../helpers/microsoft/defender-rows.ts';
import { compileQuery } from '../../../helpers/microsoft/run-query.ts';
import type { RowMakers } from '../../../helpers/microsoft/rows.ts';
import { sentinelRows } from '../../../helpers/microsoft/sentinel-rows.ts';

const PIPELINES: readonly (readonly [Pipeline, RowMakers])[] = [
  [defenderXdr, defenderRows],
  [sentinel, sentinelRows],
  [sentinelAsim, asimRows],
];

const MD5 = '0123456789ABCDEF0123456789ABCDEF';
const SHA1 = `${MD5}01234567`;
const HASHES = `SHA1=${SHA1},MD5=${MD5},SHA256=${'AB'.repeat(32)},IMPHASH=${'0F'.repeat(16)}`;

const PROCESSES: readonly FlatEvent[] = [
  { Image: 'C:\\a\\cmd.exe', ParentImage: 'C:\\b\\word.exe', User: 'CORP\\administrator', Hashes: HASHES },
  {
    Image: 'C:\\a\\cmd.exe',
    ParentImage: 'C:\\a\\cmd.exe',
    User: 'NT AUTHORITY\\SYSTEM',
    Hashes: `MD5=${MD5}`,
  },
  { Image: 'C:\\a\\admin', GrandParentImage: 'C:\\c\\x.exe', ParentUser: 'CORP\\admin', LogonId: '0x3e7' },
  { Image: 'C:\\a\\x.exe', User: 'ADMIN\\CORP', ParentUser: 'ADMIN\\CORP', IntegrityLevel: 'System' },
  { CommandLine: 'admin' },
];

const REGISTRY: readonly FlatEvent[] = [
  { TargetObject: 'HKLM\\SOFTWARE\\Run\\a', Details: 'DWORD (0x00000001)', EventType: 'SetValue' },
  {
    TargetObject: 'HKLM\\System\\CurrentControlSet\\Services\\x\\Start',
    Details: '1',
    EventType: 'SetValue',
  },
  { TargetObject: 'HKU\\S-1-5-21-1\\SOFTWARE\\Run\\HKLM', Details: 'Binary Data', EventType: 'SetValue' },
  {
    TargetObject: 'HKCR\\x\\(Default)',
    Details: 'C:\\a.exe',
    EventType: 'SetValue',
    Image: 'C:\\a\\reg.exe',
  },
];

interface Asked {
  readonly logsource: string;
  readonly events: readonly FlatEvent[];
  /** Selections, each in one line. */
  readonly selections: readonly string[];
}

const ASKED: readonly Asked[] = [
  {
    logsource: 'product: windows, category: process_creation',
    events: PROCESSES,
    selections: [
      ...[
        `User: '*\\\\admin*'`,
        `User|startswith: 'CORP\\'`,
        `User|contains: 'P\\a'`,
        `User|endswith: '\\CORP'`,
      ],
      ...[
        `User|contains|all: [CORP, admin]`,
        `User|contains|all: ['P\\', '\\a']`,
        `User: 'C?RP\\*'`,
        `User: '*?admin*'`,
      ],
      ...[
        `User: null`,
        `User|exists: true`,
        `User|exists: false`,
        `User|re: 'CORP.adm'`,
        `User|fieldref: ParentUser`,
      ],
      ...[`User|cased: 'corp\\administrator'`, `User|contains: '\\'`, `User|startswith: '\\'`],
      ...[
        `Hashes|contains: '${MD5}'`,
        `Hashes: '*MD5=${MD5}*'`,
        `Hashes|contains: 'md5=${MD5.toLowerCase()}'`,
      ],
      ...[`Hashes|contains: 'MD5=0123'`, `Hashes|contains: ',MD5=${MD5}'`, `Hashes|startswith: 'MD5='`],
      ...[
        `Hashes: 'MD5=${MD5}'`,
        `Hashes|contains|all: ['MD5=${MD5}', 'SHA1=${SHA1}']`,
        `Hashes|exists: false`,
      ],
      ...[
        `Hashes|contains: 'MD5=${MD5},SHA256=AB'`,
        `Hashes|cased: '*md5=*'`,
        `Hashes|re: 'MD5=0'`,
        `Hashes: null`,
      ],
      ...[`Hashes|contains: ['MD5=${'F'.repeat(32)}', 'SHA1=${SHA1}']`, `Hashes|contains: 'IMPHASH='`],
      ...[`ParentImage|endswith: '\\cmd.exe'`, `ParentImage|fieldref: Image`, `Image|fieldref: ParentImage`],
      ...[
        `GrandParentImage|endswith: '\\x.exe'`,
        `GrandParentImage|endswith: 'x.exe'`,
        `GrandParentImage: null`,
      ],
      ...[
        `LogonId: '0x3e7'`,
        `LogonId: '0x3E7'`,
        `LogonId: 999`,
        `LogonId: '0x03e7'`,
        `LogonId|contains: '3e'`,
      ],
      ...[`IntegrityLevel: SYSTEM`, `IntegrityLevel|contains: Sys`, `IntegrityLevel|cased: system`],
    ],
  },
  {
    logsource: 'product: windows, category: registry_set',
    events: REGISTRY,
    selections: [
      ...[`TargetObject: 'HKLM\\*'`, `TargetObject|contains: 'HKLM'`, `TargetObject: '*HKLM\\S?FTWARE*'`],
      ...[`TargetObject: 'HKLM?SOFTWARE*'`, `TargetObject: '????\\SOFTWARE*'`, `TargetObject: 'HK*\\Run\\*'`],
      ...[
        `TargetObject|endswith: '\\Run\\a'`,
        `TargetObject|endswith: 'Set\\Services\\x\\Start'`,
        `TargetObject: '*\\HKLM'`,
      ],
      ...[
        `TargetObject|re: 'HKLM.SOFT'`,
        `TargetObject|re: '^.{4}.SOFT'`,
        `TargetObject|re: '\\\\Run\\\\[a-z]'`,
      ],
      ...[`TargetObject|cased: 'HKLM\\SOFTWARE\\Run\\a'`, `TargetObject: null`, `TargetObject|exists: true`],
      ...[
        `TargetObject|contains: '\\CurrentControlSet\\'`,
        `TargetObject|contains|all: ['HKLM\\', '\\Run\\']`,
      ],
      ...[
        `TargetObject|startswith: 'HKU\\'`,
        `TargetObject|startswith: 'HKCR\\'`,
        `TargetObject|fieldref: Details`,
      ],
      ...[`Details: 'DWORD (0x00000001)'`, `Details: 1`, `Details: '1'`, `Details: 'dword (0x00000001)'`],
      ...[`Details|contains: '01'`, `Details|cased: 'dword (0x00000001)'`, `Details: 'QWORD (0x00000001)'`],
      ...[
        `Details|re: '^.WORD'`,
        `Details|gt: 0`,
        `Details: 'Binary*'`,
        `Details: 'binary data'`,
        `Details|contains: '\\'`,
      ],
      ...[
        `EventType: SetValue`,
        `EventType: CreateKey`,
        `EventType|exists: true`,
        `EventType|cased: setvalue`,
      ],
      ...[`EventType: null`, `EventType|contains: Set`, `EventType: [SetValue, CreateKey]`],
    ],
  },
];

describe('rules between two columns', () => {
  for (const [pipeline, makers] of PIPELINES) {
    for (const { logsource, events, selections } of ASKED) {
      it(`say with ${pipeline.name} of ${logsource} what the predicate says, some of them negated`, () => {
        const wrong: string[] = [];
        let answered = 0;
        for (const [index, selection] of selections.entries()) {
          // Negation is nobody's business but of what is negated, so some will do.
          for (const condition of index % 3 === 0 ? ['s', 'e and not s'] : ['s']) {
            const detection = `s: { ${selection} }, e: { Image|contains: a }, condition: ${condition}`;
            const { rules } = parseSigma(
              `title: T\nlogsource: { ${logsource} }\ndetection: { ${detection} }\n`,
            );
            const [rule] = rules;
            if (rule === undefined) throw new Error(selection);
            const { queries, schema } = convert(rule, kusto, { pipelines: [pipeline] });
            const [text] = queries;
            if (text === undefined || schema === undefined) continue;
            const [table = ''] = schema.sources;
            const selects = compileQuery(text, table, schema.types);
            const { matches } = factsOf(toQueries(rule).queries[0]!);
            const makeRow = makers(rule.logsource, table)!;
            for (const event of events) {
              const row = makeRow(event);
              if (row === undefined) continue;
              answered++;
              if (selects(row) !== matches(event))
                wrong.push(`${condition}: ${selection}: ${JSON.stringify(event)}: ${text}`);
            }
          }
        }
        expect(wrong.join('\n')).to.equal('');
        expect(answered).to.be.at.least(selections.length * 2);
      });
    }
  }
});
