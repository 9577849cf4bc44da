/**
 * Values that tables have in another form, asked in every way that could cross the place where they are taken apart: whatever is
 * not refused gives the verdict of the rule. Rows are made by functions that know nothing of the pipelines.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { accountName } from '../../../../backends/pipelines/microsoft/fields/account-text.ts';
import { fileName } from '../../../../backends/pipelines/microsoft/fields/file-name.ts';
import { registryData } from '../../../../backends/pipelines/microsoft/fields/registry-data.ts';
import { registryPath } from '../../../../backends/pipelines/microsoft/fields/registry-path.ts';
import { hexadecimal } from '../../../../backends/pipelines/microsoft/fields/values.ts';
import type { ComputedField } from '../../../../backends/pipelines/field-table.ts';
import { account } from '../../../../backends/pipelines/values/account.ts';
import { hashes } from '../../../../backends/pipelines/values/hashes.ts';
import type { Matcher, WildcardPart } from '../../../../lib/query/query.ts';
import { shapeOf } from '../../../../lib/resolve/text-shape.ts';
import { matchesPart } from '../../../helpers/equivalence/facts.ts';
import type { FlatEvent } from '../../../helpers/equivalence/flat-event.ts';
import {
  accountOf,
  baseName,
  hashesOf,
  registryDataOf,
  registryOf,
} from '../../../helpers/microsoft/values.ts';
import { at } from '../../../helpers/query.ts';
import { showQuery } from '../../../helpers/show-query.ts';

interface Kept {
  readonly field: ComputedField;
  /** What events have. */
  readonly values: readonly string[];
  /** Texts in which rules go wrong. */
  readonly texts: readonly string[];
  readonly toRow: (value: string) => Readonly<Record<string, string | number | undefined>>;
}

const MD5 = '0123456789ABCDEF0123456789ABCDEF';
const SHA1 = `${MD5}01234567`;

