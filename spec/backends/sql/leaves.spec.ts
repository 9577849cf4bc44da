/** The text of each kind of leaf, judged against the manuals that backends/sql/README.md names. */
import { expect } from 'chai';
import { not, or } from '../../../lib/query/index.ts';
import { anyOf, cidr, convertQuery, everySql, number, on, regex, sql, text, wildcard } from './helpers.ts';

describe('leaves of SQL', () => {
  it('compare whole values without case by what folds them', () => {
    expect(everySql(on('f', text('equals', 'Cmd.EXE')))).to.deep.equal({
      duckdb: `lower("f") = 'cmd.exe'`,
      clickhouse: "lowerUTF8(`f`) = 'cmd.exe'",
      spark: "lower(`f`) = 'cmd.exe'",
      trino: `lower("f") = 'cmd.exe'`,
      postgres: `lower("f") = 'cmd.exe'`,
      sqlite: "`f` COLLATE NOCASE = 'Cmd.EXE'",
    });
  });

  it('do not fold what has no case, or where case counts', () => {
    expect(everySql(on('f', text('equals', '10.0')))).to.include({
      duckdb: `"f" = '10.0'`,
      sqlite: "`f` = '10.0'",
    });
    expect(sql(on('f', text('equals', 'Ab', true)))).to.equal(`"f" = 'Ab'`);
    expect(sql(on('f', text('contains', 'Ab', true)))).to.equal(`"f" LIKE '%Ab%'`);
    expect(sql(on('f', text('contains', 'Ab*', true)), { dialect: 'sqlite' })).to.equal("`f` GLOB '*Ab[*]*'");
  });

  it('keep the wildcards of LIKE literal, each engine by its own escape', () => {
    expect(everySql(on('f', text('endsWith', '\\50%_!')))).to.deep.equal({
      duckdb: `"f" LIKE '%\\50!%!_!!' ESCAPE '!'`,
      clickhouse: "`f` LIKE '%\\\\\\\\50\\\\%\\\\_!'",
      spark: "`f` LIKE '%\\\\50!%!_!!' ESCAPE '!'",
      trino: `"f" LIKE '%\\50!%!_!!' ESCAPE '!'`,
      postgres: `"f" LIKE '%\\50!%!_!!' ESCAPE '!'`,
      sqlite: "`f` LIKE '%\\50!%!_!!' ESCAPE '!'",
    });
  });

  it('name an escape character where the backslash would be one', () => {
    expect(everySql(on('f', text('startsWith', 'c:\\')))).to.deep.equal({
      duckdb: `lower("f") LIKE 'c:\\%'`,
      clickhouse: "lowerUTF8(`f`) LIKE 'c:\\\\\\\\%'",
      spark: "lower(`f`) LIKE 'c:\\\\%' ESCAPE '!'",
      trino: `lower("f") LIKE 'c:\\%'`,
      postgres: `"f" ILIKE 'c:\\%' ESCAPE '!'`,
      sqlite: "`f` LIKE 'c:\\%'",
    });
  });

  it('have % and _ for wildcards', () => {
    expect(sql(on('f', wildcard('a*b?c')))).to.equal(`lower("f") LIKE 'a%b_c'`);
    expect(sql(on('f', wildcard('a*b?[', true)), { dialect: 'sqlite' })).to.equal("`f` GLOB 'a*b?[[]'");
  });

  it('spell out both cases in SQLite, whose LIKE knows ASCII alone', () => {
    const options = { dialect: 'sqlite' } as const;
    expect(sql(on('f', text('equals', 'Äb')), options)).to.equal("`f` GLOB '[äÄ][bB]'");
    expect(sql(on('f', text('contains', 'ß1')), options)).to.equal("`f` GLOB '*ß1*'");
  });

  it('gather whole values in IN, those without letters among them', () => {
    const list = anyOf('f', text('equals', 'A'), number(7), text('contains', 'b'), text('equals', 'C', true));
    expect(sql(list)).to.equal(`lower("f") IN ('a', '7') OR "f" = 'C' OR lower("f") LIKE '%b%'`);
  });

  it('ask for null in one way', () => {
    expect(sql(on('f', { kind: 'null' }))).to.equal('"f" IS NULL');
    expect(sql(not(on('f', { kind: 'null' })))).to.equal('"f" IS NOT NULL');
    expect(sql(on('f', { kind: 'exists' }))).to.equal('"f" IS NOT NULL');
    expect(sql(not(on('f', { kind: 'exists' })))).to.equal('"f" IS NULL');
    expect(sql(on('f', text('equals', '')))).to.equal(`"f" = ''`);
  });

  it('take the empty text for a missing value where the settings say so', () => {
    const options = { emptyIsMissing: true };
    expect(sql(on('f', { kind: 'null' }), options)).to.equal(`coalesce("f", '') = ''`);
    expect(sql(on('f', { kind: 'exists' }), options)).to.equal(`"f" <> ''`);
    expect(sql(on('f', text('equals', '')), options)).to.equal(`coalesce("f", '') = ''`);
    expect(sql(anyOf('f', text('equals', ''), text('equals', '1')), options)).to.equal(
      `"f" = '1' OR coalesce("f", '') = ''`,
    );
    expect(sql(on('f', regex('x*')), options)).to.equal(`"f" <> '' AND regexp_matches("f", 'x*')`);
    expect(sql(on('f', regex('[xy]')), options)).to.equal(`regexp_matches("f", '[xy]')`);
    const reference = { kind: 'fieldRef', relation: 'contains', field: 'g', cased: true } as const;
    expect(sql(on('f', reference), options)).to.equal(`"g" <> '' AND contains("f", "g")`);
  });

  it('are negated by a test that is never null', () => {
    expect(everySql(not(or([on('f', text('equals', '1')), on('g', text('equals', '2'))])))).to.deep.equal({
      duckdb: `("f" = '1' OR "g" = '2') IS NOT TRUE`,
      clickhouse: "NOT ifNull(`f` = '1' OR `g` = '2', FALSE)",
      spark: "(`f` = '1' OR `g` = '2') IS NOT TRUE",
      trino: `NOT coalesce("f" = '1' OR "g" = '2', FALSE)`,
      postgres: `("f" = '1' OR "g" = '2') IS NOT TRUE`,
      sqlite: "(`f` = '1' OR `g` = '2') IS NOT TRUE",
    });
  });

  it('search with the operator and the syntax of each engine', () => {
    const dialects = { duckdb: '', clickhouse: '', spark: '', trino: '', postgres: '' } as const;
    const found = Object.fromEntries(
      Object.keys(dialects).map((dialect) => [
        dialect,
        sql(on('f', regex(`^a.\\d'$`, 'i')), { dialect: dialect as keyof typeof dialects }),
      ]),
    );
    expect(found).to.deep.equal({
      duckdb: `regexp_matches("f", '(?i)^a.[0-9]''\\n?$')`,
      clickhouse: "match(`f`, '(?-s)(?i)^a.[0-9]\\'\\\\n?$')",
      spark: "`f` RLIKE '\\\\A[Aa][^\\\\n][0-9]\\'(?=\\\\n?\\\\z)'",
      trino: `regexp_like("f", '\\A[Aa][^\\n][0-9]''(?=\\n?\\z)')`,
      postgres: `"f" ~ '\\A[Aa][^\\n][0-9]''(?=\\n?\\Z)'`,
    });
  });

  it('keep the text that an expression needs where the engine has none of its kind', () => {
    const { outputs, gaps } = convertQuery(on('f', regex('cmd.+/c')), { dialect: 'sqlite' });
    expect(outputs).to.deep.equal(["`f` GLOB '*cmd*' AND `f` GLOB '*/c*'"]);
    expect(gaps.map(({ feature, outcome }) => `${feature} ${outcome}`)).to.deep.equal(['regex superset']);
    const negated = convertQuery(not(on('f', regex('cmd.+/c'))), { dialect: 'sqlite' });
    expect(negated.outputs).to.deep.equal(['TRUE']);
    expect(convertQuery(on('f', regex('[a-z]')), { dialect: 'sqlite' }).outputs).to.deep.equal([]);
    expect(convertQuery(on('f', regex('a(?=b|c)d*e')), {}, 'never').gaps[0]!.outcome).to.equal('refused');
  });

  it('look at the bits of an address that count', () => {
    expect(sql(on('f', cidr('fe80::/10')))).to.equal(`regexp_matches("f", '^[fF][eE][89aAbB][0-9a-fA-F]:')`);
    expect(sql(anyOf('f', cidr('2001:db8::/32'), cidr('fc00::/7')))).to.equal(
      `regexp_matches("f", '^(?:2001:0?[dD][bB]8:|[fF][cCdD][0-9a-fA-F][0-9a-fA-F]:)')`,
    );
    expect(sql(on('f', cidr('172.16.0.0/12')), { dialect: 'sqlite' })).to.equal(
      "`f` GLOB '172.1[6-9].*' OR `f` GLOB '172.2[0-9].*' OR `f` GLOB '172.3[01].*'",
    );
    expect(sql(on('f', cidr('10.1.2.3/32')), { dialect: 'sqlite' })).to.equal("`f` GLOB '10.1.2.3'");
  });

  it('leave IPv6 out in SQLite, and say so', () => {
    const query = anyOf('f', cidr('10.0.0.0/8'), cidr('fe80::/10'));
    expect(convertQuery(query, { dialect: 'sqlite' }).outputs).to.deep.equal([]);
    const negated = convertQuery(not(query), { dialect: 'sqlite' });
    expect(negated.outputs).to.deep.equal(["(`f` GLOB '10.*') IS NOT TRUE"]);
    expect(negated.gaps.map(({ outcome }) => outcome)).to.deep.equal(['superset']);
  });

  it('compare texts as numbers where they are decimals', () => {
    const less = on('f', { kind: 'compare', operator: 'lt', value: 5.5 });
    const decimal = `'^-?(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)$'`;
    expect(sql(less)).to.equal(`regexp_matches("f", ${decimal}) AND TRY_CAST("f" AS DOUBLE) < 5.5`);
    expect(sql(less, { dialect: 'postgres' })).to.equal(
      `CASE WHEN "f" ~ ${decimal} THEN CAST(left("f", 300) AS double precision) < 5.5 END`,
    );
    expect(sql(on('f', { kind: 'compare', operator: 'gte', value: 1e21 }))).to.include('>= 1e+21');
  });

  it('take the parts of a time as they are written', () => {
    const hour = on('f', { kind: 'timePart', part: 'hour', operator: 'lt', value: 6 });
    expect(sql(hour)).to.equal(
      `regexp_matches("f", '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}') AND TRY_CAST(substr("f", 12, 2) AS DOUBLE) < 6`,
    );
    expect(sql(hour, { columns: { f: 'timestamp' } })).to.equal('extract(hour FROM "f") < 6');
    const week = on('f', { kind: 'timePart', part: 'week', operator: 'eq', value: 1 });
    const timestamp = { f: 'timestamp' } as const;
    expect(sql(week, { columns: timestamp, dialect: 'clickhouse' })).to.equal('toISOWeek(`f`) = 1');
    expect(sql(hour, { columns: timestamp, dialect: 'sqlite' })).to.equal(
      "CAST(strftime('%H', `f`) AS INTEGER) < 6",
    );
  });

  it('compare columns, which a missing value makes null', () => {
    const relate = (relation: 'equals' | 'startsWith' | 'endsWith' | 'contains', cased = false): string =>
      sql(on('f', { kind: 'fieldRef', relation, field: 'g', cased }));
    expect(relate('equals')).to.equal('lower("f") = lower("g")');
    expect(relate('equals', true)).to.equal('"f" = "g"');
    expect(relate('startsWith', true)).to.equal('substr("f", 1, length("g")) = "g"');
    expect(relate('endsWith', true)).to.equal(
      'length("f") >= length("g") AND substr("f", length("f") - length("g") + 1) = "g"',
    );
    expect(relate('contains')).to.equal('contains(lower("f"), lower("g"))');
  });

  it('say wider what folds in one direction only', () => {
    const { outputs, gaps } = convertQuery(on('f', text('contains', 'a\u212ab')));
    expect(outputs).to.deep.equal([`lower("f") LIKE '%a_b%'`]);
    expect(gaps.map(({ feature, outcome }) => `${feature} ${outcome}`)).to.deep.equal(['value superset']);
    expect(sql(on('f', text('contains', 'a\u212ab')), { dialect: 'sqlite' })).to.equal(
      "`f` GLOB '*[aA]\u212a[bB]*'",
    );
  });
});
