/** Queries that other converters get wrong, each a law here; rules by text, through the public entry point. */
import { expect } from 'chai';
import { splunk } from '../../../backends/splunk/index.ts';
import { convert } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';

const raw = String.raw;

/** @param detection the lines under `detection`, indented by two blanks */
function convertRule(detection: string): string {
  const { rules, diagnostics } = parseSigma(
    `title: A rule\nlogsource:\n  product: windows\ndetection:\n${detection.replace(/^ {6}/gm, '')}`,
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const { queries, fidelity } = convert(rules[0]!, splunk);
  expect(fidelity).to.equal('exact');
  return queries[0]!;
}

describe('Splunk queries that are easy to get wrong', () => {
  it('keeps an or with a regular expression an or, whatever leads it', () => {
    expect(
      convertRule(raw`
        one:
          b: x
        two:
          a|re: '[0-9]{4}'
        condition: one or two`),
    ).to.equal(
      raw`b="x" OR a=* | where isnotnull(mvfind('b',"(?i)\\Ax\\z")) OR isnotnull(mvfind('a',"[0-9]{4}"))`,
    );
  });

  it('never begins a query without a base search', () => {
    expect(
      convertRule(raw`
        one:
          a|re: ['[0-9]{4}', '[a-f]{4}']
        condition: one`),
    ).to.equal(raw`a=* | where isnotnull(mvfind('a',"[0-9]{4}")) OR isnotnull(mvfind('a',"[a-f]{4}"))`);
  });

  it('negates a group as a whole, the regular expressions in it too', () => {
    expect(
      convertRule(raw`
        main:
          c: z
        filter:
          a|re: '[0-9]{4}'
          b: x
        condition: main and not filter`),
    ).to.equal(
      raw`c="z" | where NOT (isnotnull(mvfind('a',"[0-9]{4}")) AND isnotnull(mvfind('b',"(?i)\\Ax\\z")))`,
    );
  });

  it('keeps every one of several regular expressions', () => {
    expect(
      convertRule(raw`
        one:
          a|re|all: ['[0-9]{4}', '[a-f]{4}']
        condition: one`),
    ).to.equal(raw`a=* | regex a="[0-9]{4}" | regex a="[a-f]{4}"`);
  });

  it('keeps fields apart that end in the same word, or hold a hyphen', () => {
    expect(
      convertRule(raw`
        one:
          a.b|re: '[0-9]{4}'
        two:
          c.b|re: '[a-f]{4}'
        three:
          c-b|re: '[g-k]{4}'
        condition: 1 of *`),
    ).to.equal(
      raw`a.b=* OR c.b=* OR "c-b"=* | where isnotnull(mvfind('a.b',"[0-9]{4}")) OR isnotnull(mvfind('c.b',"[a-f]{4}")) OR isnotnull(mvfind('c-b',"[g-k]{4}"))`,
    );
  });

  it('keeps a literal star literal', () => {
    expect(
      convertRule(raw`
        one:
          CommandLine|contains: 'echo \*'
        condition: one`),
    ).to.equal(raw`CommandLine="*echo *" | regex CommandLine="(?i)echo \\*"`);
  });

  it('keeps a question mark one character', () => {
    expect(
      convertRule(raw`
        one:
          Image|endswith: '\a?.exe'
        condition: one`),
    ).to.equal(raw`Image="*\\a*.exe" | regex Image="(?is)\\\\a.\\.exe\\z"`);
  });

  it('looks for a keyword within words as well', () => {
    expect(
      convertRule(raw`
        keywords:
          - mimikatz
          - 'sekurlsa::'
        condition: keywords`),
    ).to.equal('"*mimikatz*" OR "*sekurlsa::*"');
  });

  it('keeps tests that are no search terms out of the first command', () => {
    const query = convertRule(raw`
        one:
          a|re: '[0-9]{4}'
        two:
          b: x
        condition: two and not one`);
    expect(query.split(' | ')[0]).to.equal('b="x"');
  });

  it('quotes the names of compared fields', () => {
    expect(
      convertRule(raw`
        one:
          a b|fieldref: c d
        condition: one`),
    ).to.equal(raw`"a b"=* "c d"=* | where lower('a b')=lower('c d')`);
  });

  it('keeps the case of a list', () => {
    expect(
      convertRule(raw`
        one:
          f|cased: [Ab, cD]
        condition: one`),
    ).to.equal(raw`f IN ("Ab", "cD") | regex f="\\AAb\\z|\\AcD\\z"`);
  });
});
