import { expect } from 'chai';
import { eql } from '../../backends/eql/index.ts';
import { splunk } from '../../backends/splunk/index.ts';
import { convert, parseSigma, type SigmaRule } from '../../lib/index.ts';

function rule(detection: string): SigmaRule {
  const text = `title: A rule\nlogsource:\n    product: test\ndetection:\n${detection}`;
  const [parsed] = parseSigma(text).rules;
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

describe('convert', () => {
  it('gives a query for each condition', () => {
    const two = rule('    a:\n        f: x\n    b:\n        g: y\n    condition: [a, a and b]\n');
    expect(convert(two, splunk)).to.deep.include({ queries: ['f="x"', 'f="x" g="y"'], fidelity: 'exact' });
  });

  it('gives nothing but reasons where the target cannot say it', () => {
    const { queries, fidelity, diagnostics } = convert(
      rule('    a:\n        - word\n    condition: a\n'),
      eql,
    );
    expect(queries).to.deep.equal([]);
    expect(fidelity).to.equal('unsupported');
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-keyword']);
  });

  it('gives all queries of a rule or none', () => {
    const half = rule('    a:\n        f: x\n    b:\n        - word\n    condition: [a, b]\n');
    expect(convert(half, eql).queries).to.deep.equal([]);
  });

  it('says what must hold for the fidelity to be true', () => {
    expect(convert(rule('    a:\n        f: x\n    condition: a\n'), splunk).assumptions).to.deep.equal(
      splunk.assumptions,
    );
  });

  it('refuses a format that the target does not have, and says which it has', () => {
    const { fidelity, diagnostics } = convert(rule('    a:\n        f: x\n    condition: a\n'), splunk, {
      format: 'defualt',
    });
    expect(fidelity).to.equal('unsupported');
    expect(diagnostics[0]).to.include({ code: 'format-unknown', severity: 'error' });
    expect(diagnostics[0]?.hints).to.deep.equal(['did you mean `default`?']);
    const inherited = convert(rule('    a:\n        f: x\n    condition: a\n'), splunk, {
      format: 'toString',
    });
    expect(inherited.diagnostics[0]?.code).to.equal('format-unknown');
  });

  it('fills placeholders that it is given values for', () => {
    const open = rule("    a:\n        User|expand: '%admins%'\n    condition: a\n");
    expect(convert(open, splunk).diagnostics.map(({ code }) => code)).to.deep.equal([
      'placeholder-unresolved',
    ]);
    const placeholders = { admins: ['ann', 'adm-*'] };
    expect(convert(open, splunk, { placeholders }).queries).to.deep.equal(['User IN ("ann", "adm-*")']);
  });

  it('uses inexact forms only as far as they are welcome', () => {
    const inexact = rule('    a:\n        f: x\n    b:\n        - word\n    condition: a and not b\n');
    expect(convert(inexact, eql).fidelity).to.equal('superset');
    expect(convert(inexact, eql, { approximate: 'never' }).fidelity).to.equal('unsupported');
  });
});
