/**
 * Libraries that are loaded: `DeviceImageLoadEvents`. The folder path includes the name of the file.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceimageloadevents-table
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { hashes } from '../../values/hashes.ts';
import { defineTable, type Table } from '../table.ts';
import {
  ACTING_PROCESS_FIELDS,
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
} from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceImageLoadEvents',
  DEVICE,
  FILE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
);

/** Libraries loaded by processes. */
export const loadedImages: EventSource = /* @__PURE__ */ defineSource({
  table: TABLE,
  rows: { ActionType: ['ImageLoaded'] },
  fields: {
    ...ACTING_PROCESS_FIELDS,
    ImageLoaded: 'FolderPath',
    Hashes: /* @__PURE__ */ hashes({ md5: 'MD5', sha1: 'SHA1', sha256: 'SHA256' }),
  },
});
