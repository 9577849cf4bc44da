/** Values that targets keep in other forms. */
import { expect } from 'chai';
import type { ComputedField } from '../../../../backends/pipelines/field-table.ts';
import { address } from '../../../../backends/pipelines/values/address.ts';
import { hashes } from '../../../../backends/pipelines/values/hashes.ts';
import { named } from '../../../../backends/pipelines/values/named.ts';
import { unavailable } from '../../../../backends/pipelines/values/unavailable.ts';
import type { Matcher } from '../../../../lib/query/query.ts';
import {
  at,
  boolean,
  contains,
  endsWith,
  equals,
  EXISTS,
  NULL,
  number,
  startsWith,
  wildcard,
} from '../../../helpers/query.ts';
import { showQuery } from '../../../helpers/show-query.ts';

function laws(field: ComputedField, cases: readonly (readonly [Matcher, string])[]): void {
  for (const [matcher, expected] of cases) {
    it(`say ${JSON.stringify(matcher)} as ${expected}`, () => {
      const found = field.translate(at('Field', matcher));
      expect('refused' in found ? `refused: ${found.refused}` : showQuery(found)).to.equal(expected);
    });
  }
}

const MD5 = '0123456789abcdef0123456789ABCDEF';

describe('hashes', () => {
  const NO_HASH =
    'refused: hashes are kept one by one there, so a rule can ask for what contains one alone: `IMPHASH=…`, `SHA256=…`';
  const notKept = (algorithm: string): string =>
    `refused: not every hash of this kind is kept there: ${algorithm}`;
  laws(
    hashes({ md5: 'md5', sha1: 'sha1', imphash: 'imp' }, (digits) => !/^0+$/.test(digits)),
    [
      [contains(`MD5=${MD5}`), `md5 = "${MD5.toLowerCase()}"`],
      [contains(`imphash=${MD5}`), `imp = "${MD5.toLowerCase()}"`],
      [contains('SHA1=AB12'), 'sha1 startsWith "ab12"'],
      [contains(`SHA1=AB`, true), 'sha1 startsWith "ab"'],
      // What else the list holds, and where in it a hash stands, is not kept.
      [equals(`MD5=${MD5},SHA1=${'a'.repeat(40)}`), NO_HASH],
      [startsWith(`MD5=${MD5}`), NO_HASH],
      [endsWith(`IMPHASH=${MD5}`), NO_HASH],
      [contains(`,MD5=${MD5}`), NO_HASH],
      [contains(`MD5=${MD5},`), NO_HASH],
      [contains(`md5=${MD5}`, true), NO_HASH],
      // Digits may stand in any hash that is long enough, and one that has zeros alone is not there.
      [contains(MD5), notKept('sha256')],
      [contains('IMPHASH='), notKept('imphash')],
      [contains('IMPHASH=00'), notKept('imphash')],
      [contains(`IMPHASH=${'0'.repeat(32)}`), notKept('imphash')],
      [contains(`SHA256=${'a'.repeat(64)}`), notKept('sha256')],
      [contains(`MD5=${'a'.repeat(33)}`), notKept('md5')],
      [contains('abc'), NO_HASH],
      [contains('MD5=x'), NO_HASH],
      [wildcard('MD5=*'), NO_HASH],
      [NULL, 'md5 null and sha1 null and imp null'],
      [EXISTS, 'md5 exists or sha1 exists or imp exists'],
    ],
  );
});

describe('hashes that are all kept', () => {
  const digits = MD5.toLowerCase();
  laws(hashes({ md5: 'md5', sha1: 'sha1', sha256: 'sha256', imphash: 'imp' }), [
    [contains('IMPHASH='), 'imp exists'],
    [contains('f'.repeat(64)), `sha256 = "${'f'.repeat(64)}"`],
    [
      contains(MD5),
      `md5 = "${digits}" or sha1 contains "${digits}" or sha256 contains "${digits}" or imp = "${digits}"`,
    ],
    [
      contains('f'.repeat(65)),
      'refused: hashes are kept one by one there, so a rule can ask for what contains one alone: `IMPHASH=…`, `SHA256=…`',
    ],
  ]);
});

describe('values with other names', () => {
  const DIRECTION = { true: ['egress', 'outbound'], false: 'ingress' };
  laws(named('direction', DIRECTION), [
    [equals('True'), 'direction = "egress" or direction = "outbound"'],
    [boolean(false), 'direction = "ingress"'],
    [NULL, 'direction null'],
    [EXISTS, 'direction exists'],
    [equals('maybe'), 'refused: `Field` has other values there: egress, outbound, ingress'],
    [contains('tru'), 'refused: `Field` has other values there: egress, outbound, ingress'],
  ]);
  laws(named('level', { 2: 'error' }, 'as-is'), [
    [number('2'), 'level = "error"'],
    [equals('Error'), 'level = "Error"'],
    [contains('err'), 'level contains "err"'],
  ]);
  laws(named('provider', { 'admin.example': 'admin' }, 'never'), [
    [equals('other'), 'false'],
    [contains('admin'), 'refused: `Field` has other values there: admin'],
  ]);
  it('never take a name that every object has', () => {
    const found = named('level', { 2: 'error' }, 'never').translate(at('Field', equals('constructor')));
    expect(found).to.deep.equal({ kind: 'constant', value: false });
  });
});

describe('addresses', () => {
  laws(address('ip'), [
    [equals('10.0.0.1'), 'ip = "10.0.0.1"'],
    [equals('::ffff:127.0.0.1'), 'ip = "127.0.0.1"'],
    [startsWith('fe80:'), 'ip in fe80::/16'],
    [startsWith('10.'), 'ip startsWith "10."'],
    [endsWith('.1'), 'ip endsWith ".1"'],
    [NULL, 'ip null'],
  ]);
  laws(address('ip', 'rest'), [
    [equals('-'), 'rest = "-"'],
    [contains('-'), 'rest contains "-"'],
    [equals('::1'), 'ip = "::1"'],
    [NULL, 'ip null and rest null'],
    [EXISTS, 'ip exists or rest exists'],
  ]);
});

describe('values that are gone', () => {
  laws(unavailable('the text is taken apart'), [[equals('x'), 'refused: the text is taken apart']]);
});
