/**
 * Queries that converters for KQL are known to get wrong, each as the rule that shows it. From rule text to query,
 * read back by Microsoft's parser.
 */
import { expect } from 'chai';
import { createKusto } from '../../../backends/kusto/index.ts';
import { convert } from '../../../lib/convert.ts';
import { createKustoParser, mixedTypes } from '../../engines/kusto-parser.ts';
import { parseOne, ruleWithDetection } from '../../helpers/reading.ts';
import type { Columns } from './helpers.ts';

/** The query of a rule with this detection section, for a table of these columns. */
function kqlOf(detection: string, columns: Columns, declared: Columns = {}): string {
  const { rule } = parseOne(ruleWithDetection(detection));
  const { queries, fidelity } = convert(rule, createKusto({ columns: declared }));
  expect(fidelity).to.equal('exact');
  const query = queries[0]!;
  const { diagnostics, tree } = createKustoParser({ ...columns, ...declared }).analyze(`T | where ${query}`);
  expect(diagnostics, query).to.deep.equal([]);
  expect(mixedTypes(tree), query).to.deep.equal([]);
  return query;
}

function selection(...lines: readonly string[]): string {
  return ['selection:', ...lines.map((line) => `  ${line}`), 'condition: selection'].join('\n');
}

describe('KQL that is known to go wrong', () => {
  it('1: a backslash before a trailing wildcard keeps the wildcard', () => {
    expect(kqlOf(selection("TargetObject|contains: '\\Run\\'"), { TargetObject: 'string' })).to.equal(
      'TargetObject contains @"\\Run\\"',
    );
    expect(kqlOf(selection("TargetObject: '*\\Run\\\\*'"), { TargetObject: 'string' })).to.equal(
      'TargetObject contains @"\\Run\\"',
    );
  });

  it('2: null is the empty text of a string column, which isnull() never finds', () => {
    const columns = { Image: 'string', ParentImage: 'string' } as const;
    expect(kqlOf(selection('ParentImage: null'), columns)).to.equal('isempty(ParentImage)');
    expect(
      kqlOf(
        [
          'selection:',
          '  Image: a',
          'filter:',
          '  ParentImage: null',
          'condition: selection and not filter',
        ].join('\n'),
        columns,
      ),
    ).to.equal('Image =~ "a" and isnotempty(ParentImage)');
  });

  it('3: numbers in a list have the type of the column', () => {
    const ports = selection('DestinationPort: [80, 443]');
    expect(kqlOf(ports, {}, { DestinationPort: 'int' })).to.equal('DestinationPort in (80, 443)');
    expect(kqlOf(ports, { DestinationPort: 'string' })).to.equal('DestinationPort in ("80", "443")');
  });

  it('4: a field with a dot is a column, not a text between single quotes', () => {
    expect(kqlOf(selection('gcp.audit.method: x'), { 'gcp.audit.method': 'string' })).to.equal(
      `['gcp.audit.method'] =~ "x"`,
    );
  });

  it('5: keywords are conditions on every column', () => {
    const keywords = ['keywords:', "  - 'rm -rf'", "  - 'a*b'", 'condition: keywords'].join('\n');
    expect(kqlOf(keywords, { Message: 'string' })).to.equal(
      '* contains "rm -rf" or * matches regex "(?is)a.*b"',
    );
    const all = ['keywords:', "  '|all':", '    - a', '    - b', 'condition: not keywords'].join('\n');
    expect(kqlOf(all, { Message: 'string' })).to.equal('not(* contains "a" and * contains "b")');
  });

  it('6: an IPv6 network is asked of the function for IPv6', () => {
    expect(kqlOf(selection("SrcIp|cidr: 'fe80::/10'"), { SrcIp: 'string' })).to.equal(
      'coalesce(ipv6_is_in_range(SrcIp, "fe80::/10"), false)',
    );
  });

  it('7: a wildcard in the middle is held to the whole value and ignores case', () => {
    const columns = { CommandLine: 'string' } as const;
    expect(kqlOf(selection("CommandLine: 'cmd*/c'"), columns)).to.equal(
      'CommandLine startswith "cmd" and CommandLine endswith "/c" and strlen(CommandLine) >= 5',
    );
    expect(kqlOf(selection('CommandLine:', "  - '*cmd*/c*'", "  - 'cmd'"), columns)).to.equal(
      'CommandLine =~ "cmd" or (CommandLine contains "cmd" and CommandLine matches regex "(?is)cmd.*/c")',
    );
  });

  it('8: two values that must both be equal are no terms of one text', () => {
    expect(kqlOf(selection('Action|all:', '  - Add user', '  - Add role'), { Action: 'string' })).to.equal(
      'Action =~ "Add user" and Action =~ "Add role"',
    );
  });

  it('9: no test is true of every value', () => {
    expect(kqlOf(selection("Image: '*'"), { Image: 'string' })).to.equal('isnotempty(Image)');
    expect(kqlOf(selection("Image: ''"), { Image: 'string' })).to.equal('Image == ""');
  });

  it('10: nothing of a rule is dropped', () => {
    expect(
      kqlOf(selection('EventID: [4624, 4625]', 'LogonType: 3'), {}, { EventID: 'int', LogonType: 'int' }),
    ).to.equal('EventID in (4624, 4625) and LogonType == 3');
  });

  it('11: all of several texts stay and’ed', () => {
    expect(
      kqlOf(selection('Hashes|contains|all:', '  - MD5=a', '  - IMPHASH=b'), { Hashes: 'string' }),
    ).to.equal('Hashes contains "MD5=a" and Hashes contains "IMPHASH=b"');
  });

  it('12, 13: no value and no field is replaced by another', () => {
    const key = selection("TargetObject|endswith: '\\CurrentControlSet\\Control\\Lsa'");
    expect(kqlOf(key, { TargetObject: 'string' })).to.equal(
      'TargetObject endswith @"\\CurrentControlSet\\Control\\Lsa"',
    );
  });

  it('14: a refusal says the same each time', () => {
    const { rule } = parseOne(ruleWithDetection(selection('Flag|gt: 5')));
    const backend = createKusto({ columns: { Flag: 'bool' } });
    const [first, second] = [convert(rule, backend), convert(rule, backend)];
    expect(first.queries).to.deep.equal([]);
    expect(first.diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-comparison']);
    expect(second.diagnostics).to.deep.equal(first.diagnostics);
  });
});
