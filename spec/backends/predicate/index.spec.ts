import { expect } from 'chai';
import { createPredicate, predicate } from '../../../backends/predicate/index.ts';
import { convert } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';

const RULE = `
title: Two conditions
logsource: { product: windows, category: process_creation }
detection:
  shell: { Image|endswith: '\\cmd.exe' }
  child: { ParentImage|endswith: '\\cmd.exe' }
  condition: [shell, child]
`;

const SLOW = RULE.replaceAll(/endswith: '.*?'/g, () => "re: '^(a+)+$'");

describe('the predicate backend', () => {
  it('gives one function for each condition of a rule', () => {
    const { queries, fidelity, diagnostics } = convert(parseSigma(RULE).rules[0]!, predicate);
    const event = { Image: 'C:\\Windows\\System32\\CMD.EXE' };
    expect(queries.map((matches) => matches(event))).to.deep.equal([true, false]);
    expect(fidelity).to.equal('exact');
    expect(diagnostics).to.deep.equal([]);
  });

  it('refuses a rule as a whole, and says where the reason stands', () => {
    const rule = parseSigma(SLOW).rules[0]!;
    expect(convert(rule, predicate).fidelity).to.equal('exact');
    const { queries, fidelity, diagnostics } = convert(rule, createPredicate({ regex: 'safe' }));
    expect(queries).to.deep.equal([]);
    expect(fidelity).to.equal('unsupported');
    const places = diagnostics.map(({ code, span }) => [code, SLOW.slice(span.start, span.end)]);
    expect(places).to.deep.equal([
      ['unsupported-regex', '^(a+)+$'],
      ['unsupported-regex', '^(a+)+$'],
    ]);
  });

  it('has one format and says what it assumes', () => {
    expect(Object.keys(predicate.formats)).to.deep.equal(['default']);
    expect(predicate.assumptions).to.have.lengthOf(1);
  });
});
