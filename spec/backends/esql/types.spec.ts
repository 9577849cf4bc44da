/** What the types of fields change, and fields with several values. */
import { expect } from 'chai';
import { createEsql, FIELD_TYPES, type EsqlOptions, type FieldType } from '../../../backends/esql/index.ts';
import type { Matcher } from '../../../lib/query/query.ts';
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
  gapsOf,
  not,
  NULL,
  number,
  plain,
  regex,
  startsWith,
  endsWith,
  wildcard,
} from './helpers.ts';

const raw = String.raw;
const compare: Matcher = { kind: 'compare', operator: 'gte', value: -1.5 };

function typed(type: FieldType, matcher: Matcher): string {
  return plain(matcher, { fields: { f: type } });
}

function gap(type: FieldType, matcher: Matcher): readonly string[] {
  return gapsOf(at('f', matcher), { fields: { f: type } });
}

describe('ES|QL on fields with a type', () => {
  it('reads keyword, wildcard and text alike', () => {
    for (const type of ['keyword', 'wildcard', 'text'] as const) {
      expect(typed(type, contains('a'))).to.equal('to_lower(f) like "*a*"');
    }
  });

  it('compares numbers with bare numbers', () => {
    expect(typed('long', number('4688'))).to.equal('f == 4688');
    expect(typed('long', equals('4688'))).to.equal('f == 4688');
    expect(condition(anyOf('f', [number('-1'), number('2')]), { fields: { f: 'long' } })).to.equal(
      'f in (-1, 2)',
    );
    expect(typed('double', number('7'))).to.equal('f == 7.0');
    expect(typed('double', equals('0.5'))).to.equal('f == 0.5');
    expect(typed('long', compare)).to.equal('f >= -1.5');
  });

  it('refuses what a number never is', () => {
    expect(gap('long', equals('x'))).to.deep.equal(['value refused']);
    expect(gap('long', number('9223372036854775808'))).to.deep.equal(['value refused']);
    expect(typed('long', number('-9223372036854775808'))).to.equal('f == -9223372036854775808');
    expect(gap('long', contains('1'))).to.deep.equal(['wildcard refused']);
    expect(gap('double', regex('1'))).to.deep.equal(['wildcard refused']);
    expect(gap('boolean', number('1'))).to.deep.equal(['value refused']);
    expect(gap('boolean', compare)).to.deep.equal(['comparison refused']);
    expect(gap('long', boolean(true))).to.deep.equal(['value refused']);
    expect(gap('long', cidr('10.0.0.0/8', 0x0a000000n))).to.deep.equal(['cidr refused']);
  });

  it('compares booleans with bare booleans', () => {
    expect(typed('boolean', boolean(false))).to.equal('f == false');
    expect(typed('boolean', equals('True'))).to.equal('f == true');
    expect(gap('boolean', equals('True', true))).to.deep.equal(['value refused']);
  });

  it('compares addresses with networks', () => {
    expect(typed('ip', cidr('10.0.0.0/8', 0x0a000000n))).to.equal('cidr_match(f, "10.0.0.0/8")');
    expect(typed('ip', equals('10.1.2.3'))).to.equal('cidr_match(f, "10.1.2.3/32")');
    expect(typed('ip', startsWith('192.168.'))).to.equal('cidr_match(f, "192.168.0.0/16")');
    expect(gap('ip', contains('.1.'))).to.deep.equal(['wildcard refused']);
  });

  it('leaves out what no address has in it', () => {
    const query = and([at('g', EXISTS), not(anyOf('f', [equals('-'), equals('::1')]))]);
    expect(condition(query, { fields: { f: 'ip' } })).to.equal(
      'g is not null and not coalesce(cidr_match(f, "::1/128"), false)',
    );
  });

  it('compares dates with nothing but their parts', () => {
    expect(gap('date', equals('2024-01-01'))).to.deep.equal(['value refused']);
    expect(typed('date', NULL)).to.equal('f is null');
  });

  it('knows no other types', () => {
    expect(() => createEsql({ fields: { f: 'integer' as FieldType } })).to.throw(
      RangeError,
      FIELD_TYPES.join(', '),
    );
  });
});

describe('ES|QL and the place of events', () => {
  const query = at('f', number('4'));

  it('looks at the indices of the settings', () => {
    expect(convertQuery(query, { index: 'logs-*, winlogbeat-*' }).outputs).to.deep.equal([
      'from logs-*, winlogbeat-* metadata _id, _index, _version | where f == "4"',
    ]);
    expect(convertQuery(query, { index: 'my index' }).outputs).to.deep.equal([
      'from "my index" metadata _id, _index, _version | where f == "4"',
    ]);
    expect(convertQuery(query, { index: 'europe:logs-*' }).outputs[0]).to.match(
      /^from europe:logs-\* metadata/,
    );
    for (const index of ['', 'a,', '\ud800']) expect(() => createEsql({ index })).to.throw(RangeError);
  });

  it('lets what a pipeline found out go before the settings', () => {
    const schema = { sources: ['logs-endpoint.*'], types: new Map([['f', 'integer'] as const]) };
    const { outputs } = convertQuery(query, { index: 'x' }, 'superset', schema);
    expect(outputs).to.deep.equal(['from logs-endpoint.* metadata _id, _index, _version | where f == 4']);
    const own = convertQuery(query, { fields: { f: 'double' } }, 'superset', { ...schema, sources: [] });
    expect(own.outputs).to.deep.equal(['from * metadata _id, _index, _version | where f == 4.0']);
  });

  it('can be the condition alone', () => {
    const { outputs } = createEsql().convert({
      rule: {} as never,
      queries: [query],
      format: 'condition',
      approximate: 'never',
    });
    expect(outputs).to.deep.equal(['f == "4"']);
  });
});

