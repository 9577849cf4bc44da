import { expect } from 'chai';
import type { ReadEvent } from '../../../lib/events/event.ts';
import type { LogSourceAttributes } from '../../../lib/events/log-sources.ts';
import { createRouter, fieldsFor, type RouterOptions } from '../../../lib/events/router.ts';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

function event(
  channel: string | undefined,
  eventId?: number,
  fields: Record<string, unknown> = {},
): ReadEvent {
  const route = { ...(channel !== undefined && { channel }), ...(eventId !== undefined && { eventId }) };
  return { shape: 'flat', route, fields };
}

function concerns(logSource: LogSourceAttributes, of: ReadEvent, options: RouterOptions = {}): boolean {
  return fieldsFor(logSource, of, options) !== undefined;
}

const windows = (attributes: LogSourceAttributes): LogSourceAttributes => ({
  product: 'windows',
  ...attributes,
});

describe('routing', () => {
  it('takes an event to the rules of its category', () => {
    expect(concerns(windows({ category: 'process_creation' }), event(SYSMON, 1))).to.equal(true);
    expect(concerns(windows({ category: 'process_creation' }), event(SYSMON, 2))).to.equal(false);
    expect(concerns(windows({ category: 'process_creation' }), event(SYSMON))).to.equal(false);
    expect(concerns(windows({ category: 'process_creation' }), event('Security', 1))).to.equal(false);
    expect(concerns({ category: 'process_creation' }, event(SYSMON, 1))).to.equal(true);
  });

  it('takes an event to the rules of its service, whatever its id', () => {
    expect(concerns(windows({ service: 'security' }), event('Security', 4624))).to.equal(true);
    expect(concerns(windows({ service: 'security' }), event('Security', 1102))).to.equal(true);
    expect(concerns(windows({ service: 'system' }), event('Security', 4624))).to.equal(false);
    expect(concerns(windows({ service: 'powershell' }), event('PowerShellCore/Operational', 4104))).to.equal(
      true,
    );
    expect(concerns(windows({ service: 'powershell' }), event('Windows PowerShell', 400))).to.equal(false);
  });

  it('asks of a rule that states both that both are so', () => {
    const both = windows({ category: 'ps_script', service: 'powershell' });
    expect(concerns(both, event('Microsoft-Windows-PowerShell/Operational', 4104))).to.equal(true);
    expect(concerns(both, event('Microsoft-Windows-PowerShell/Operational', 4103))).to.equal(false);
    expect(
      concerns(windows({ category: 'process_creation', service: 'sysmon' }), event('Security', 4688)),
    ).to.equal(false);
    expect(
      concerns(windows({ category: 'process_creation', service: 'security' }), event('Security', 4688)),
    ).to.equal(true);
  });

  it('takes every Windows event to rules about Windows alone, and none to those of other products', () => {
    for (const of of [event('Security', 4624), event('Any/Channel', 1), event(SYSMON)]) {
      expect(concerns({ product: 'windows' }, of)).to.equal(true);
      for (const product of ['linux', 'aws', 'zeek']) expect(concerns({ product }, of)).to.equal(false);
      expect(concerns({ category: 'webserver' }, of)).to.equal(false);
      expect(concerns({ service: 'apache' }, of)).to.equal(false);
    }
  });

  it('compares names without case', () => {
    expect(
      concerns({ product: 'Windows', category: 'Process_Creation' }, event(SYSMON.toUpperCase(), 1)),
    ).to.equal(true);
    expect(concerns(windows({ service: 'security' }), event('security', 4624))).to.equal(true);
  });

  it('knows both spellings of channels that maps and systems write differently', () => {
    const dns = windows({ service: 'dns-client' });
    for (const channel of [
      'Microsoft-Windows-DNS Client Events/Operational',
      'Microsoft-Windows-DNS-Client/Operational',
    ]) {
      expect(concerns(dns, event(channel, 3008))).to.equal(true);
    }
    const mitigations = windows({ service: 'security-mitigations' });
    for (const mode of ['KernelMode', 'Kernel Mode', 'UserMode', 'User Mode']) {
      expect(concerns(mitigations, event(`Microsoft-Windows-Security-Mitigations/${mode}`, 11))).to.equal(
        true,
      );
    }
  });

  it('tells registry events of one id apart by what was done', () => {
    const registry = (eventType: unknown): ReadEvent => event(SYSMON, 12, { EventType: eventType });
    const verdicts = (of: ReadEvent): boolean[] =>
      ['registry_add', 'registry_delete', 'registry_event', 'registry_set'].map((category) =>
        concerns(windows({ category }), of),
      );
    expect(verdicts(registry('CreateKey'))).to.deep.equal([true, false, true, false]);
    expect(verdicts(registry('DELETEVALUE'))).to.deep.equal([false, true, true, false]);
    expect(verdicts(registry(undefined))).to.deep.equal([false, false, true, false]);
    expect(verdicts(registry({ toString: 1 }))).to.deep.equal([false, false, true, false]);
    expect(verdicts(event(SYSMON, 13))).to.deep.equal([false, false, true, true]);
  });

  it('gives log sources it has never heard of the benefit of the doubt', () => {
    expect(concerns(windows({ service: 'in-house' }), event('Security', 1))).to.equal(true);
    expect(concerns(windows({ category: 'in_house' }), event(SYSMON, 1))).to.equal(true);
    expect(
      concerns(windows({ category: 'process_creation', service: 'in-house' }), event(SYSMON, 2)),
    ).to.equal(false);
  });

  it('finds the channel by the provider where the event names no channel', () => {
    const of: ReadEvent = {
      shape: 'flat',
      route: { provider: 'microsoft-windows-sysmon', eventId: 1 },
      fields: {},
    };
    expect(concerns(windows({ category: 'process_creation' }), of)).to.equal(true);
    const trace: ReadEvent = {
      shape: 'flat',
      route: { provider: 'Microsoft-Windows-Kernel-File', eventId: 12 },
      fields: {},
    };
    expect(concerns(windows({ category: 'file_access' }), trace)).to.equal(true);
    expect(concerns(windows({ category: 'file_rename' }), trace)).to.equal(false);
  });

  it('takes Sysmon for Linux to rules about Linux', () => {
    const of = event('Linux-Sysmon/Operational', 1);
    expect(concerns({ product: 'linux', category: 'process_creation' }, of)).to.equal(true);
    expect(concerns({ product: 'linux', service: 'sysmon' }, of)).to.equal(true);
    expect(concerns({ product: 'linux' }, of)).to.equal(true);
    expect(concerns({ product: 'linux', service: 'auditd' }, of)).to.equal(false);
    expect(concerns(windows({ category: 'process_creation' }), of)).to.equal(false);
    expect(concerns({ category: 'image_load' }, of)).to.equal(false);
  });

  it('lets any rule concern an event that does not say where it comes from', () => {
    for (const source of [windows({ category: 'dns_query' }), { product: 'aws' }, { category: 'proxy' }]) {
      expect(concerns(source, event(undefined))).to.equal(true);
      expect(concerns(source, event(undefined, 4688))).to.equal(true);
    }
  });

  it('narrows such events by a hint: agreement somewhere, contradiction nowhere', () => {
    const hints = { product: 'AWS', service: 'cloudtrail' };
    const verdict = (source: LogSourceAttributes): boolean => concerns(source, event(undefined), { hints });
    expect(verdict({ product: 'aws', service: 'cloudtrail' })).to.equal(true);
    expect(verdict({ product: 'aws' })).to.equal(true);
    expect(verdict({ product: 'aws', service: 'guardduty' })).to.equal(false);
    expect(verdict({ category: 'webserver' })).to.equal(false);
    expect(verdict({ product: 'azure', service: 'cloudtrail' })).to.equal(false);
    expect(
      concerns({ product: 'linux', category: 'file_event' }, event(undefined), {
        hints: { product: 'linux' },
      }),
    ).to.equal(true);
  });

  it('does not let a hint overrule what an event says', () => {
    const hints = { product: 'linux' };
    expect(concerns(windows({ service: 'security' }), event('Security', 4624), { hints })).to.equal(true);
    expect(concerns({ product: 'linux' }, event('Security', 4624), { hints })).to.equal(false);
  });

  it('shows audit events of processes to rules about processes under Sysmon’s names, and to others as they are', () => {
    const fields = { NewProcessName: 'C:\\a.exe', NewProcessId: '0x10', ProcessId: '0x4' };
    const of = event('Security', 4688, fields);
    expect(fieldsFor(windows({ service: 'security' }), of)).to.equal(fields);
    expect(fieldsFor(windows({ category: 'process_creation' }), of)).to.include({
      Image: 'C:\\a.exe',
      ProcessId: 16,
      ParentProcessId: 4,
    });
    expect(fieldsFor({ product: 'windows' }, of)).to.equal(fields);
  });

  it('counts audit events of the registry and of connections only if asked to', () => {
    const value = event('Security', 4657, { ObjectName: '\\REGISTRY\\MACHINE\\x', OperationType: '%%1905' });
    expect(concerns(windows({ category: 'registry_set' }), value)).to.equal(false);
    const optional = { optional: true };
    expect(fieldsFor(windows({ category: 'registry_set' }), value, optional)).to.include({
      TargetObject: 'HKLM\\x',
    });
    expect(concerns(windows({ category: 'registry_add' }), value, optional)).to.equal(false);
    expect(concerns(windows({ category: 'network_connection' }), event('Security', 5156), optional)).to.equal(
      true,
    );
    expect(concerns(windows({ category: 'file_delete' }), event(SYSMON, 26))).to.equal(false);
    expect(concerns(windows({ category: 'file_delete' }), event(SYSMON, 26), optional)).to.equal(true);
  });

  it('shares the views of an event between the log sources of many rules', () => {
    const router = createRouter([
      windows({ category: 'process_creation' }),
      windows({ service: 'security' }),
      { product: 'linux' },
      { product: 'windows' },
      windows({ category: 'process_creation', service: 'security' }),
    ]);
    const of = event('Security', 4688, { NewProcessName: 'a' });
    const views = router.route(of);
    expect(views.map(({ view, sources }) => [view, sources])).to.deep.equal([
      ['process-creation', [0, 4]],
      [undefined, [1, 3]],
    ]);
    expect(views[1]?.fields).to.equal(of.fields);
    const again = router.route(event('security', 4688));
    expect(again[0]?.sources).to.equal(views[0]?.sources);
    expect(router.route(event('Security', 4624)).map(({ sources }) => sources)).to.deep.equal([[1, 3]]);
    expect(router.route(event('Odd', 1)).map(({ sources }) => sources)).to.deep.equal([[3]]);
    expect(createRouter([]).route(of)).to.deep.equal([]);
  });

  it('gives the same list for the same conditions of registry events', () => {
    const router = createRouter(
      ['registry_add', 'registry_delete', 'registry_event'].map((category) => windows({ category })),
    );
    const sources = (eventType: string): unknown =>
      router.route(event(SYSMON, 12, { EventType: eventType }))[0]?.sources;
    expect(sources('CreateKey')).to.deep.equal([0, 2]);
    expect(sources('DeleteKey')).to.deep.equal([1, 2]);
    expect(sources('CreateKey')).to.equal(sources('CreateKey'));
  });
});
