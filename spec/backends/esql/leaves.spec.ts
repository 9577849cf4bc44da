/** One law for each kind of matcher: alone, in a list, with case, with awkward text. */
import { expect } from 'chai';
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
  endsWith,
  equals,
  EXISTS,
  gapsOf,
  not,
  NULL,
  number,
  or,
  plain,
  regex,
  startsWith,
  wildcard,
} from './helpers.ts';

const raw = String.raw;

/** An expression that Elasticsearch would not compile, and one that it would. */
function excessive(text: string, wider: string): Matcher {
  const [matcher, other] = [regex(text), regex(wider)];
  if (matcher.kind !== 'regex' || other.kind !== 'regex') throw new Error(text);
  const excess = { span: { start: 0, end: text.length }, wider: other.pattern };
  return { ...matcher, pattern: { ...matcher.pattern, excess } };
}

function listed(...matchers: readonly Matcher[]): string {
  return condition(anyOf('f', matchers));
}

describe('ES|QL text matchers', () => {
  it('ignore case by lower-casing both sides', () => {
    expect(plain(equals('Cmd.exe'))).to.equal('to_lower(f) == "cmd.exe"');
    expect(plain(startsWith('Cmd'))).to.equal('to_lower(f) like "cmd*"');
    expect(plain(endsWith(raw`\Cmd.exe`))).to.equal(raw`to_lower(f) like """*\\cmd.exe"""`);
    expect(plain(contains('-Enc'))).to.equal('to_lower(f) like "*-enc*"');
    expect(plain(wildcard('a*b?C'))).to.equal('to_lower(f) like "a*b?c"');
  });

  it('leave alone what has no letters', () => {
    expect(plain(equals('4688'))).to.equal('f == "4688"');
    expect(plain(contains('/1/'))).to.equal('f like "*/1/*"');
    expect(plain(equals(''))).to.equal('f == ""');
    expect(plain(equals(' – '))).to.equal('f == " – "');
  });

  it('keep case where it counts', () => {
    expect(plain(equals('Cmd.exe', true))).to.equal('f == "Cmd.exe"');
    expect(plain(contains('Cmd', true))).to.equal('f like "*Cmd*"');
    expect(plain(wildcard('A*b?', true))).to.equal('f like "A*b?"');
  });

  it('escape what is special in a pattern and keep it in a text', () => {
    expect(plain(equals('A*b?'))).to.equal('to_lower(f) == "a*b?"');
    expect(plain(contains('a*b?'))).to.equal(raw`to_lower(f) like """*a\*b\?*"""`);
    expect(plain(contains(raw`C:\*`))).to.equal(raw`to_lower(f) like """*c:\\\**"""`);
    expect(plain(equals(raw`C:\Temp\ `.trim()))).to.equal(raw`to_lower(f) == """c:\temp\"""`);
  });

  it('spell out both cases of letters beyond ASCII, which the index would not fold', () => {
    expect(plain(equals('Café'))).to.equal('f rlike "[Cc][Aa][Ff][Éé]"');
    expect(plain(contains('é.'))).to.equal(raw`f rlike """.*[Éé]\..*"""`);
    expect(plain(wildcard('ä?b*c'))).to.equal('f rlike "[Ää].[Bb].*[Cc]"');
    expect(plain(equals('ß'))).to.equal('f rlike "ß"');
    expect(plain(equals('Café', true))).to.equal('f == "Café"');
    expect(gapsOf(at('f', contains('é'.repeat(251))))).to.deep.equal(['size refused']);
  });

  it('refuse half of a character', () => {
    for (const make of [equals, contains]) {
      expect(gapsOf(at('f', make('a\ud800')))).to.deep.equal(['value refused']);
      expect(gapsOf(at('f', make('a\ud800', true)))).to.deep.equal(['value refused']);
    }
    expect(gapsOf(at('f', equals('\udc00é')))).to.deep.equal(['value refused']);
  });
});