const KEPT: Readonly<Record<string, Kept>> = {
  accounts: {
    field: account('domain', 'name', { domainless: true }),
    values: ['NT AUTHORITY\\SYSTEM', 'CORP\\admin$', 'root', 'a\\b'],
    texts: ['\\', '\\\\', 'x', '$', 'NT', 'SYS', '\\S', 'P\\', 'CORP\\'],
    toRow(value) {
      const { domain, name } = accountOf(value);
      return { domain, name };
    },
  },
  hashes: {
    field: hashes({ md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256', imphash: 'IMPHASH' }),
    values: [
      `SHA1=${SHA1},MD5=${MD5},SHA256=${'AB'.repeat(32)},IMPHASH=${'0F'.repeat(16)}`,
      `MD5=${MD5}`,
      `MD5=${'0'.repeat(32)},IMPHASH=${MD5}`,
    ],
    texts: [
      ',',
      'MD5=',
      `,MD5=${MD5}`,
      `MD5=${MD5},`,
      `md5=${MD5}`,
      `MD5=${MD5}`,
      `5=${MD5}`,
      MD5,
      'SHA1=0,',
    ],
    toRow: hashesOf,
  },
  'registry paths': {
    field: registryPath('path'),
    values: [
      'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\evil',
      'HKLM\\System\\CurrentControlSet\\Services\\x\\ImagePath',
      'HKU\\S-1-5-21-1\\Software\\Run\\b',
      'HKCR\\CLSID\\{x}\\(Default)',
      'HKU\\.DEFAULT\\Control Panel\\HKLM\\x',
      'HKLM\\SYSTEM\\CurrentControlSet',
    ],
    texts: [
      '\\',
      'HKLM',
      'HKLM\\',
      'KLM\\',
      'HKU\\',
      'Set',
      'user',
      '_',
      'KEY',
      'Current',
      'HK',
      '1',
      'Set\\',
    ],
    toRow(value) {
      const { key, value: name } = registryOf(value);
      return { path: name === undefined ? key : `${key}\\${name}` };
    },
  },
  'registry data': {
    field: registryData('data', 'type', { dword: 'Dword', qword: 'Qword', binary: 'Binary' }),
    values: [
      ...['DWORD (0x00000001)', 'DWORD (0x0000000a)', 'QWORD (0x00000001-0x00000000)'],
      ...['QWORD (0x00000000-0x00000001)', 'Binary Data', '(Empty)', '1', '10', 'C:\\x.exe', '0x1', 'dword'],
    ],
    texts: ['DWORD (', ')', '0', '00', '1', 'x', '0x', 'QWORD (0x00000001)', 'a', '-', ' ', 'Data'],
    toRow(value) {
      const { type, data } = registryDataOf(value);
      return { type, data };
    },
  },
  'names of files': {
    field: fileName('name'),
    values: ['C:\\Windows\\cmd.exe', '/usr/bin/bash', 'C:\\x\\mycmd.exe'],
    texts: ['\\', 'cmd.exe', '/', '\\cmd.exe', '/bash'],
    toRow: (value) => ({ name: baseName(value) }),
  },
  'names behind their domain': {
    field: accountName('account'),
    values: ['admin', 'SYSTEM', 'a$', 'DOMAIN'],
    texts: ['\\', '\\admin', 'D\\admin', 'DOMAIN\\a', 'N\\admin', 'DOMAIN\\admin'],
    toRow: (value) => ({ account: `DOMAIN\\${value}` }),
  },
  'hexadecimal numbers': {
    field: hexadecimal('number'),
    values: ['0x3e7', '0x0', '0x1f'],
    texts: ['0', 'x', '3E7', '999', '0x03e7', '0x00', '0X3e7'],
    toRow: (value) => ({ number: Number(value) }),
  },
};

type Change = 'keep' | 'many' | 'one' | 'lower' | 'upper' | 'replace';
const CHANGES: readonly Change[] = ['keep', 'keep', 'keep', 'many', 'one', 'lower', 'upper', 'replace'];

/** Matchers made of pieces of a value, some of them replaced; most of them match it, or nearly. */
function arbitraryMatcher(value: string, texts: readonly string[]): fc.Arbitrary<Matcher> {
  const cuts = fc.uniqueArray(fc.nat({ max: value.length }), { minLength: 2, maxLength: 5 });
  const changes = fc.array(fc.constantFrom(...CHANGES), { minLength: 6, maxLength: 6 });
  const pattern = fc
    .tuple(cuts, changes, fc.constantFrom(...texts), fc.boolean(), fc.boolean())
    .map(([places, each, text, isWhole, cased]) => {
      const ordered = [...places, ...(isWhole ? [0, value.length] : [])].sort((a, b) => a - b);
      const pieces = ordered.slice(1).map((end, index) => value.slice(ordered[index], end));
      const parts = pieces.flatMap((piece, index) => changed(piece, each[index] ?? 'keep', text));
      const open: readonly WildcardPart[] = isWhole ? [] : [{ kind: 'many' }];
      return shapeOf(joined([...open, ...parts, ...open]), cased);
    });
  const plain = fc
    .tuple(
      fc.constantFrom('equals', 'contains', 'startsWith', 'endsWith'),
      fc.constantFrom(...texts, value),
      fc.boolean(),
    )
    .map(([kind, text, cased]) => ({ kind, value: text, cased }));
  return fc.oneof({ arbitrary: pattern, weight: 6 }, { arbitrary: plain, weight: 1 });
}

function changed(piece: string, change: Change, text: string): readonly WildcardPart[] {
  switch (change) {
    case 'many':
      return [{ kind: 'many' }];
    case 'one':
      return [{ kind: 'text', text: piece.slice(0, -1) }, { kind: 'one' }];
    case 'lower':
      return [{ kind: 'text', text: piece.toLowerCase() }];
    case 'upper':
      return [{ kind: 'text', text: piece.toUpperCase() }];
    default:
      return [{ kind: 'text', text: change === 'keep' ? piece : text }];
  }
}

function joined(parts: readonly WildcardPart[]): readonly WildcardPart[] {
  const found: WildcardPart[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      found[found.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind === 'text' ? part.text !== '' : part.kind === 'one' || last?.kind !== 'many')
      found.push(part);
  }
  return found;
}

/** A text that says `ControlSet` itself means the sets by their numbers, of which Sysmon calls one the current. */
function namesNumberedSet(matcher: Matcher): boolean {
  return /(?:^|[^t])ControlSet/i.test(JSON.stringify(matcher));
}

describe('values that Microsoft’s tables have in another form', () => {
  for (const [name, { field, values, texts, toRow }] of Object.entries(KEPT)) {
    it(`say of ${name} what rules say, or refuse to`, () => {
      let answered = 0;
      for (const value of values) {
        fc.assert(
          fc.property(arbitraryMatcher(value, texts), (matcher) => {
            fc.pre(name !== 'registry paths' || !namesNumberedSet(matcher));
            const asked = at('F', matcher);
            const found = field.translate(asked);
            if ('refused' in found || matcher.kind === 'exists') return;
            answered++;
            for (const held of values) {
              const row = Object.fromEntries(
                Object.entries(toRow(held)).filter(([, each]) => each !== undefined),
              );
              expect(matchesPart(found, row as FlatEvent), `${held}: ${showQuery(found)}`).to.equal(
                matchesPart(asked, { F: held }),
              );
            }
          }),
          { numRuns: 600 },
        );
      }
      expect(answered).to.be.at.least(5 * values.length);
    });
  }
});
