/**
 * Windows categories of Sigma rules and the events that feed them.
 *
 * Sources: the Sigma taxonomy (https://sigmahq.io/sigma-specification/specification/sigma-appendix-taxonomy.html), the
 * events of Sysmon (https://learn.microsoft.com/sysinternals/downloads/sysmon), the conditions that the public rules
 * are tested with (tests/thor.yml of https://github.com/SigmaHQ/sigma), and the mapping of audit events to categories
 * by pySigma-pipeline-windows.
 */
import type { ViewName } from '../views.ts';

/** Events of one channel that belong to a category. */
export interface Feed {
  /** Where events are recorded; null for traces that no channel holds, which their provider tells. */
  readonly channel: string | null;
  readonly provider?: string;
  readonly eventIds: readonly number[];
  /** Only events whose field holds one of these texts. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** Under which names rules of the category see the event; its own without one. */
  readonly view?: ViewName;
  /** Counted as the category by some installations and not by others: off unless asked for. */
  readonly optional?: true;
}

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const SECURITY = 'Security';
const POWERSHELL = 'Microsoft-Windows-PowerShell/Operational';
const POWERSHELL_CORE = 'PowerShellCore/Operational';
const POWERSHELL_CLASSIC = 'Windows PowerShell';
const DEFENDER = 'Microsoft-Windows-Windows Defender/Operational';
const KERNEL_FILE = 'Microsoft-Windows-Kernel-File';

/** Feeds by category. */
export const WINDOWS_CATEGORIES: Readonly<Record<string, readonly Feed[]>> = {
  antivirus: [
    {
      channel: DEFENDER,
      eventIds: [1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116],
      view: 'antivirus',
    },
  ],
  clipboard_capture: [{ channel: SYSMON, eventIds: [24] }],
  create_remote_thread: [{ channel: SYSMON, eventIds: [8] }],
  create_stream_hash: [{ channel: SYSMON, eventIds: [15] }],
  dns_query: [{ channel: SYSMON, eventIds: [22] }],
  driver_load: [{ channel: SYSMON, eventIds: [6] }],
  file_access: [{ channel: null, provider: KERNEL_FILE, eventIds: [12] }],
  file_block_executable: [{ channel: SYSMON, eventIds: [27] }],
  file_block_shredding: [{ channel: SYSMON, eventIds: [28] }],
  file_change: [{ channel: SYSMON, eventIds: [2] }],
  file_delete: [
    { channel: SYSMON, eventIds: [23] },
    { channel: SYSMON, eventIds: [26], optional: true },
  ],
  file_delete_detected: [{ channel: SYSMON, eventIds: [26] }],
  file_event: [{ channel: SYSMON, eventIds: [11] }],
  file_executable_detected: [{ channel: SYSMON, eventIds: [29] }],
  file_rename: [{ channel: null, provider: KERNEL_FILE, eventIds: [27] }],
  image_load: [{ channel: SYSMON, eventIds: [7] }],
  network_connection: [
    { channel: SYSMON, eventIds: [3] },
    { channel: SECURITY, eventIds: [5156], view: 'network-connection', optional: true },
  ],
  pipe_created: [{ channel: SYSMON, eventIds: [17, 18] }],
  process_access: [{ channel: SYSMON, eventIds: [10] }],
  process_creation: [
    { channel: SYSMON, eventIds: [1] },
    { channel: SECURITY, eventIds: [4688], view: 'process-creation' },
  ],
  process_tampering: [{ channel: SYSMON, eventIds: [25] }],
  process_termination: [{ channel: SYSMON, eventIds: [5] }],
  ps_classic_provider_start: [{ channel: POWERSHELL_CLASSIC, eventIds: [600] }],
  ps_classic_script: [{ channel: POWERSHELL_CLASSIC, eventIds: [800] }],
  ps_classic_start: [{ channel: POWERSHELL_CLASSIC, eventIds: [400] }],
  ps_module: [
    { channel: POWERSHELL, eventIds: [4103] },
    { channel: POWERSHELL_CORE, eventIds: [4103] },
  ],
  ps_script: [
    { channel: POWERSHELL, eventIds: [4104] },
    { channel: POWERSHELL_CORE, eventIds: [4104] },
  ],
  raw_access_thread: [{ channel: SYSMON, eventIds: [9] }],
  registry_add: [
    { channel: SYSMON, eventIds: [12], where: { EventType: ['CreateKey'] } },
    {
      channel: SECURITY,
      eventIds: [4657],
      where: { OperationType: ['%%1904'] },
      view: 'registry',
      optional: true,
    },
  ],
  registry_delete: [{ channel: SYSMON, eventIds: [12], where: { EventType: ['DeleteKey', 'DeleteValue'] } }],
  registry_event: [
    { channel: SYSMON, eventIds: [12, 13, 14] },
    { channel: SECURITY, eventIds: [4657], view: 'registry', optional: true },
  ],
  registry_rename: [{ channel: SYSMON, eventIds: [14] }],
  registry_set: [
    { channel: SYSMON, eventIds: [13] },
    {
      channel: SECURITY,
      eventIds: [4657],
      where: { OperationType: ['%%1905'] },
      view: 'registry',
      optional: true,
    },
  ],
  sysmon_error: [{ channel: SYSMON, eventIds: [255] }],
  sysmon_status: [{ channel: SYSMON, eventIds: [4, 16] }],
  wmi_event: [{ channel: SYSMON, eventIds: [19, 20, 21] }],
};

/** Sysmon for Linux records the same events under its own channel. */
export const LINUX_CATEGORIES: Readonly<Record<string, readonly Feed[]>> = {
  file_event: [{ channel: 'Linux-Sysmon/Operational', eventIds: [11] }],
  network_connection: [{ channel: 'Linux-Sysmon/Operational', eventIds: [3] }],
  process_creation: [{ channel: 'Linux-Sysmon/Operational', eventIds: [1] }],
};

/** Channels of providers whose events reach us without the name of one. */
export const CHANNELS_OF_PROVIDERS: Readonly<Record<string, string>> = {
  'Microsoft-Windows-Sysmon': SYSMON,
  'Microsoft-Windows-Security-Auditing': SECURITY,
  'Microsoft-Windows-PowerShell': POWERSHELL,
  PowerShellCore: POWERSHELL_CORE,
  PowerShell: POWERSHELL_CLASSIC,
  'Microsoft-Windows-Windows Defender': DEFENDER,
  'Linux-Sysmon': 'Linux-Sysmon/Operational',
};