describe('ES|QL lists', () => {
  it('are one condition where they can', () => {
    expect(listed(equals('a'), equals('B'))).to.equal('to_lower(f) in ("a", "b")');
    expect(listed(equals('1'), equals('2'))).to.equal('f in ("1", "2")');
    expect(listed(equals('1'), equals('b'))).to.equal('to_lower(f) in ("1", "b")');
    expect(listed(equals('a', true), equals('B', true))).to.equal('f in ("a", "B")');
  });

  it('take plain values among the patterns, as patterns', () => {
    expect(listed(equals('a*'), contains('b'))).to.equal(raw`to_lower(f) like ("""a\*""", "*b*")`);
    expect(listed(equals('1'), contains('b'))).to.equal('to_lower(f) like ("1", "*b*")');
    expect(listed(contains('1'), contains('b'))).to.equal('to_lower(f) like ("*1*", "*b*")');
    expect(listed(equals('1'), contains('2'))).to.equal('f like ("1", "*2*")');
    expect(listed(equals('A', true), contains('b', true))).to.equal('f like ("A", "*b*")');
  });

  it('keep apart what has other case rules, and the empty text', () => {
    expect(listed(equals('a'), equals('B', true))).to.equal('to_lower(f) == "a" or f == "B"');
    expect(listed(contains('a'), contains('B', true), equals('c'))).to.equal(
      'to_lower(f) like ("*a*", "c") or f like "*B*"',
    );
    expect(listed(equals(''), contains('a'))).to.equal('f == "" or to_lower(f) like "*a*"');
    expect(listed(equals('A', true), contains('b'))).to.equal('f == "A" or to_lower(f) like "*b*"');
  });

  it('join by or what has no list form', () => {
    expect(listed(regex('a[bc]'), regex('d'), equals('e'))).to.equal(
      'to_lower(f) == "e" or f rlike ".*a[bc].*" or f rlike ".*d.*"',
    );
    expect(listed(equals('a'), NULL)).to.equal('to_lower(f) == "a" or f is null');
  });

  it('stay flat enough for the parser', () => {
    const many = Array.from({ length: 120 }, (_, i) => at(`f${i}`, equals('1')));
    const text = condition(or(many));
    expect(text.match(/\(/g)).to.have.length(3);
    expect(text.startsWith('(f0 == "1" or f1 == "1"')).to.equal(true);
  });
});

describe('ES|QL expressions', () => {
  it('match whole values, in the dialect of Lucene', () => {
    expect(plain(regex('Inv[o0]ke'))).to.equal('f rlike ".*Inv[0o]ke.*"');
    expect(plain(regex('x[o0]', 'i'))).to.equal('f rlike ".*[Xx][0Oo].*"');
    expect(plain(regex(raw`^\\\\"a`))).to.equal(raw`f rlike "\\\\\\\\\\\"a.*"`);
    expect(plain(regex(raw`\d\.exe`))).to.equal(raw`f rlike """.*[0-9]\.exe.*"""`);
  });

  it('are refused where Lucene has nothing like them', () => {
    expect(gapsOf(at('f', regex('a(?=b)')))).to.deep.equal(['regex refused']);
  });

  it('select more where the count of a repeat is too much work', () => {
    const counted = excessive('a[bc]{6,64}d', 'a[bc]{6,}d');
    expect(gapsOf(at('f', counted))).to.deep.equal(['regex superset']);
    expect(convertQuery(at('f', counted)).outputs[0]).to.match(/ where f rlike "\.\*a\[bc\]\{6,\}d\.\*"$/);
    expect(convertQuery(at(null, counted)).outputs[0]).to.match(
      / where qstr\("\/\.\*a\[bc\]\{6,\}d\.\*\/"\)$/,
    );
    expect(convertQuery(at('f', counted), { multivalued: ['f'] }).outputs[0]).to.include(
      '((.*a[bc]{6,}d.*)&',
    );
    expect(gapsOf(at('f', counted), {}, 'never')).to.deep.equal(['regex refused']);
  });
});

describe('ES|QL and missing values', () => {
  it('says whether a field has one', () => {
    expect(plain(EXISTS)).to.equal('f is not null');
    expect(plain(NULL)).to.equal('f is null');
    expect(condition(not(at('f', EXISTS)))).to.equal('f is null');
    expect(condition(not(at('f', NULL)))).to.equal('f is not null');
  });

  it('takes what is null for false before it is negated', () => {
    expect(condition(not(at('f', equals('a'))))).to.equal('not coalesce(to_lower(f) == "a", false)');
    expect(condition(not(anyOf('f', [equals('a'), NULL])))).to.equal(
      'not coalesce(to_lower(f) == "a" or f is null, false)',
    );
    const pair = and([at('f', equals('a')), at('g', equals('b'))]);
    expect(condition(not(pair))).to.equal('not coalesce(to_lower(f) == "a" and to_lower(g) == "b", false)');
  });

  it('does so at every level', () => {
    const inner = and([at('f', equals('1')), not(at('g', equals('2')))]);
    expect(condition(and([at('h', EXISTS), not(inner)]))).to.equal(
      'h is not null and not coalesce(f == "1" and not coalesce(g == "2", false), false)',
    );
  });
});

describe('ES|QL numbers and booleans', () => {
  it('are texts in a field of text', () => {
    expect(plain(number('4688'))).to.equal('f == "4688"');
    expect(plain(number('1.50'))).to.equal('f in ("1.50", "1.5")');
    expect(plain(boolean(true))).to.equal('to_lower(f) == "true"');
    expect(listed(number('1'), number('2'), contains('x'))).to.equal('to_lower(f) like ("1", "2", "*x*")');
  });

  it('are compared by size where a text is a decimal', () => {
    const isDecimal = raw`f rlike """-?([0-9]+(\.[0-9]+)?|\.[0-9]+)"""`;
    expect(plain({ kind: 'compare', operator: 'gte', value: -1.5 })).to.equal(
      `${isDecimal} and to_double(f) >= -1.5`,
    );
    expect(plain({ kind: 'compare', operator: 'lt', value: 5 })).to.equal(
      `${isDecimal} and to_double(f) < 5`,
    );
  });
});

describe('ES|QL networks', () => {
  const ten = cidr('10.0.0.0/8', 0x0a000000n);

  it('are looked for in text that is an address', () => {
    expect(plain(ten)).to.equal('cidr_match(to_ip(f), "10.0.0.0/8")');
    expect(listed(ten, cidr('fe80::/10', 0xfe80n << 112n), equals('-'))).to.equal(
      'f == "-" or cidr_match(to_ip(f), "10.0.0.0/8", "fe80::/10")',
    );
  });

  it('are refused where they hold addresses of both kinds', () => {
    expect(gapsOf(at('f', cidr('::/0', 0n)))).to.deep.equal(['cidr refused']);
  });
});

describe('ES|QL comparisons of fields', () => {
  const reference = (
    relation: 'equals' | 'startsWith' | 'endsWith' | 'contains',
    cased = false,
  ): Matcher => ({
    kind: 'fieldRef',
    relation,
    field: 'g h',
    cased,
  });

  it('have a function for each relation', () => {
    expect(plain(reference('equals'))).to.equal('to_lower(f) == to_lower(`g h`)');
    expect(plain(reference('startsWith'))).to.equal('starts_with(to_lower(f), to_lower(`g h`))');
    expect(plain(reference('endsWith', true))).to.equal('ends_with(f, `g h`)');
    expect(plain(reference('contains', true))).to.equal('locate(f, `g h`) > 0');
  });

  it('compare fields of one type as such, and refuse others', () => {
    const long = { fields: { f: 'long', 'g h': 'double' } } as const;
    expect(plain(reference('equals'), long)).to.equal('f == `g h`');
    expect(gapsOf(at('f', reference('contains')), long)).to.deep.equal(['field-reference refused']);
    expect(gapsOf(at('f', reference('equals')), { fields: { f: 'ip' } })).to.deep.equal([
      'field-reference refused',
    ]);
  });
});

describe('ES|QL parts of a point in time', () => {
  const part = (name: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'): Matcher => ({
    kind: 'timePart',
    part: name,
    operator: 'lte',
    value: 7,
  });

  it('are taken from dates', () => {
    expect(plain(part('minute'))).to.equal('date_extract("minute_of_hour", f) <= 7');
    expect(plain(part('hour'))).to.equal('date_extract("hour_of_day", f) <= 7');
    expect(plain(part('day'))).to.equal('date_extract("day_of_month", f) <= 7');
    expect(plain(part('month'))).to.equal('date_extract("month_of_year", f) <= 7');
    expect(plain(part('year'))).to.equal('date_extract("year", f) <= 7');
  });

  it('count weeks by their Thursdays', () => {
    expect(plain(part('week'))).to.equal(
      '1 + (date_extract("day_of_year", date_trunc(1 week, f) + 3 days) - 1) / 7 <= 7',
    );
  });

  it('are refused on fields that are no dates', () => {
    expect(gapsOf(at('f', part('hour')), { fields: { f: 'keyword' } })).to.deep.equal(['time-part refused']);
  });
});

