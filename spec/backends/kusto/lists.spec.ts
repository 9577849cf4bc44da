/** Lists of values of one field. */
import { expect } from 'chai';
import { and, not, type Query } from '../../../lib/query/index.ts';
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

describe('KQL lists', () => {
  it('write whole values as one list', () => {
    expect(kql(anyOf('F', equals('a'), equals('b\\c'), equals('d')))).to.equal('F in~ ("a", @"b\\c", "d")');
  });

  it('compare exactly when no value has letters', () => {
    expect(kql(anyOf('F', equals('80'), number(443), equals('8080')))).to.equal('F in ("80", "443", "8080")');
  });

  it('put values without letters among the others', () => {
    expect(kql(anyOf('F', number(80), equals('http')))).to.equal('F in~ ("80", "http")');
  });

  it('keep cased values apart', () => {
    expect(kql(anyOf('F', equals('A', true), equals('B', true), equals('1', true)))).to.equal(
      'F in ("A", "B", "1")',
    );
    expect(kql(anyOf('F', equals('A', true), equals('b'), equals('C', true), equals('d')))).to.equal(
      'F in ("A", "C") or F in~ ("b", "d")',
    );
    expect(kql(anyOf('F', equals('A', true), equals('b')))).to.equal('F == "A" or F =~ "b"');
  });

  it('or what has an operator of its own, whole values first', () => {
    expect(
      kql(anyOf('F', contains('x'), equals('a'), startsWith('y'), equals('b'), endsWith('z', true))),
    ).to.equal('F in~ ("a", "b") or F contains "x" or F startswith "y" or F endswith_cs "z"');
    expect(kql(anyOf('F', equals('a'), wildcard('b*c')))).to.equal(
      'F =~ "a" or (F startswith "b" and F endswith "c" and strlen(F) >= 2)',
    );
  });

  it('may hold the empty text', () => {
    expect(kql(anyOf('F', equals(''), equals('-')))).to.equal('F in ("", "-")');
    expect(kql(anyOf('F', equals(''), { kind: 'null' }))).to.equal('F == "" or isempty(F)');
  });

  it('have literals of the column’s type', () => {
    expect(kql(anyOf('C', number(4624), number(4625)), { C: 'int' })).to.equal('C in (4624, 4625)');
    expect(kql(anyOf('C', equals('4624'), number(-1)), { C: 'long' })).to.equal('C in (4624, -1)');
    expect(kql(anyOf('C', number(1.5), number(2)), { C: 'decimal' })).to.equal(
      'C in (decimal(1.5), decimal(2))',
    );
    expect(kql(anyOf('C', boolean(true), equals('false')), { C: 'bool' })).to.equal('C in (true, false)');
    expect(kql(anyOf('C', number(1), equals('x'), equals('y')), { C: 'int' })).to.equal(
      'C == 1 or tostring(C) in~ ("x", "y")',
    );
    expect(kql(anyOf('C', equals(''), equals('x')), { C: 'dynamic' })).to.equal(
      'tostring(C) =~ "x" or (isnotnull(C) and tostring(C) == "")',
    );
  });

  it('ask for several networks at once', () => {
    expect(kql(anyOf('F', cidr('10.0.0.0/8'), cidr('192.168.0.0/16')))).to.equal(
      'coalesce(ipv4_is_in_any_range(F, "10.0.0.0/8", "192.168.0.0/16"), ' +
        'ipv6_is_in_any_range(F, "::ffff:a00:0/104", "::ffff:c0a8:0/112"), false)',
    );
    expect(kql(anyOf('F', cidr('::1/128'), cidr('fe80::/10')))).to.equal(
      'coalesce(ipv6_is_in_any_range(F, "::1/128", "fe80::/10"), false)',
    );
  });

  it('ask for networks of both families at once', () => {
    expect(kql(anyOf('F', cidr('127.0.0.0/8'), cidr('::1/128'), equals('-')))).to.equal(
      'F == "-" or coalesce(ipv4_is_in_range(F, "127.0.0.0/8"), ' +
        'ipv6_is_in_any_range(F, "::1/128", "::ffff:7f00:0/104"), false)',
    );
  });

  it('need brackets inside an and, and none inside not', () => {
    const list = anyOf('F', contains('a'), contains('b'));
    const other = on('G', equals('x'));
    expect(kql(and([list, other]))).to.equal('(F contains "a" or F contains "b") and G =~ "x"');
    expect(kql(and([other, not(list)]))).to.equal('G =~ "x" and not(F contains "a" or F contains "b")');
    expect(kql(and([other, not(anyOf('F', equals('a'), equals('b')))]))).to.equal(
      'G =~ "x" and not(F in~ ("a", "b"))',
    );
  });

  it('of keywords are or’ed: a star takes no list', () => {
    expect(kql(anyOf(null, contains('a'), equals('b'), equals('c')))).to.equal(
      '* contains "a" or * =~ "b" or * =~ "c"',
    );
  });

  it('of up to a hundred operands stay flat; longer ones are grouped, for the depth of a query is limited', () => {
    const list = (length: number): Query =>
      anyOf('F', ...Array.from({ length }, (_, index) => contains(`v${index}`)));
    expect(kql(list(100))).to.not.include('(');
    expect(kql(list(101))).to.match(/^\(F contains "v0" or .* or F contains "v99"\) or F contains "v100"$/);
    expect(kql(list(1000)).match(/\(/g)).to.have.length(10);
    expect(convertQuery(list(10_001)).outputs[0]).to.match(/^\(\(F contains "v0" or /);
  });
});
