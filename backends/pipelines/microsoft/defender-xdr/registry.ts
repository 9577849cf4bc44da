/**
 * Changes of the registry: `DeviceRegistryEvents`.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { registryData } from '../fields/registry-data.ts';
import { registryPath, registryPathOf } from '../fields/registry-path.ts';
import { named } from '../../values/named.ts';
import { defineTable, type Table } from '../table.ts';
import {
  ACTING_PROCESS_FIELDS,
  DEVICE,
  INITIATING_PROCESS,
  INITIATING_SESSION,
  INITIATING_TOKEN,
} from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceRegistryEvents',
  DEVICE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
  INITIATING_SESSION,
  {
    string:
      'RegistryKey RegistryValueType RegistryValueName RegistryValueData PreviousRegistryKey PreviousRegistryValueName ' +
      'PreviousRegistryValueData',
  },
);

const SET = 'RegistryValueSet';
const CREATED = 'RegistryKeyCreated';
const DELETED = ['RegistryKeyDeleted', 'RegistryValueDeleted'] as const;

function registryOf(actionTypes: readonly string[]): EventSource {
  return defineSource({
    table: TABLE,
    rows: { ActionType: actionTypes },
    computed: { TargetObject: registryPathOf('RegistryKey', 'RegistryValueName') },
    fields: {
      ...ACTING_PROCESS_FIELDS,
      TargetObject: registryPath('TargetObject'),
      Details: registryData('RegistryValueData', 'RegistryValueType', {
        dword: 'Dword',
        qword: 'Qword',
        binary: 'Binary',
      }),
      EventType: named(
        'ActionType',
        {
          setvalue: SET,
          createkey: CREATED,
          deletekey: DELETED[0],
          deletevalue: DELETED[1],
        },
        'refuse',
        true,
      ),
      // https://learn.microsoft.com/sysinternals/downloads/sysmon (events 12 and 13)
      EventID: named('ActionType', { 12: [CREATED, ...DELETED], 13: SET }, 'refuse', true),
    },
  });
}

export const setValues: EventSource = /* @__PURE__ */ registryOf([SET]);
export const createdKeys: EventSource = /* @__PURE__ */ registryOf([CREATED]);
export const deletedKeysAndValues: EventSource = /* @__PURE__ */ registryOf(DELETED);
export const registryChanges: EventSource = /* @__PURE__ */ registryOf([SET, CREATED, ...DELETED]);
