/** Inputs for limits, made rather than stored, and codes that no single rule brings about. */
import type { DiagnosticCode } from '../../lib/index.ts';

function rule(detection: string): string {
  return `title: Large\nlogsource:\n    product: test\ndetection:\n${detection}\n`;
}

function withCondition(condition: string): string {
  return rule(`    a:\n        f: x\n    condition: ${condition}`);
}

export const LARGE_INPUTS: Readonly<Partial<Record<DiagnosticCode, () => string>>> = {
  'yaml-too-large': () => `title: ${'x'.repeat(9 * 1024 * 1024)}\n`,
  'yaml-too-deep': () => `${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'yaml-too-many-nodes': () => rule(`    a: [${'1,'.repeat(520_000)}1]\n    condition: a`),
  'yaml-alias-limit': () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `b${i + 1}: &b${i + 1} [${Array(10).fill(`*b${i}`).join(', ')}]`,
    );
    return `b0: &b0 [x, x]\n${levels.join('\n')}\n`;
  },
  'rule-attribute-length': () =>
    `title: ${'long '.repeat(60)}\n${rule('    a:\n        f: x\n    condition: a').slice(13)}`,
  'condition-too-long': () => withCondition(`a${' or a'.repeat(100_000)}`),
  'condition-too-deep': () => withCondition(`${'('.repeat(200)}a${')'.repeat(200)}`),
  'query-too-large': () => {
    const values = Array.from({ length: 3_000 }, (_, i) => `            - v${i}`).join('\n');
    return rule(`    a:\n        f:\n${values}\n    condition: a${' or a'.repeat(2_000)}`);
  },
  'modifier-too-many-values': () =>
    rule(`    a:\n        f|windash: '${'-a '.repeat(12)}'\n    condition: a`),
  'regex-too-long': () => rule(`    a:\n        f|re: '${'a'.repeat(12_000)}'\n    condition: a`),
  'unsupported-size': () =>
    `# target: eql\n${rule(`    a:\n        f|contains: '${'é*'.repeat(300)}'\n    condition: a`)}`,
  'approximate-size': () =>
    `# target: eql\n${rule(`    a:\n        f: x\n    b:\n        f|contains: '${'é*'.repeat(300)}'\n    condition: a and not b`)}`,
  'regex-too-deep': () =>
    rule(`    a:\n        f|re: '${'('.repeat(600)}a${')'.repeat(600)}'\n    condition: a`),
};

/** Why a code has no case here. */
export const NOT_OF_RULES: Readonly<Record<string, string>> = {
  'input-missing': 'about files: spec/cli',
  'input-unreadable': 'about files: spec/cli',
  'input-encoding': 'about files: spec/cli',
  'input-too-large': 'about files: spec/cli',
  'input-no-rules': 'about files: spec/cli',
  'input-compression': 'about files: spec/cli',
  'input-no-events': 'about files: spec/cli',
  'input-no-tests': 'about files: spec/cli',
  'event-not-an-object': 'about events: spec/cli/match.spec.ts',
  'event-not-json': 'about events: spec/cli/match.spec.ts',
  'event-incomplete': 'about events: spec/cli/match.spec.ts',
  'event-encoding': 'about events: spec/cli/match.spec.ts',
  'event-too-long': 'about events: spec/cli/match.spec.ts',
  'event-too-deep': 'about events: spec/cli/match.spec.ts',
  'attack-unknown-tactic': 'reported by analysis: spec/lib/analysis/attack',
  'attack-unknown-technique': 'reported by analysis: spec/lib/analysis/attack',
  'attack-renamed': 'reported by analysis: spec/lib/analysis/attack',
  'attack-spelling': 'reported by analysis: spec/lib/analysis/attack',
  'attack-revoked': 'reported by analysis: spec/lib/analysis/attack',
  'attack-deprecated': 'reported by analysis: spec/lib/analysis/attack',
  'unsupported-correlation': 'about correlations: spec/backends/kusto/correlations.spec.ts',
  'approximate-correlation': 'about correlations: spec/backends/kusto/correlations.spec.ts',
  'pipeline-backend': 'about the call: spec/lib/pipeline',
  'pipeline-unmapped-field': 'said by steps of a pipeline: spec/lib/pipeline',
  'pipeline-log-source': 'said by steps of a pipeline: spec/lib/pipeline',
  'pipeline-refused': 'said by steps of a pipeline: spec/lib/pipeline',
  'format-refused': 'about the call: spec/cli/formats.spec.ts',
  'pipeline-assumption': 'said by steps of a pipeline: spec/lib/pipeline',
  'config-not-a-map': 'about configurations: spec/cli/config.spec.ts',
  'config-unknown-key': 'about configurations: spec/cli/config.spec.ts',
  'config-missing-key': 'about configurations: spec/cli/config.spec.ts',
  'config-value': 'about configurations: spec/cli/config.spec.ts',
  'config-unknown-name': 'about configurations: spec/cli/config.spec.ts',
  'config-conflict': 'about configurations: spec/cli/config.spec.ts',
  'unsupported-case-sensitivity': 'every target of ours minds case: examples/03-own-backend.ts',
  'approximate-case-sensitivity': 'every target of ours minds case: examples/03-own-backend.ts',
  'unsupported-constant': 'every target of ours has a form: spec/lib/backend',
  'approximate-constant': 'every target of ours has a form: spec/lib/backend',
  'approximate-field-name': 'no target of ours has a form near to it',
  'format-unknown': 'about the call: spec/lib/convert.spec.ts',
};
