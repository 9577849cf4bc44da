import { expect } from 'chai';
import { createEql, FIELD_TYPES, type FieldType } from '../../../backends/eql/index.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import {
  and,
  anyOf,
  at,
  boolean,
  cidr,
  condition,
  contains,
  convertQuery,
  equals,
  EXISTS,
  not,
  NULL,
  number,
  or,
  regex,
  startsWith,
  wildcard,
} from './helpers.ts';

function typed(type: FieldType, ...matchers: readonly Matcher[]): string {
  const [first] = matchers;
  const query: Query = matchers.length === 1 && first !== undefined ? at('f', first) : anyOf('f', matchers);
  return condition(query, { fields: { f: type }, optional: false });
}

function gapOf(type: FieldType, matcher: Matcher): readonly string[] {
  const { gaps } = convertQuery(at('f', matcher), { fields: { f: type } });
  return gaps.map(({ feature, outcome }) => `${feature} ${outcome}`);
}

const compare: Matcher = { kind: 'compare', operator: 'gte', value: -1.5 };

describe('EQL on fields with a type', () => {
  it('writes text for keyword and wildcard alike', () => {
    for (const type of ['keyword', 'wildcard'] as const) {
      expect(typed(type, number('4'))).to.equal('f == "4"');
      expect(typed(type, contains('a'))).to.equal('f : "*a*"');
    }
  });

  it('compares long and double with bare numbers', () => {
    expect(typed('long', number('4688'))).to.equal('f == 4688');
    expect(typed('long', number('-1'), number('2'))).to.equal('f in (-1, 2)');
    expect(typed('long', equals('4688'), number('2'))).to.equal('f in (4688, 2)');
    expect(typed('double', number('1.50'))).to.equal('f == 1.50');
    expect(typed('double', equals('0.5'))).to.equal('f == 0.5');
    expect(typed('long', compare)).to.equal('f >= -1.5');
    expect(typed('double', { ...compare, operator: 'lt', value: 7 })).to.equal('f < 7');
  });

  it('refuses text that no number is', () => {
    expect(gapOf('long', equals('0x10'))).to.deep.equal(['value refused']);
    expect(gapOf('long', equals('010'))).to.deep.equal(['value refused']);
    expect(gapOf('long', equals('1.5'))).to.deep.equal(['value refused']);
    expect(gapOf('double', equals('NaN'))).to.deep.equal(['value refused']);
    expect(gapOf('double', equals('Infinity'))).to.deep.equal(['value refused']);
    expect(gapOf('long', boolean(true))).to.deep.equal(['value refused']);
    expect(gapOf('long', contains('4'))).to.deep.equal(['wildcard refused']);
    expect(gapOf('long', regex('4+'))).to.deep.equal(['wildcard refused']);
  });

  it('compares boolean with true and false', () => {
    expect(typed('boolean', boolean(true))).to.equal('f == true');
    expect(typed('boolean', equals('False'))).to.equal('f == false');
    expect(typed('boolean', boolean(true), boolean(false))).to.equal('f in (true, false)');
    expect(gapOf('boolean', equals('False', true))).to.deep.equal(['value refused']);
    expect(gapOf('boolean', equals('yes'))).to.deep.equal(['value refused']);
    expect(gapOf('boolean', number('1'))).to.deep.equal(['value refused']);
  });

  it('refuses values on text that is split into words and on dates', () => {
    for (const type of ['text', 'date'] as const) {
      expect(gapOf(type, equals('a'))).to.deep.equal(['value refused']);
      expect(typed(type, EXISTS)).to.equal('f != null');
      expect(typed(type, NULL)).to.equal('f == null');
    }
  });

  it('orders numeric fields only', () => {
    for (const type of FIELD_TYPES) {
      const expected = type === 'long' || type === 'double' ? [] : ['comparison refused'];
      expect(gapOf(type, compare), type).to.deep.equal(expected);
    }
  });

  it('refuses a type that there is not', () => {
    expect(() => createEql({ fields: { f: 'integer' as FieldType } })).to.throw(RangeError, /integer/);
  });

  it('refuses a category that cannot be written', () => {
    expect(() => createEql({ category: '\ud800' })).to.throw(RangeError);
  });

  it('puts the category in front', () => {
    expect(convertQuery(at('f', EXISTS), { category: 'process' }).outputs).to.deep.equal([
      'process where ?f != null',
    ]);
  });
});

describe('EQL on addresses', () => {
  const network = cidr('10.0.0.0/8', 0x0a000000n);

  it('turns a single address into a network of one', () => {
    expect(typed('ip', equals('192.168.1.7'))).to.equal('cidrMatch(f, "192.168.1.7/32")');
    expect(typed('ip', equals('::1'), equals('FE80::1'), network)).to.equal(
      'cidrMatch(f, "::1/128", "FE80::1/128", "10.0.0.0/8")',
    );
    expect(typed('ip', equals('1:2:3:4:5:6:7:8'))).to.equal('cidrMatch(f, "1:2:3:4:5:6:7:8/128")');
  });

  it('turns leading octets into a network', () => {
    expect(typed('ip', startsWith('10.'), startsWith('172.16.'), startsWith('192.168.1.'))).to.equal(
      'cidrMatch(f, "10.0.0.0/8", "172.16.0.0/16", "192.168.1.0/24")',
    );
  });

  it('drops what no address can be', () => {
    const options = { fields: { f: 'ip' }, optional: false } as const;
    const dash = at('f', equals('-'));
    expect(condition(or([dash, at('g', equals('x'))]), options)).to.equal('g : "x"');
    expect(condition(and([at('g', equals('x')), not(dash)]), options)).to.equal('g : "x"');
    expect(condition(anyOf('f', [equals('-'), contains('LOCAL'), equals('::1')]), options)).to.equal(
      'cidrMatch(f, "::1/128")',
    );
    expect(condition(anyOf('f', [equals('-'), contains('LOCAL')]), options)).to.equal('false');
    expect(condition(not(dash), options)).to.equal('true');
  });

  it('refuses other pieces of addresses', () => {
    for (const matcher of [
      startsWith('10.1'),
      startsWith('fe80'),
      contains('.1.'),
      wildcard('10.*.1'),
      equals('1::2::3'),
      equals('300.1.1.1'),
      equals('1:2'),
      equals(''),
      regex('^10'),
    ]) {
      expect(gapOf('ip', matcher)).to.deep.equal(['wildcard refused']);
    }
    expect(gapOf('ip', number('4'))).to.deep.equal(['value refused']);
  });

  it('takes a field for one when the rule matches it against a network', () => {
    const query = and([
      at('src', network),
      at('src', equals('10.0.0.1')),
      not(at('src', equals('-'))),
      at('dst', equals('10.0.0.2')),
    ]);
    expect(condition(query)).to.equal(
      'cidrMatch(?src, "10.0.0.0/8") and cidrMatch(?src, "10.0.0.1/32") and ?dst == "10.0.0.2"',
    );
  });

  it('and only when the settings do not say otherwise', () => {
    expect(gapOf('keyword', network)).to.deep.equal(['cidr refused']);
    expect(condition(at('f', network), { fields: { g: 'long' } })).to.equal('cidrMatch(?f, "10.0.0.0/8")');
  });
});
