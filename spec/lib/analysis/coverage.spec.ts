/** What is collected, and which rules it is enough for. */
import { expect } from 'chai';
import { coverageOf, navigatorLayer, parseCollected } from '../../../lib/analysis/index.ts';
import { parseSigma } from '../../../lib/parse.ts';

function silentWith(collected: string, logsource: string, selection = 'Image: x'): boolean {
  const { rules } = parseSigma(
    `title: T\nlogsource: ${logsource}\ndetection:\n  s: { ${selection} }\n  condition: s\n`,
  );
  const { silent } = coverageOf(rules, { collected: parseCollected(collected) });
  return silent!.length > 0;
}

const PROCESS = '{ product: windows, category: process_creation }';
const SECURITY = '{ product: windows, service: security }';
const CLOUD = '{ product: aws, service: cloudtrail }';

describe('a rule can fire', () => {
  const CASES: readonly (readonly [boolean, string, string, string?])[] = [
    [true, 'Security:4688', PROCESS],
    [true, 'microsoft-windows-sysmon/operational:1', PROCESS],
    [true, 'process_creation', PROCESS],
    [true, 'windows/process_creation', PROCESS],
    [false, 'linux/process_creation', PROCESS],
    [false, 'windows', PROCESS],
    [false, 'Security:4624', PROCESS],
    [true, 'Security', SECURITY, 'EventID: 4624'],
    [true, 'Security:4624', SECURITY, 'EventID: [4624, 4625]'],
    [false, 'Security:4624', SECURITY, 'EventID: 4697'],
    [true, 'Security:4624', SECURITY],
    [true, 'aws/cloudtrail', CLOUD],
    [true, 'cloudtrail', CLOUD],
    [false, 'azure', CLOUD],
    [false, '# Security:4688', PROCESS],
  ];
  for (const [fires, collected, logsource, selection] of CASES) {
    it(`${fires ? 'with' : 'not with'} ${collected} for ${logsource} ${selection ?? ''}`, () => {
      expect(silentWith(collected, logsource, selection)).to.equal(!fires);
    });
  }
});

describe('coverage', () => {
  const { rules } = parseSigma(
    ['high', 'high', 'low']
      .map(
        (level) =>
          `title: T\nlevel: ${level}\ntags: [attack.execution, attack.t1059.001]\nlogsource: ${PROCESS}\ndetection:\n  s: { Image: x }\n  condition: s\n`,
      )
      .join('---\n'),
  );

  it('counts rules of a technique by level', () => {
    const [technique] = coverageOf(rules).techniques;
    expect(technique).to.deep.include({
      id: 'T1059.001',
      tactics: ['execution'],
      rules: 3,
      levels: { high: 2, low: 1 },
    });
  });

  it('has a layer for each matrix', () => {
    const coverage = coverageOf(rules);
    expect(navigatorLayer(coverage).techniques).to.have.lengthOf(1);
    expect(navigatorLayer(coverage, { domain: 'ics' })).to.deep.include({
      domain: 'ics-attack',
      techniques: [],
    });
  });
});
