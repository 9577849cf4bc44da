/** savedsearches.conf, judged against the spec file of Splunk. */
import { expect } from 'chai';
import { savedSearches } from '../../../backends/formats/splunk/index.ts';
import { confValue, stanzaName } from '../../../backends/formats/splunk/conf.ts';
import { splunkWindows } from '../../../backends/pipelines/splunk/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import { convert, parseSigma } from '../../../lib/index.ts';
import { describeCorpus, readRuleFiles } from '../../helpers/corpus.ts';
import { parseConf, problemsOfSavedSearch } from '../../helpers/splunk-conf.ts';

const ID = 'c46a33a0-4b30-4e1c-9d5e-1ee5f1d5d8a1';

function document(header: string, settings: Readonly<Record<string, string>> = {}, condition = 's'): string {
  const text = `${header}\nlogsource: { product: windows }\ndetection:\n  s: { f: '\\a' }\n  condition: ${condition}\n`;
  const { rules, diagnostics } = parseSigma(text);
  expect(diagnostics).to.deep.equal([]);
  return savedSearches.render(rules[0]!, convert(rules[0]!, splunk), settings);
}

describe('savedsearches', () => {
  it('makes an alert of a rule, on a schedule without gaps and without actions', () => {
    const text = document(
      `title: A Rule\nid: ${ID}\nlevel: high\ndescription: |\n  What it finds,\n  in two lines.`,
    );
    expect(text).to.equal(
      [
        '[A Rule (c46a33a0)]',
        'description = What it finds, in two lines.',
        'search = f="\\\\a"',
        'disabled = 0',
        'enableSched = 1',
        'cron_schedule = */15 * * * *',
        'dispatch.earliest_time = -20m@m',
        'dispatch.latest_time = -5m@m',
        'counttype = number of events',
        'relation = greater than',
        'quantity = 0',
        'alert.severity = 5',
        'alert.track = 1',
        '',
      ].join('\n'),
    );
  });

  it('gives each level a severity, and Splunk’s default to a rule without one', () => {
    const severity = (header: string, settings = {}): string | undefined =>
      parseConf(document(header, settings))[0]!.settings.get('alert.severity');
    const levels = ['informational', 'low', 'medium', 'high', 'critical'];
    expect(levels.map((level) => severity(`title: T\nlevel: ${level}`))).to.deep.equal([
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(severity('title: T')).to.equal('3');
    expect(severity('title: T\nlevel: low', { severity: '6' })).to.equal('6');
  });

  it('goes by its settings, and by more lines where a setting is missing', () => {
    const [stanza] = parseConf(
      document('title: T', {
        schedule: '0 * * * 1-5',
        earliest: '-70m@m',
        latest: '-10m@m',
        relation: 'rises by',
        quantity: '5',
        enabled: 'false',
        track: 'false',
        suppress: '4h',
        prefix: 'Sigma: ',
        extra: 'action.email = 1; action.email.to = soc@example.org; quantity = 7',
      }),
    );
    expect(stanza!.name).to.equal('Sigma: T');
    expect(Object.fromEntries(stanza!.settings)).to.include({
      cron_schedule: '0 * * * 1-5',
      'dispatch.earliest_time': '-70m@m',
      'dispatch.latest_time': '-10m@m',
      relation: 'rises by',
      quantity: '7',
      disabled: '1',
      'alert.track': '0',
      'alert.suppress': '1',
      'alert.suppress.period': '4h',
      'action.email': '1',
      'action.email.to': 'soc@example.org',
    });
  });

  it('makes a detection of Enterprise Security when asked to, with techniques and severity', () => {
    const header = `title: A $x$ Rule\nid: ${ID}\nlevel: critical\ntags: [attack.execution, attack.t1059.001, cve.2020-1]`;
    const detection = (settings: Readonly<Record<string, string>>, of = header) =>
      Object.fromEntries(
        [...parseConf(document(of, settings))[0]!.settings].filter(([key]) => key.startsWith('action.')),
      );
    expect(detection({})).to.deep.equal({});
    expect(detection({ detection: 'true', domain: 'endpoint' })).to.deep.equal({
      'action.correlationsearch.enabled': '1',
      'action.correlationsearch.label': 'A x Rule (c46a33a0)',
      'action.correlationsearch.annotations': '{"mitre_attack":["T1059.001"]}',
      'action.notable': '1',
      'action.notable.param.rule_title': 'A x Rule (c46a33a0)',
      'action.notable.param.security_domain': 'endpoint',
      'action.notable.param.severity': 'critical',
    });
    const plain = detection({ detection: 'true' }, 'title: T');
    expect(plain['action.notable.param.severity']).to.equal('medium');
    expect(plain).to.not.have.property('action.correlationsearch.annotations');
  });

  it('refuses settings that it does not have or cannot read', () => {
    const bad: readonly (readonly [string, string])[] = [
      ['cron', '* * * * *'],
      ['schedule', 'hourly'],
      ['schedule', '* * * * *\n[x]'],
      ['earliest', 'yesterday'],
      ['quantity', '-1'],
      ['severity', '7'],
      ['enabled', 'yes'],
      ['detection', '1'],
      ['domain', 'cyber'],
      ['prefix', 'a\nb'],
      ['extra', 'no value'],
    ];
    for (const [name, value] of bad)
      expect(() => document('title: T', { [name]: value }), `${name} ${value}`).to.throw(RangeError, name);
  });

  it('has a stanza for each condition of a rule', () => {
    const names = parseConf(document(`title: T\nid: ${ID}`, {}, '[s, not s]')).map(({ name }) => name);
    expect(names).to.deep.equal(['T (c46a33a0) 1', 'T (c46a33a0) 2']);
  });

  it('lets nothing in a rule open a stanza or another setting', () => {
    const [stanza, ...others] = parseConf(
      document(`title: "x]\\nsearch = *\\n[y $a$ %41 | \`m\`"\ndescription: "a\\\\\\nsearch = *"`),
    );
    expect(others).to.deep.equal([]);
    expect(stanza!.name).to.equal('x search = y a 41 m');
    expect(stanza!.settings.get('description')).to.equal('a\\ search = *');
    expect(stanza!.settings.get('search')).to.equal('f="\\\\a"');
  });

  it('goes on behind a line break, and not behind a backslash of the value', () => {
    expect(confValue('a\nb\\\nc\\')).to.equal('a\\\nb\\ \\\nc\\ ');
    expect(parseConf(`[s]\nsearch = ${confValue('a\nb\\')}\nx = 1\n`)[0]!.settings.get('search')).to.equal(
      'a\nb\\',
    );
  });

  it('cuts a title so that the mark of the rule stays', () => {
    expect(stanzaName('ä'.repeat(300), ' (c46a33a0)')).to.equal(`${'ä'.repeat(89)} (c46a33a0)`);
    expect(stanzaName('[]', '')).to.equal('Untitled');
  });

  it('joins documents into one file in which every name is there once', () => {
    const text = savedSearches.join!([document('title: A'), document('title: B'), document('title: A')]);
    expect(parseConf(text).map(({ name }) => name)).to.deep.equal(['A', 'B', 'A no. 2']);
  });

  describeCorpus('of the public rules', (corpus) => {
    it('follow the spec file, with the query as it is, and are the same bytes in every run', function () {
      this.timeout(120_000);
      const problems: string[] = [];
      const documents: string[] = [];
      const queries: string[] = [];
      const again: string[] = [];
      for (const { path, text } of readRuleFiles(corpus)) {
        for (const rule of parseSigma(text, { name: path }).rules) {
          const conversion = convert(
            rule,
            splunk,
            rule.logsource.product === 'windows' ? { pipelines: [splunkWindows] } : {},
          );
          if (conversion.queries.length === 0) continue;
          queries.push(...conversion.queries);
          documents.push(savedSearches.render(rule, conversion));
          again.push(savedSearches.render(parseSigma(text, { name: path }).rules[0]!, conversion));
        }
      }
      const file = savedSearches.join!(documents);
      const stanzas = parseConf(file);
      for (const stanza of stanzas)
        for (const problem of problemsOfSavedSearch(stanza)) problems.push(`${stanza.name}: ${problem}`);
      expect(problems).to.deep.equal([]);
      expect(stanzas.map(({ settings }) => settings.get('search'))).to.deep.equal(queries);
      expect(stanzas.length).to.be.at.least(3600);
      expect(savedSearches.join!(again)).to.equal(file);
    });
  });
});
