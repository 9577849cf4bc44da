import { expect } from 'chai';
import {
  createSql,
  createSqlStatements,
  type ColumnType,
  type SqlDialect,
} from '../../../backends/sql/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import { not } from '../../../lib/query/index.ts';
import { anyOf, cidr, convertQuery, number, on, regex, sql, text } from './helpers.ts';

const typed = (type: ColumnType): { columns: Record<string, ColumnType> } => ({ columns: { f: type } });

describe('columns of SQL', () => {
  it('compare numbers with numbers', () => {
    expect(sql(on('f', number(4688)), typed('integer'))).to.equal('"f" = 4688');
    expect(sql(on('f', text('equals', '4688')), typed('integer'))).to.equal('"f" = 4688');
    expect(sql(anyOf('f', number(1), number(2)), typed('integer'))).to.equal('"f" IN (1, 2)');
    expect(sql(on('f', number(1.5, '1.50')), typed('real'))).to.equal('"f" = 1.5');
    expect(sql(on('f', { kind: 'compare', operator: 'gte', value: 7 }), typed('integer'))).to.equal(
      '"f" >= 7',
    );
  });

  it('compare as text what no number prints as', () => {
    expect(sql(on('f', text('equals', '007')), typed('integer'))).to.equal(`CAST("f" AS VARCHAR) = '007'`);
    expect(sql(on('f', number(123456789012345680000, '123456789012345678901')), typed('integer'))).to.equal(
      `CAST("f" AS VARCHAR) = '123456789012345678901'`,
    );
    expect(sql(on('f', text('startsWith', '46')), typed('integer'))).to.equal(
      `CAST("f" AS VARCHAR) LIKE '46%'`,
    );
  });

  it('compare booleans, and numbers of two columns', () => {
    expect(sql(on('f', { kind: 'boolean', value: true }), typed('boolean'))).to.equal('"f" = TRUE');
    expect(sql(on('f', text('equals', 'False')), typed('boolean'))).to.equal('"f" = FALSE');
    expect(sql(on('f', { kind: 'boolean', value: true }))).to.equal(`lower("f") = 'true'`);
    const columns = { f: 'integer', g: 'real' } as const;
    const reference = { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false } as const;
    expect(sql(on('f', reference), { columns })).to.equal('"f" = "g"');
  });

  it('refuse what a type cannot hold', () => {
    const less = { kind: 'compare', operator: 'lt', value: 1 } as const;
    const hour = { kind: 'timePart', part: 'hour', operator: 'eq', value: 1 } as const;
    const featureOf = (query: Parameters<typeof convertQuery>[0], type: ColumnType): unknown =>
      convertQuery(query, typed(type)).gaps[0]?.feature;
    expect(featureOf(on('f', less), 'boolean')).to.equal('comparison');
    expect(featureOf(on('f', less), 'timestamp')).to.equal('comparison');
    expect(featureOf(on('f', hour), 'integer')).to.equal('time-part');
    expect(featureOf(on('f', hour), 'boolean')).to.equal('time-part');
  });

  it('look for one element of a list', () => {
    const options = (dialect: SqlDialect): object => ({ ...typed('texts'), dialect });
    const query = anyOf('f', text('contains', 'a'), text('equals', '1'));
    expect(sql(query, options('duckdb'))).to.equal(
      `list_bool_or(list_transform("f", lambda held: lower(held) LIKE '%a%' OR held = '1'))`,
    );
    expect(sql(on('f', text('equals', '1')), options('clickhouse'))).to.equal(
      "arrayExists(held -> held = '1', `f`)",
    );
    expect(sql(on('f', text('equals', '1')), options('spark'))).to.equal("exists(`f`, held -> held = '1')");
    expect(sql(on('f', text('equals', '1')), options('trino'))).to.equal(
      `any_match("f", held -> held = '1')`,
    );
    expect(sql(on('f', text('equals', '1')), options('postgres'))).to.equal(
      `EXISTS (SELECT 1 FROM unnest("f") AS held WHERE held = '1')`,
    );
    expect(sql(on('f', text('equals', '1')), options('sqlite'))).to.equal(
      "EXISTS (SELECT 1 FROM json_each(`f`) AS held WHERE CAST(held.value AS TEXT) = '1')",
    );
    expect(sql(on('f', { kind: 'null' }), options('trino'))).to.equal(
      'NOT coalesce(any_match("f", held -> held IS NOT NULL), FALSE)',
    );
    expect(sql(not(on('f', { kind: 'exists' })), options('duckdb'))).to.equal(
      '(list_bool_or(list_transform("f", lambda held: held IS NOT NULL))) IS NOT TRUE',
    );
  });

  it('keep gaps and their forms inside the list', () => {
    const gap = convertQuery(on('f', regex('ab(?=c|d)e*f')), typed('texts'));
    expect(gap.outputs).to.deep.equal([
      `list_bool_or(list_transform("f", lambda held: held LIKE '%ab%' AND held LIKE '%f%'))`,
    ]);
    const other = { kind: 'fieldRef', relation: 'equals', field: 'f', cased: false } as const;
    expect(convertQuery(on('g', other), typed('texts')).gaps[0]!.feature).to.equal('field-reference');
  });

  it('are parts of columns that are declared to have some', () => {
    const part = (type: ColumnType, dialect: SqlDialect): string =>
      sql(on('a.b.c', text('equals', '1')), { columns: { a: type }, dialect });
    expect(part('json', 'duckdb')).to.equal(`("a" -> 'b' ->> 'c') = '1'`);
    expect(part('json', 'postgres')).to.equal(`("a" -> 'b' ->> 'c') = '1'`);
    expect(part('json', 'spark')).to.equal("get_json_object(`a`, '$[\\'b\\'][\\'c\\']') = '1'");
    expect(part('json', 'trino')).to.equal(`json_extract_scalar("a", '$["b"]["c"]') = '1'`);
    expect(part('json', 'clickhouse')).to.equal("JSONExtract(`a`, 'b', 'c', 'Nullable(String)') = '1'");
    expect(part('json', 'sqlite')).to.equal('CAST(`a` ->> \'$."b"."c"\' AS TEXT) = \'1\'');
    expect(part('struct', 'duckdb')).to.equal(`CAST("a"."b"."c" AS VARCHAR) = '1'`);
    expect(part('struct', 'postgres')).to.equal(`CAST(("a")."b"."c" AS text) = '1'`);
    expect(part('struct', 'spark')).to.equal("CAST(`a`.`b`.`c` AS STRING) = '1'");
    expect(part('struct', 'trino')).to.equal(`CAST("a"."b"."c" AS VARCHAR) = '1'`);
    expect(part('struct', 'clickhouse')).to.equal(
      "toString(tupleElement(tupleElement(`a`, 'b'), 'c')) = '1'",
    );
    expect(part('map', 'duckdb')).to.equal(`"a"['b.c'] = '1'`);
    expect(part('map', 'postgres')).to.equal(`("a" -> 'b.c') = '1'`);
    expect(part('map', 'spark')).to.equal("try_element_at(`a`, 'b.c') = '1'");
    expect(part('map', 'trino')).to.equal(`element_at("a", 'b.c') = '1'`);
    expect(part('map', 'clickhouse')).to.equal("if(mapContains(`a`, 'b.c'), `a`['b.c'], NULL) = '1'");
  });

  it('have types inside of structs as well, and names with dots otherwise', () => {
    const columns = { a: 'struct', 'a.b': 'integer' } as const;
    expect(sql(on('a.b', number(1)), { columns })).to.equal('"a"."b" = 1');
    expect(sql(on('x.y', number(1)), { columns })).to.equal(`"x.y" = '1'`);
    const hostile = `a.b'] or x`;
    expect(convertQuery(on(hostile, number(1)), { columns: { a: 'json' } }).gaps[0]!.feature).to.equal(
      'field-name',
    );
  });

  it('know the addresses of the engines that have a type for them', () => {
    const address = (network: string, dialect: SqlDialect): string =>
      sql(on('f', cidr(network)), { ...typed('address'), dialect });
    expect(address('fe80::/10', 'postgres')).to.equal(`"f" <<= inet 'fe80::/10'`);
    expect(address('10.0.0.0/8', 'postgres')).to.equal(
      `"f" <<= inet '10.0.0.0/8' OR "f" <<= inet '::ffff:10.0.0.0/104'`,
    );
    expect(address('fe80::/10', 'trino')).to.equal(`contains('fe80::/10', "f")`);
    expect(address('fe80::/10', 'clickhouse')).to.equal("isIPAddressInRange(toString(`f`), 'fe80::/10')");
    expect(address('fe80::/10', 'duckdb')).to.match(/^regexp_matches\(CAST\("f" AS VARCHAR\), /);
    expect(sql(on('f', text('equals', '::1')), { ...typed('address'), dialect: 'postgres' })).to.equal(
      `host("f") = '::1'`,
    );
    const all = convertQuery(on('f', cidr('::/0')), { ...typed('address'), dialect: 'postgres' });
    expect(all.gaps[0]!.feature).to.equal('cidr');
  });

  it('may have others with the text in lower case', () => {
    const options = { lowerCased: { f: 'f_lower' } };
    expect(sql(on('f', text('contains', 'Ab')), options)).to.equal(`"f_lower" LIKE '%ab%'`);
    expect(sql(on('f', text('equals', 'Ab')), options)).to.equal(`"f_lower" = 'ab'`);
    expect(sql(on('f', text('contains', 'Ab', true)), options)).to.equal(`"f" LIKE '%Ab%'`);
    expect(convertQuery(on('f', text('contains', '\u212a')), options).outputs).to.deep.equal([
      `lower("f") LIKE '%_%'`,
    ]);
  });
});

describe('keywords in SQL', () => {
  const word = on(null, text('contains', 'Word'));

  it('go through all of a row where it can be taken apart', () => {
    expect(sql(word, { table: 'logs.events' })).to.equal(
      `list_bool_or(list_transform(json_extract_string(to_json("events"), '$.*'), lambda held: lower(held) LIKE '%word%'))`,
    );
    expect(sql(word, { dialect: 'postgres' })).to.equal(
      `EXISTS (SELECT 1 FROM jsonb_each_text(to_jsonb("events")) AS each (name, held) WHERE held ILIKE '%word%')`,
    );
  });

  it('go through the columns that are named', () => {
    const options = { dialect: 'trino', keywords: ['a', 'b'] } as const;
    expect(sql(word, options)).to.equal(`lower("a") LIKE '%word%' OR lower("b") LIKE '%word%'`);
    expect(sql(on(null, { kind: 'compare', operator: 'lt', value: 1 }), options)).to.match(
      /^\(regexp_like.*\) OR \(/,
    );
    expect(sql(on(null, text('equals', '1')), { ...options, keywords: ['a'] })).to.equal(`"a" = '1'`);
    const gap = convertQuery(on(null, regex('[a](?=b|c)d*')), options);
    expect(gap.gaps.map(({ feature, outcome }) => `${feature} ${outcome}`)).to.deep.equal([]);
    const sqlite = convertQuery(on(null, regex('ab+c')), { ...options, dialect: 'sqlite' });
    expect(sqlite.gaps[0]!.outcome).to.equal('refused');
  });

  it('are refused where nobody knows where to look', () => {
    for (const dialect of ['clickhouse', 'spark', 'trino', 'sqlite'] as const) {
      const { gaps } = convertQuery(word, { dialect });
      expect(gaps[0]!.feature).to.equal('keyword');
      expect(gaps[0]!.hints[0]).to.include('`keywords`');
    }
  });
});

describe('statements of SQL', () => {
  const query = on('f', text('equals', '1'));

  it('select from a table, each part of whose name is quoted', () => {
    const statement = (options: object): unknown =>
      convertQuery(query, options, 'superset', 'default').outputs[0];
    expect(statement({})).to.equal(`SELECT * FROM "events" WHERE "f" = '1'`);
    expect(statement({ table: 'lake.my "logs"' })).to.equal(
      `SELECT * FROM "lake"."my ""logs""" WHERE "f" = '1'`,
    );
    expect(statement({ table: 'a.b', dialect: 'spark' })).to.equal("SELECT * FROM `a`.`b` WHERE `f` = '1'");
  });

  it('go to the tables and types of a pipeline', () => {
    const schema: Schema = {
      sources: ['a', 'b'],
      types: new Map([
        ['f', 'integer'],
        ['g', 'guid'],
      ]),
    };
    const request = {
      rule: {} as SigmaRule,
      queries: [query],
      format: 'default',
      approximate: 'never',
      schema,
    } as const;
    const backend = createSql();
    const expected = [`SELECT * FROM "a" WHERE "f" = 1 UNION ALL SELECT * FROM "b" WHERE "f" = 1`];
    expect(backend.convert(request).outputs).to.deep.equal(expected);
    expect(backend.convert(request).outputs, 'prepared once').to.deep.equal(expected);
    expect(backend.convert({ ...request, format: 'where' }).outputs).to.deep.equal(['"f" = 1']);
    const own = createSql({ columns: { f: 'text' } }).convert({ ...request, format: 'where' });
    expect(own.outputs, 'settings go first').to.deep.equal([`"f" = '1'`]);
  });

  it('keep the texts of a rule apart, in the order of their places', () => {
    const list = anyOf('f', text('contains', 'x'), text('equals', 'a'), text('equals', 'b'));
    const of = (dialect: SqlDialect): object =>
      createSqlStatements({ dialect }).convert({
        rule: {} as SigmaRule,
        queries: [list],
        format: 'where',
        approximate: 'never',
      }).outputs[0]!;
    const values = ['a', 'b', '%x%'];
    expect(of('duckdb')).to.deep.equal({ text: 'lower("f") IN ($1, $2) OR lower("f") LIKE $3', values });
    expect(of('postgres')).to.deep.equal({ text: 'lower("f") IN ($1, $2) OR "f" ILIKE $3', values });
    expect(of('clickhouse')).to.deep.equal({
      text: 'lowerUTF8(`f`) IN ({p1:String}, {p2:String}) OR lowerUTF8(`f`) LIKE {p3:String}',
      values,
    });
    for (const dialect of ['spark', 'trino', 'sqlite'] as const) {
      expect(of(dialect)).to.deep.include({ values }).and.to.have.property('text').that.includes('IN (?, ?)');
    }
  });

  it('are JSON in the format for parameters', () => {
    expect(convertQuery(query, {}, 'superset', 'parameters').outputs).to.deep.equal([
      '{"text":"SELECT * FROM \\"events\\" WHERE \\"f\\" = $1","values":["1"]}',
    ]);
  });

  it('refuse settings that make no sense', () => {
    expect(() => createSql({ dialect: 'mysql' as SqlDialect })).to.throw(
      RangeError,
      'mysql is none of duckdb',
    );
    expect(() => createSql({ columns: { f: 'int' as ColumnType } })).to.throw(
      RangeError,
      'f: int is none of text',
    );
    expect(() => createSql({ table: 'a..b' })).to.throw(RangeError);
    expect(() => createSql({ keywords: [] })).to.throw(RangeError);
    expect(() => createSql({ lowerCased: { a: '' } })).to.throw(RangeError);
  });
});