describe('ES|QL keywords', () => {
  const word = at(null, contains('key word'));

  it('are looked for in all fields by a query string', () => {
    expect(condition(word)).to.equal('qstr("/.*[Kk][Ee][Yy] [Ww][Oo][Rr][Dd].*/")');
    expect(condition(at(null, contains('a\\', true)))).to.equal(raw`qstr("""*a\\*""")`);
    expect(condition(anyOf(null as never, [contains('a'), number('7'), regex('x[yz]')]))).to.equal(
      'qstr("/.*[Aa].*/ OR 7 OR /.*x[yz].*/")',
    );
  });

  it('keep negations at the leaves, since a search may stand in no function', () => {
    expect(condition(not(word))).to.match(/^not qstr\("[^"]*"\)$/);
    expect(condition(not(and([at('f', equals('1')), at(null, contains('2'))])))).to.equal(
      'not coalesce(f == "1", false) or not qstr("*2*")',
    );
    const list = anyOf(null as never, [contains('1'), contains('2')]);
    expect(condition(and([at('f', equals('1')), not(or([list, at('g', equals('3'))]))]))).to.equal(
      'f == "1" and not qstr("*1* OR *2*") and not coalesce(g == "3", false)',
    );
  });

  it('are texts, and what Lucene can say', () => {
    expect(gapsOf(at(null, EXISTS))).to.deep.equal(['keyword refused']);
    expect(gapsOf(at(null, regex('a(?=b)')))).to.deep.equal(['regex refused']);
    expect(gapsOf(anyOf(null as never, [regex('a(?=b)'), EXISTS]))).to.deep.equal([
      'regex refused',
      'keyword refused',
    ]);
    expect(gapsOf(anyOf(null as never, [contains('a'), contains('b\ud800')]))).to.deep.equal([
      'value refused',
    ]);
  });
});

describe('what ES|QL cannot say', () => {
  it('leaves out exclusions, and says so', () => {
    const query = and([at('f', equals('1')), not(at('g', regex('a(?=b)')))]);
    expect(gapsOf(query)).to.deep.equal(['regex superset']);
    expect(gapsOf(query, {}, 'never')).to.deep.equal(['regex refused']);
  });
});
