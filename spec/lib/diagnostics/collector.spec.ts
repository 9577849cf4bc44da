import { expect } from 'chai';
import { createCollector, MAX_DIAGNOSTICS } from '../../../lib/diagnostics/collector.ts';
import type { Finding, Severity } from '../../../lib/diagnostics/diagnostic.ts';

const source = { name: 'rule.yml', text: 'title: a' };
const finding = (severity: Severity): Finding => ({ code: 'yaml-syntax', severity, message: severity });

describe('a collector', () => {
  it('keeps diagnostics in the order in which they come', () => {
    const { report, add, diagnostics } = createCollector(source);
    report(finding('info'), { start: 0, end: 5 }, [{ message: 'here', span: { start: 7, end: 8 } }]);
    const other = createCollector(source);
    other.report(finding('error'), { start: 1, end: 2 });
    add(other.diagnostics);
    expect(diagnostics).to.deep.equal([
      {
        ...finding('info'),
        source,
        span: { start: 0, end: 5 },
        hints: [],
        related: [{ message: 'here', span: { start: 7, end: 8 } }],
      },
      { ...finding('error'), source, span: { start: 1, end: 2 }, hints: [], related: [] },
    ]);
  });

  it('stays small, and never drops the first error for the sake of warnings', () => {
    const { report, diagnostics } = createCollector(source);
    for (let i = 0; i < 1000; i++) report(finding('warning'), { start: 0, end: 1 });
    for (let i = 0; i < 1000; i++) report(finding('error'), { start: 0, end: 1 });
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).to.have.length(MAX_DIAGNOSTICS);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).to.have.length(MAX_DIAGNOSTICS);
  });
});
