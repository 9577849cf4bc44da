import { expect } from 'chai';
import { packDomain, type StixObject } from '../../../../bench/attack-table.ts';
import { attackTable } from '../../../../lib/analysis/attack/index.ts';

describe('the ATT&CK tables', () => {
  const { tactics, techniques, retired } = attackTable();
  const all = [...techniques.values()];

  it('hold as many techniques and tactics as version 19', () => {
    const count = (domain: string): readonly number[] => [
      tactics.filter((each) => each.domain === domain).length,
      all.filter((each) => each.domain === domain).length,
    ];
    expect(count('enterprise')).to.deep.equal([15, 697]);
    expect(count('mobile')).to.deep.equal([12, 124]);
    expect(count('ics')).to.deep.equal([12, 97]);
    expect(all.filter(({ domain, parent }) => domain === 'enterprise' && parent)).to.have.length(475);
  });

  it('give each technique a number, a name and tactics of its domain', () => {
    for (const { id, name, domain, tactics: own } of all) {
      expect(id).to.match(/^T\d{4}(\.\d{3})?$/);
      expect(name, id).to.match(/^[\p{L}\d/.(][\p{L}\d /.&()'_-]*$/u);
      expect(own, id).to.not.have.length(0);
      expect(own.map((tactic) => tactic.domain)).to.deep.equal(own.map(() => domain));
    }
  });

  it('give each sub-technique its technique', () => {
    for (const { id, parent } of all) {
      expect(parent?.id, id).to.equal(id.includes('.') ? id.slice(0, 5) : undefined);
      if (parent !== undefined) expect(techniques.get(parent.id)?.name).to.equal(parent.name);
    }
  });

  it('use every tactic, and number each once', () => {
    for (const tactic of tactics)
      expect(
        all.some((each) => each.tactics.includes(tactic)),
        tactic.id,
      ).to.equal(true);
    expect(new Set(tactics.map(({ id }) => id)).size).to.equal(tactics.length);
  });

  it('retire no technique that is in force', () => {
    expect([...retired.keys()].filter((id) => techniques.has(id))).to.deep.equal([]);
    expect([...retired.values()].filter(({ replacement }) => replacement === undefined).length).to.be.below(
      40,
    );
  });
});

describe('packing a bundle of ATT&CK', () => {
  const references = (id: string): Pick<StixObject, 'id' | 'external_references'> => ({
    id: `stix--${id}`,
    external_references: [{ source_name: 'mitre-attack', external_id: id }],
  });
  const tactic = (id: string, shortName: string, name: string): StixObject => {
    return { type: 'x-mitre-tactic', name, x_mitre_shortname: shortName, ...references(id) };
  };
  const pattern = (id: string, name: string, tactics: readonly string[], more?: object): StixObject => {
    const phases = tactics.map((phase) => ({ phase_name: phase }));
    return { type: 'attack-pattern', name, kill_chain_phases: phases, ...references(id), ...more };
  };
  const revocation = (from: string, to: string): StixObject => ({
    type: 'relationship',
    relationship_type: 'revoked-by',
    source_ref: `stix--${from}`,
    target_ref: `stix--${to}`,
  });
  const bundle: readonly StixObject[] = [
    tactic('TA0003', 'persistence', 'Persistence'),
    tactic('TA0002', 'execution', 'Execution'),
    { type: 'x-mitre-matrix', tactic_refs: ['stix--TA0002', 'stix--TA0003'] },
    pattern('T1053.005', 'Scheduled Task', ['execution', 'persistence']),
    pattern('T1053', 'Scheduled Task/Job', ['persistence', 'execution']),
    pattern('T1168', 'Local Job Scheduling', ['execution'], { revoked: true }),
    pattern('T1053.007', 'Old', [], { revoked: true }),
    pattern('T1061', 'Graphical User Interface', ['execution'], { x_mitre_deprecated: true }),
    revocation('T1168', 'T1053.007'),
    revocation('T1053.007', 'T1053.005'),
  ];

  it('writes tactics in the order of the matrix, techniques with their sub-techniques, and replacements', () => {
    expect(packDomain(bundle)).to.deep.equal({
      tactics: ['TA0002 execution Execution', 'TA0003 persistence Persistence'],
      techniques: ['T1053 execution,persistence Scheduled Task/Job|005 Scheduled Task'],
      retired: [
        'T1053.007 Old|T1053.005',
        'T1061 Graphical User Interface',
        'T1168 Local Job Scheduling|T1053.005',
      ],
    });
  });

  it('refuses what the format cannot say', () => {
    const odd = pattern('T1053.006', 'Systemd Timers', ['execution']);
    expect(() => packDomain([...bundle, odd])).to.throw('T1053.006 has other tactics than T1053');
    expect(() => packDomain([...bundle, pattern('T1', 'A|B', ['execution'])])).to.throw('cannot be packed');
  });
});
