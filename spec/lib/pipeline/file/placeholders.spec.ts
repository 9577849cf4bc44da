/** Placeholders that pipeline files have values for. */
import { expect } from 'chai';
import { splunk } from '../../../../backends/splunk/index.ts';
import { createCollection } from '../../../../lib/collection/index.ts';
import { convert, parseSigma } from '../../../../lib/index.ts';
import { readPipeline } from '../../../../lib/pipeline/file/index.ts';

const TEXT = `title: Rule
id: 11111111-1111-4111-8111-111111111111
logsource: { product: test }
detection:
  s: { User|expand: '%admins%' }
  condition: s
---
title: Filter
logsource: { product: test }
filter:
  rules: any
  known: { Host|expand: '%known_hosts%' }
  condition: not known
`;

describe('placeholders of pipeline files', () => {
  it('are filled in filters as well as in rules', () => {
    const { pipeline } = readPipeline(
      'name: p\nvars: { admins: [a], known_hosts: [h1, h2] }\ntransformations: [{ type: value_placeholders }]\n',
    );
    const { rules, diagnostics } = createCollection(parseSigma(TEXT));
    expect(diagnostics).to.deep.equal([]);
    expect(convert(rules[0]!, splunk, { pipelines: [pipeline!] }).queries).to.deep.equal([
      'User="a" NOT Host IN ("h1", "h2")',
    ]);
    // Only an item can fill what is in a filter alone.
    const { diagnostics: open } = convert(rules[0]!, splunk, {
      pipelines: [
        readPipeline('name: p\nvars: { admins: [a] }\ntransformations: [{ type: value_placeholders }]\n')
          .pipeline!,
      ],
    });
    expect(open.map(({ code }) => code)).to.deep.equal(['placeholder-unresolved']);
  });
});
