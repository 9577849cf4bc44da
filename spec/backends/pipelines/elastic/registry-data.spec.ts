/** Registry data: Sysmon's text, asked of decimals and types. */
import { expect } from 'chai';
import fc from 'fast-check';
import { REGISTRY_DATA } from '../../../../backends/pipelines/elastic/registry-data.ts';
import type { Matcher } from '../../../../lib/query/query.ts';
import { toEcsDocument } from '../../../helpers/equivalence/ecs-document.ts';
import { matchesPart } from '../../../helpers/equivalence/facts.ts';
import { patternOf } from '../../../helpers/parse-pattern.ts';
import {
  at,
  contains,
  endsWith,
  equals,
  NULL,
  number,
  startsWith,
  wildcard,
} from '../../../helpers/query.ts';
import { showQuery } from '../../../helpers/show-query.ts';
import { regexMatcher } from '../../../../lib/regex/literals.ts';

const DATA = 'registry.data.strings';
const IS_DWORD = 'registry.data.type endsWith "_DWORD" cased';
const IS_QWORD = 'registry.data.type endsWith "_QWORD" cased';
const NOT_A_NUMBER = `not (${IS_DWORD} or ${IS_QWORD})`;

function show(matcher: Matcher): string {
  const found = REGISTRY_DATA.translate(at('Details', matcher));
  return 'refused' in found ? 'refused' : showQuery(found);
}

describe('registry data in Elastic', () => {
  const cases: readonly (readonly [Matcher, string])[] = [
    [equals('DWORD (0x0000000a)'), `${DATA} = "DWORD (0x0000000a)" or (${DATA} = "10" and ${IS_DWORD})`],
    [
      contains('dword (0x00000001)'),
      `${DATA} contains "dword (0x00000001)" or (${DATA} = "1" and ${IS_DWORD})`,
    ],
    [endsWith('\\x.dll'), `${DATA} endsWith "\\x.dll"`],
    [startsWith('DWORD'), `${DATA} startsWith "DWORD" or ${IS_DWORD}`],
    [equals('1'), `${DATA} = "1" and ${NOT_A_NUMBER}`],
    [number('1'), `${DATA} = 1 and ${NOT_A_NUMBER}`],
    [
      equals('QWORD (0x00000000-0x00000001)'),
      `${DATA} = "QWORD (0x00000000-0x00000001)" or (${DATA} = "1" and ${IS_QWORD})`,
    ],
    [contains('0x0000'), 'refused'],
    [contains('beef'), 'refused'],
    [wildcard('*http*.exe'), `${DATA} like "*http*.exe"`],
    [wildcard('DWORD*1)'), 'refused'],
    [regexMatcher(patternOf('https?://')), `${DATA} ~ /https?:///`],
    [regexMatcher(patternOf('0x[0-9]+')), 'refused'],
    [{ kind: 'compare', operator: 'gt', value: 1 }, 'refused'],
    [NULL, `${DATA} null`],
  ];
  for (const [matcher, expected] of cases) {
    it(`are asked for ${expected}`, () => {
      expect(show(matcher)).to.equal(expected);
    });
  }

  it('give the verdict of the text that Sysmon writes, or none', () => {
    const digits = fc.stringMatching(/^[0-9a-f]{8}$/);
    const written = fc.oneof(
      digits.map((each) => `DWORD (0x${each})`),
      fc.tuple(digits, digits).map(([high, low]) => `QWORD (0x${high}-0x${low})`),
      fc.constantFrom('Binary Data', '(Empty)', '1', '17', 'C:\\a.exe', 'dword'),
    );
    const relation = fc.constantFrom('equals', 'startsWith', 'endsWith', 'contains');
    const asked = fc
      .tuple(written, relation, fc.nat(30), fc.nat(30))
      .map<Matcher>(([text, kind, from, to]) => {
        const piece = kind === 'equals' ? text : text.slice(Math.min(from, to), Math.max(from, to));
        return { kind, value: piece === '' ? text : piece, cased: false };
      });
    fc.assert(
      fc.property(asked, written, (matcher, text) => {
        const found = REGISTRY_DATA.translate(at('Details', matcher));
        if ('refused' in found) return;
        const document = toEcsDocument(
          { Details: text },
          { channel: 'Microsoft-Windows-Sysmon/Operational', eventId: 13 },
        );
        // Decimals of different QWORDs can be the same number, since the pipelines shift by too little.
        if (text.startsWith('QWORD') && matcher.kind !== 'equals') return;
        const expected = matchesPart(at('Details', matcher), { Details: text });
        if (text.startsWith('QWORD') && !expected) return;
        expect(matchesPart(found, document)).to.equal(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
