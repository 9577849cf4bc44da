/** What has to be switched on: the tables are in order, and the events people ask for most are right. */
import { expect } from 'chai';
import { AUDIT_SUBCATEGORIES } from '../../../lib/events/data/requirements.ts';
import { requirementsOf } from '../../../lib/events/requirements.ts';

describe('requirements of events', () => {
  it('are known by ranges that ascend and do not overlap', () => {
    for (const [index, [first, last]] of AUDIT_SUBCATEGORIES.entries()) {
      expect(first).to.be.at.most(last);
      expect(first).to.be.above(AUDIT_SUBCATEGORIES[index - 1]?.[1] ?? 0);
    }
  });

  it('are audit policies for the Security log, none for what is always recorded', () => {
    expect(requirementsOf({ channel: 'Security', eventId: 4688 })).to.deep.equal([
      'audit policy “Process Creation”',
      'policy “Include command line in process creation events”',
    ]);
    expect(requirementsOf({ channel: 'Security', eventId: 1102 })).to.deep.equal([]);
  });

  it('are elements of the configuration for Sysmon, on Linux too', () => {
    const sysmon = 'Microsoft-Windows-Sysmon/Operational';
    const needs = ['Sysmon with FileCreate in its configuration'];
    expect(requirementsOf({ channel: sysmon, eventId: 11 })).to.deep.equal(needs);
    expect(requirementsOf({ channel: 'Linux-Sysmon/Operational', eventId: 11 })).to.deep.equal(needs);
    expect(requirementsOf({ channel: sysmon, eventId: 16 })).to.deep.equal(['Sysmon']);
  });

  it('are policies for PowerShell, and channels that are off', () => {
    expect(requirementsOf({ channel: 'PowerShellCore/Operational', eventId: 4104 })).to.deep.equal([
      'policy “Turn on PowerShell Script Block Logging”',
    ]);
    expect(requirementsOf({ channel: 'Microsoft-Windows-CAPI2/Operational', eventId: 70 })).to.deep.equal([
      'the channel has to be enabled',
    ]);
  });

  it('are a trace session where no channel records the event', () => {
    expect(requirementsOf({ provider: 'Microsoft-Windows-Kernel-File', eventId: 12 })).to.deep.equal([
      'a trace session (ETW) of the provider Microsoft-Windows-Kernel-File',
    ]);
  });

  it('are empty where nothing is known', () => {
    expect(requirementsOf({ channel: 'System', eventId: 7045 })).to.deep.equal([]);
    expect(requirementsOf({})).to.deep.equal([]);
  });
});
