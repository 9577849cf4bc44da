import { expect } from 'chai';
import { formatDiagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma } from '../../lib/parse.ts';
import { findings, ruleWith } from '../helpers/reading.ts';

describe('parseSigma', () => {
  it('gives the rules of every document', () => {
    const { rules, diagnostics } = parseSigma(
      `${ruleWith({ title: 'One' })}---\n${ruleWith({ title: 'Two' })}`,
    );
    expect(rules.map(({ title }) => title)).to.deep.equal(['One', 'Two']);
    expect(diagnostics).to.deep.equal([]);
  });

  it('calls the text by its name', () => {
    expect(parseSigma('', { name: 'rules/a.yml' }).diagnostics[0]?.source.name).to.equal('rules/a.yml');
    expect(parseSigma('').diagnostics[0]?.source.name).to.equal('<text>');
  });

  it('does not let a bad rule stop the others', () => {
    const texts = [
      ruleWith({ title: 'One' }),
      ruleWith({ title: 'Nothing', id: 'x' }).replace(/detection.*\n/, ''),
      `title: No YAML\nid: 'x\n`,
      ruleWith({ title: 'Twice', status: 'test' }) + 'status: test\n',
      ruleWith({ title: 'Five', level: 'severe' }),
    ];
    const { rules, documents } = parseSigma(texts.join('---\n'));
    expect(rules.map(({ title }) => title)).to.deep.equal(['One', 'Five']);
    expect(documents.map(({ rule }) => rule?.title)).to.deep.equal([
      'One',
      undefined,
      undefined,
      undefined,
      'Five',
    ]);
    expect(documents.map(({ diagnostics }) => findings(diagnostics))).to.deep.equal([
      [],
      ['error rule-missing-attribute «title»', 'warning rule-attribute-value «x»'],
      [`error yaml-syntax «'»`],
      ['error yaml-duplicate-key «status»'],
      ['warning rule-attribute-value «severe»'],
    ]);
  });

  it('calls a document that is no usable rule by its title and id', () => {
    const { documents } = parseSigma('title: Count\nid: abc\ncorrelation: {}\n---\n- a\n---\ntitle: [x]\n');
    expect(documents.map(({ title, id }) => [title, id])).to.deep.equal([
      ['Count', 'abc'],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('says where each document stands', () => {
    const text = `# ours\n${ruleWith({})}---\n# theirs\n${ruleWith({})}---\na: b: c\n`;
    const { documents } = parseSigma(text);
    expect(documents.map(({ span }) => text.slice(span.start, span.start + 5))).to.deep.equal([
      'title',
      'title',
      'a: b:',
    ]);
  });

  it('tells everything in the order of the text', () => {
    const { diagnostics } = parseSigma(ruleWith({ level: 'x', tags: '[y]', date: 'z' }) + 'level: w\n');
    const starts = diagnostics.map(({ span }) => span.start);
    expect(starts).to.have.length(4);
    expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
  });

  it('prints what it found as a compiler does', () => {
    const text = ruleWith({ level: 'hihg' });
    const [diagnostic] = parseSigma(text, { name: 'rule.yml' }).diagnostics;
    expect(diagnostic && formatDiagnostic(diagnostic)).to.equal(
      [
        'rule.yml:4:8 warning rule-attribute-value: `level` cannot be `hihg`; it is ignored',
        ' 4 | level: hihg',
        '   |        ^^^^',
        '   = did you mean `high`?',
      ].join('\n'),
    );
  });

  it('gives the same for any line break and byte order mark', () => {
    const text = ruleWith({ level: 'high', description: '|\n    one\n    two' });
    const plain = JSON.stringify(strip(parseSigma(text).rules[0]));
    for (const lineBreak of ['\r\n', '\r']) {
      for (const mark of ['', '\uFEFF']) {
        const { rules } = parseSigma(mark + text.replaceAll('\n', lineBreak));
        expect(JSON.stringify(strip(rules[0]))).to.equal(plain);
      }
    }
  });
});

/** A rule without places. */
function strip(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each: unknown) =>
      /span$|^(source|tree|verbatim)$/i.test(key) ? undefined : each,
    ),
  );
}
