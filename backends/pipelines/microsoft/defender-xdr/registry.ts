/**
 * Changes of the registry: `DeviceRegistryEvents`.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceregistryevents-table
 */
import { defineSource, type ComputedColumn, type EventSource } from '../event-source.ts';
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

const PATH: ComputedColumn = /* @__PURE__ */ registryPathOf('RegistryKey', 'RegistryValueName');

/**
 * What is deleted was there before, and stands in the columns of that.
 * https://github.com/Azure/Azure-Sentinel (Parsers/ASimRegistryEvent/Parsers/ASimRegistryEventMicrosoft365D.yaml)
 */
const DELETED_PATH: ComputedColumn = /* @__PURE__ */ firstOf(
  /* @__PURE__ */ registryPathOf('PreviousRegistryKey', 'PreviousRegistryValueName'),
  PATH,
);

/** https://learn.microsoft.com/kusto/query/coalesce-function: the first text that is not empty */
function firstOf(...paths: readonly ComputedColumn[]): ComputedColumn {
  return {
    expression: `coalesce(${paths.map(({ expression }) => expression).join(', ')})`,
    type: 'string',
    reads: paths.flatMap(({ reads }) => reads),
  };
}

/** The path of what the event is about, whether it is still there or not. */
function anyPath(): ComputedColumn {
  const deleted = DELETED.map((action) => `"${action}"`).join(', ');
  return {
    expression: `iff(ActionType in (${deleted}), ${DELETED_PATH.expression}, ${PATH.expression})`,
    type: 'string',
    reads: ['ActionType', ...DELETED_PATH.reads],
  };
}

function registryOf(actionTypes: readonly string[], path: ComputedColumn): EventSource {
  return defineSource({
    table: TABLE,
    rows: { ActionType: actionTypes },
    computed: { TargetObject: path },
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

export const setValues: EventSource = /* @__PURE__ */ registryOf([SET], PATH);
export const createdKeys: EventSource = /* @__PURE__ */ registryOf([CREATED], PATH);
export const deletedKeysAndValues: EventSource = /* @__PURE__ */ registryOf(DELETED, DELETED_PATH);
export const registryChanges: EventSource = /* @__PURE__ */ registryOf(
  [SET, CREATED, ...DELETED],
  /* @__PURE__ */ anyPath(),
);
