/**
 * Changes of the registry: `_Im_RegistryEvent`. Hives are in full, types in normal form; the data is that of the source,
 * which is Sysmon for some rows and Defender for others.
 * https://learn.microsoft.com/azure/sentinel/normalization-schema-registry-event
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { registryData } from '../fields/registry-data.ts';
import { registryPath, registryPathOf } from '../fields/registry-path.ts';
import { named } from '../../values/named.ts';
import { defineTable, type Table } from '../table.ts';
import { ACTOR, COMMON } from './common.ts';

const TABLE: Table = /* @__PURE__ */ defineTable('_Im_RegistryEvent', COMMON, ACTOR, {
  string: `
    ActingProcessCommandLine ActingProcessGuid ActingProcessId ActingProcessName ParentProcessCommandLine ParentProcessGuid
    ParentProcessId ParentProcessName RegistryKey RegistryPreviousKey RegistryPreviousValue RegistryPreviousValueData
    RegistryPreviousValueType RegistryValue RegistryValueData RegistryValueType RuleName`,
});

const SET = 'RegistryValueSet';
const CREATED = 'RegistryKeyCreated';
const DELETED = ['RegistryKeyDeleted', 'RegistryValueDeleted'] as const;

function registryOf(eventTypes: readonly string[]): EventSource {
  return defineSource({
    table: TABLE,
    rows: { EventType: eventTypes },
    computed: { TargetObject: registryPathOf('RegistryKey', 'RegistryValue') },
    fields: {
      TargetObject: registryPath('TargetObject'),
      Details: registryData('RegistryValueData', 'RegistryValueType', {
        dword: 'Reg_DWord',
        qword: 'Reg_QWord',
        binary: 'Reg_Binary',
        alsoSysmon: true,
      }),
      EventType: named(
        'EventType',
        {
          setvalue: SET,
          createkey: CREATED,
          deletekey: DELETED[0],
          deletevalue: DELETED[1],
        },
        'refuse',
        true,
      ),
      EventID: named('EventType', { 12: [CREATED, ...DELETED], 13: SET }, 'refuse', true),
      Image: 'ActingProcessName',
      CommandLine: 'ActingProcessCommandLine',
      ParentImage: 'ParentProcessName',
      ProcessId: 'ActingProcessId',
      User: 'ActorUsername',
      Computer: 'DvcHostname',
    },
  });
}

export const setValues: EventSource = /* @__PURE__ */ registryOf([SET]);
export const createdKeys: EventSource = /* @__PURE__ */ registryOf([CREATED]);
export const deletedKeysAndValues: EventSource = /* @__PURE__ */ registryOf(DELETED);
export const registryChanges: EventSource = /* @__PURE__ */ registryOf([SET, CREATED, ...DELETED]);
