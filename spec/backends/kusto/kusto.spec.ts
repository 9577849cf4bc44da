/** The backend as its users meet it: options, formats, assumptions, several conditions. */
import { expect } from 'chai';
import { COLUMN_TYPES, createKusto, kusto, type ColumnType } from '../../../backends/kusto/index.ts';
import { convert } from '../../../lib/convert.ts';
import { createKustoParser } from '../../engines/kusto-parser.ts';
import { parseOne, ruleWithDetection } from '../../helpers/reading.ts';
import { convertQuery, equals, on } from './helpers.ts';

const { rule } = parseOne(
  ruleWithDetection(
    ['selection:', '  EventID: 4688', "  NewProcessName|endswith: '\\cmd.exe'", 'condition: selection'].join(
      '\n',
    ),
  ),
);

describe('the KQL backend', () => {
  it('gives the body of a where without a table', () => {
    expect(convert(rule, kusto).queries).to.deep.equal([
      'EventID == "4688" and NewProcessName endswith @"\\cmd.exe"',
    ]);
  });

  it('gives a query of the table, typed by its columns', () => {
    const backend = createKusto({ table: 'SecurityEvent', columns: { EventID: 'int' } });
    const [query] = convert(rule, backend).queries;
    expect(query).to.equal('SecurityEvent\n| where EventID == 4688 and NewProcessName endswith @"\\cmd.exe"');
    const parser = createKustoParser({ EventID: 'int', NewProcessName: 'string' }, 'SecurityEvent');
    expect(parser.analyze(query!).diagnostics).to.deep.equal([]);
  });

  it('gives one query for each condition', () => {
    const both = parseOne(
      ruleWithDetection(['a:', '  A: x', 'b:', '  B: y', 'condition:', '  - a', '  - b'].join('\n')),
    ).rule;
    expect(convert(both, createKusto({ table: 'T' })).queries).to.deep.equal([
      'T\n| where A =~ "x"',
      'T\n| where B =~ "y"',
    ]);
  });

  it('says what it takes for granted', () => {
    expect(kusto.assumptions[0]).to.equal('Every column is of type string.');
    expect(createKusto({ columns: { A: 'int' } }).assumptions[0]).to.equal(
      'Columns that are not declared are of type string.',
    );
    for (const assumption of kusto.assumptions) expect(assumption).to.match(/^[A-Z].*\.$/);
  });

  it('has a name, a title and a format', () => {
    expect(kusto.name).to.equal('kusto');
    expect(kusto.title).to.equal('Microsoft KQL');
    expect(Object.keys(kusto.formats)).to.deep.equal(['default']);
  });

  it('knows the types of KQL and refuses others', () => {
    for (const type of COLUMN_TYPES) expect(() => createKusto({ columns: { A: type } })).to.not.throw();
    expect(() => createKusto({ columns: { A: 'varchar' as ColumnType } })).to.throw(
      RangeError,
      'A: varchar is none of string, int, long, real, decimal, bool, datetime, guid, timespan, dynamic.',
    );
    expect(() => createKusto({ table: '' })).to.throw(RangeError);
  });

  it('has types for all the columns of a table, whatever they are called', () => {
    const columns = JSON.parse('{ "__proto__": "int", "constructor": "bool" }') as Record<string, ColumnType>;
    const named = parseOne(
      ruleWithDetection(['s:', '  __proto__: 1', '  constructor: true', 'condition: s'].join('\n')),
    ).rule;
    expect(convert(named, createKusto({ columns })).queries).to.deep.equal([
      "['__proto__'] == 1 and ['constructor'] == true",
    ]);
  });

  it('answers the same however often and in whatever order it is asked', () => {
    const backend = createKusto({ columns: { EventID: 'int' } });
    const first = convert(rule, backend).queries;
    convert(parseOne(ruleWithDetection('s:\n  EventID: x\ncondition: s')).rule, backend);
    expect(convert(rule, backend).queries).to.deep.equal(first);
  });

  it('prints a field of a hundred thousand parts at once', () => {
    const start = performance.now();
    const { outputs } = convertQuery(on(`a${'.b'.repeat(100_000)}`, equals('x')), { a: 'dynamic' });
    expect(outputs[0]).to.match(/^tostring\(\['a'\]\["b"\]/);
    expect(performance.now() - start).to.be.below(2_000);
  });
});
