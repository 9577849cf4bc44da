/** Columns of other types than string, places inside dynamic columns, and the names of all of them. */
import { expect } from 'chai';
import type { ColumnType } from '../../../backends/kusto/index.ts';
import { not, type Matcher } from '../../../lib/query/index.ts';
import {
  anyOf,
  boolean,
  cidr,
  contains,
  convertQuery,
  endsWith,
  equals,
  kql,
  number,
  on,
  startsWith,
  wildcard,
} from './helpers.ts';

type Case = readonly [type: ColumnType, matcher: Matcher, text: string];

function prints(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [type, matcher, text] of cases) {
      it(`${type}: ${text}`, () => {
        expect(kql(on('C', matcher), { C: type })).to.equal(text);
      });
    }
  });
}

describe('KQL columns', () => {
  prints('a number meets a number column as a literal of its type', [
    ['int', number(4688), 'C == 4688'],
    ['long', number(-1), 'C == -1'],
    ['long', number(9223372036854776000, '9223372036854775807'), 'C == 9223372036854775807'],
    ['real', number(4688), 'C == 4688'],
    ['real', number(1.5), 'C == 1.5'],
    ['real', number(1.5, '1.50'), 'C == 1.5'],
    ['int', number(4, '4.0'), 'C == 4'],
    ['decimal', number(1.5), 'C == decimal(1.5)'],
    ['int', equals('4688'), 'C == 4688'],
    ['int', equals('4688', true), 'C == 4688'],
    ['real', equals('0.25'), 'C == 0.25'],
  ]);

  prints('text that no number of the column has is compared as text, and so never equal', [
    ['int', equals('04688'), 'tostring(C) == "04688"'],
    ['int', equals('0x1250'), 'tostring(C) =~ "0x1250"'],
    ['int', number(1.5), 'tostring(C) == "1.5"'],
    ['long', number(2 ** 63, '9223372036854775808'), 'tostring(C) == "9223372036854775808"'],
    ['real', equals('1.50'), 'tostring(C) == "1.50"'],
    ['long', equals('abc'), 'tostring(C) =~ "abc"'],
    ['int', boolean(true), 'tostring(C) =~ "true"'],
  ]);

  prints('text operators on another type read its text', [
    ['int', contains('68'), 'tostring(C) contains "68"'],
    ['int', startsWith('46'), 'tostring(C) startswith "46"'],
    [
      'int',
      wildcard('4*8'),
      'tostring(C) startswith "4" and tostring(C) endswith "8" and strlen(tostring(C)) >= 2',
    ],
    ['datetime', contains('T10:'), 'tostring(C) contains "T10:"'],
    ['timespan', equals('1.00:00:00'), 'tostring(C) == "1.00:00:00"'],
    [
      'guid',
      equals('3f2504e0-4f89-11d3-9a0c-0305e82c3301'),
      'tostring(C) =~ "3f2504e0-4f89-11d3-9a0c-0305e82c3301"',
    ],
    ['dynamic', equals('cmd.exe'), 'tostring(C) =~ "cmd.exe"'],
    ['dynamic', number(4688), 'tostring(C) == "4688"'],
    ['dynamic', endsWith('\\cmd.exe', true), 'tostring(C) endswith_cs @"\\cmd.exe"'],
    [
      'dynamic',
      wildcard('*abc*d*'),
      'tostring(C) contains "abc" and tostring(C) matches regex "(?is)abc.*d"',
    ],
    ['bool', contains('ru'), 'tolower(tostring(C)) contains "ru"'],
    [
      'dynamic',
      cidr('10.0.0.0/8'),
      'coalesce(ipv4_is_in_range(tostring(C), "10.0.0.0/8"), ipv6_is_in_range(tostring(C), "::ffff:a00:0/104"), false)',
    ],
  ]);

  prints('a boolean meets a boolean column as one', [
    ['bool', boolean(true), 'C == true'],
    ['bool', boolean(false), 'C == false'],
    ['bool', equals('True'), 'C == true'],
    ['bool', equals('false', true), 'C == false'],
    ['bool', equals('True', true), 'tolower(tostring(C)) == "True"'],
    ['bool', number(1), 'tolower(tostring(C)) == "1"'],
  ]);

  prints('the empty text is not what a missing value becomes', [
    ['dynamic', equals(''), 'isnotnull(C) and tostring(C) == ""'],
    ['int', equals(''), 'isnotnull(C) and tostring(C) == ""'],
    ['dynamic', wildcard('**'), 'isnotnull(C)'],
  ]);

  prints('presence is a matter of null', [
    ['int', { kind: 'exists' }, 'isnotnull(C)'],
    ['dynamic', { kind: 'null' }, 'isnull(C)'],
    ['datetime', { kind: 'null' }, 'isnull(C)'],
    ['string', { kind: 'null' }, 'isempty(C)'],
  ]);

  prints('a comparison with a missing number is false, not null', [
    ['int', { kind: 'compare', operator: 'lt', value: 5 }, 'coalesce(C < 5, false)'],
    ['long', { kind: 'compare', operator: 'lte', value: 5.5 }, 'coalesce(C <= 5.5, false)'],
    [
      'long',
      { kind: 'compare', operator: 'gt', value: 1e20 },
      'coalesce(C > real(100000000000000000000), false)',
    ],
    ['real', { kind: 'compare', operator: 'gte', value: 1e-7 }, 'coalesce(C >= 1e-7, false)'],
    ['decimal', { kind: 'compare', operator: 'gt', value: 5 }, 'coalesce(C > decimal(5), false)'],
    [
      'dynamic',
      { kind: 'compare', operator: 'gt', value: 5 },
      'tostring(C) matches regex @"\\A-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\z" and toreal(tostring(C)) > 5',
    ],
  ]);

  prints('a date column needs no conversion', [
    [
      'datetime',
      { kind: 'timePart', part: 'minute', operator: 'eq', value: 0 },
      'datetime_part("minute", C) == 0',
    ],
    [
      'datetime',
      { kind: 'timePart', part: 'year', operator: 'lte', value: 2020 },
      'coalesce(datetime_part("year", C) <= 2020, false)',
    ],
    [
      'dynamic',
      { kind: 'timePart', part: 'month', operator: 'eq', value: 5 },
      'datetime_part("month", todatetime(C)) == 5',
    ],
  ]);

  describe('what a type cannot hold is refused with a reason', () => {
    const compare: Matcher = { kind: 'compare', operator: 'lt', value: 5 };
    const hour: Matcher = { kind: 'timePart', part: 'hour', operator: 'eq', value: 5 };
    const refused: readonly Case[] = [
      ['bool', compare, 'a column of type bool holds no numbers to compare'],
      ['datetime', compare, 'a column of type datetime holds no numbers to compare'],
      ['guid', compare, 'a column of type guid holds no numbers to compare'],
      ['long', hour, 'a column of type long holds no point in time'],
      ['bool', hour, 'a column of type bool holds no point in time'],
    ];
    for (const [type, matcher, reason] of refused) {
      it(`${matcher.kind} on ${type}`, () => {
        const { outputs, gaps } = convertQuery(on('C', matcher), { C: type });
        expect(outputs).to.deep.equal([]);
        expect(gaps.map((gap) => gap.reason)).to.deep.equal([reason]);
        expect(gaps.map((gap) => gap.span)).to.deep.equal([{ start: 3, end: 9 }]);
      });
    }
  });

  describe('two columns are compared in a common type', () => {
    const sameAs = (relation: 'equals' | 'contains'): Matcher => ({
      kind: 'fieldRef',
      relation,
      field: 'D',
      cased: false,
    });
    const cases: readonly (readonly [ColumnType, ColumnType, Matcher, string])[] = [
      ['int', 'long', sameAs('equals'), 'coalesce(C == D, false)'],
      ['int', 'string', sameAs('equals'), 'isnotempty(D) and tostring(C) =~ D'],
      ['string', 'dynamic', sameAs('equals'), 'isnotempty(tostring(D)) and C =~ tostring(D)'],
      ['int', 'int', sameAs('contains'), 'isnotempty(tostring(D)) and tostring(C) contains tostring(D)'],
    ];
    for (const [left, right, matcher, text] of cases) {
      it(`${left}, ${right}: ${text}`, () => {
        expect(kql(on('C', matcher), { C: left, D: right })).to.equal(text);
      });
    }
  });

  describe('a field with dots', () => {
    const x = equals('x');

    it('is one column by default', () => {
      expect(kql(on('userIdentity.type', x))).to.equal(`['userIdentity.type'] =~ "x"`);
    });

    it('is a path into a dynamic column that is declared', () => {
      const columns = { userIdentity: 'dynamic' } as const;
      expect(kql(on('userIdentity.userName', x), columns)).to.equal('tostring(userIdentity.userName) =~ "x"');
      expect(kql(on('userIdentity.a b.where', x), columns)).to.equal(
        'tostring(userIdentity["a b"]["where"]) =~ "x"',
      );
      expect(kql(on('userIdentity.Arn', { kind: 'null' }), columns)).to.equal('isnull(userIdentity.Arn)');
      expect(kql(not(on('userIdentity.Arn', { kind: 'null' })), columns)).to.equal(
        'isnotnull(userIdentity.Arn)',
      );
    });

    it('is the declared column of that name before a path', () => {
      const columns = { userIdentity: 'dynamic', 'userIdentity.type': 'string' } as const;
      expect(kql(on('userIdentity.type', x), columns)).to.equal(`['userIdentity.type'] =~ "x"`);
    });

    it('is a path into the longest dynamic column', () => {
      const columns = { A: 'dynamic', 'A.B': 'dynamic' } as const;
      expect(kql(on('A.B.C', x), columns)).to.equal(`tostring(['A.B'].C) =~ "x"`);
      expect(kql(on('A.C', x), columns)).to.equal('tostring(A.C) =~ "x"');
    });

    it('is one column when its root has another type', () => {
      expect(kql(on('A.B', x), { A: 'string' })).to.equal(`['A.B'] =~ "x"`);
    });

    it('folds lists on the path', () => {
      expect(kql(anyOf('A.B', x, equals('y')), { A: 'dynamic' })).to.equal('tostring(A.B) in~ ("x", "y")');
    });
  });

  it('knows columns by their own names alone, whatever objects inherit', () => {
    for (const field of ['constructor', '__proto__']) {
      expect(convertQuery(on(field, { kind: 'null' })).outputs).to.deep.equal([`isempty(['${field}'])`]);
    }
  });
});