describe('ES|QL on fields with several values', () => {
  const options: EsqlOptions = {
    multivalued: ['f'],
    fields: { long: 'long', double: 'double', ip: 'ip', flag: 'boolean' },
  };
  const all: EsqlOptions = { ...options, multivalued: ['f', 'long', 'double', 'ip', 'flag'] };
  const lines = raw`concat("\n", mv_concat(f, "\n"), "\n")`;

  it('looks for one of them between line breaks', () => {
    expect(plain(equals('A'), options)).to.equal(raw`to_lower(${lines}) like "*\na\n*"`);
    expect(plain(startsWith('A'), options)).to.equal(raw`to_lower(${lines}) like "*\na*"`);
    expect(plain(endsWith('A'), options)).to.equal(raw`to_lower(${lines}) like "*a\n*"`);
    expect(plain(contains('A', true), options)).to.equal(`${lines} like "*A*"`);
    expect(plain(equals(''), options)).to.equal(raw`${lines} like "*\n\n*"`);
    expect(plain(number('7'), options)).to.equal(raw`${lines} like "*\n7\n*"`);
    expect(plain(boolean(true), options)).to.equal(raw`to_lower(${lines}) like "*\ntrue\n*"`);
    expect(condition(anyOf('f', [equals('a'), contains('b')]), options)).to.equal(
      raw`to_lower(${lines}) like ("*\na\n*", "*b*")`,
    );
  });

  it('asks the index where a keyword has to be as it is written', () => {
    expect(plain(equals('start', true), options)).to.equal('f : "start"');
    expect(plain(equals('4688'), options)).to.equal('f : "4688"');
    expect(condition(anyOf('f', [equals('a', true), equals('1')]), options)).to.equal('f : "a" or f : "1"');
    expect(plain(equals('a', true), { ...options, fields: { f: 'text' } })).to.include(' like ');
    expect(condition(anyOf('f', [equals('a', true), contains('1')]), options)).to.equal(
      raw`${lines} like ("*\na\n*", "*1*")`,
    );
  });

  it('keeps negations at the leaves beside such a question, which may stand in no function', () => {
    const started = at('f', equals('start', true));
    expect(condition(not(started), options)).to.equal('not f : "start"');
    expect(condition(not(and([started, at('g', equals('1'))])), options)).to.equal(
      'not f : "start" or not coalesce(g == "1", false)',
    );
    expect(condition(not(anyOf('f', [equals('a', true), equals('b', true)])), options)).to.equal(
      'not (f : "a" or f : "b")',
    );
  });

  it('hears of them from a schema as well', () => {
    const schema = { sources: [], types: new Map(), lists: new Set(['event.type']) };
    const { outputs } = convertQuery(at('event.type', equals('start', true)), {}, 'superset', schema);
    expect(outputs[0]).to.match(/ where event\.type : "start"$/);
  });

  it('does not let a star reach into the next', () => {
    expect(plain(wildcard('a*b?'), options)).to.equal(raw`${lines} rlike ".*\n[Aa][^\n]*[Bb][^\n]\n.*"`);
    expect(plain(wildcard('A*b.', true), options)).to.equal(raw`${lines} rlike ".*\nA[^\n]*b\\.\n.*"`);
    expect(plain(regex('^x[yz]'), options)).to.equal(raw`${lines} rlike ".*\n((x[yz].*)&[^\n]*)\n.*"`);
  });

  it('asks the least or the greatest of numbers', () => {
    expect(condition(at('long', compare), all)).to.equal('mv_max(long) >= -1.5');
    expect(condition(at('double', { kind: 'compare', operator: 'lt', value: 3 }), all)).to.equal(
      'mv_min(double) < 3',
    );
    expect(condition(at('long', number('7')), all)).to.equal(
      raw`concat("\n", mv_concat(to_string(long), "\n"), "\n") like "*\n7\n*"`,
    );
    expect(condition(at('f', EXISTS), all)).to.equal('f is not null');
  });

  it('refuses what no function looks for among several', () => {
    expect(gapsOf(at('f', contains('a\nb')), all)).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', wildcard('a*b\nc')), all)).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', wildcard('a*\ud800')), all)).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', wildcard(`a*${'b'.repeat(300)}`)), all)).to.deep.equal(['size refused']);
    expect(gapsOf(at('f', cidr('10.0.0.0/8', 0x0a000000n)), all)).to.deep.equal(['cidr refused']);
    expect(gapsOf(at('f', compare), all)).to.deep.equal(['comparison refused']);
    expect(gapsOf(at('ip', cidr('10.0.0.0/8', 0x0a000000n)), all)).to.deep.equal(['cidr refused']);
    expect(gapsOf(at('double', number('1.5')), all)).to.deep.equal(['comparison refused']);
    expect(gapsOf(at('flag', boolean(true)), all)).to.deep.equal(['value refused']);
    expect(
      gapsOf(at('f', { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false }), all),
    ).to.deep.equal(['field-reference refused']);
    expect(gapsOf(at('f', { kind: 'timePart', part: 'hour', operator: 'eq', value: 3 }), all)).to.deep.equal([
      'time-part refused',
    ]);
  });
});
