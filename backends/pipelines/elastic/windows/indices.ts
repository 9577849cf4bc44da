/**
 * Where events of the Windows event log are indexed: by Winlogbeat in one place, by Elastic Agent in a data stream for
 * each integration.
 *
 * https://www.elastic.co/docs/reference/integrations/windows, …/system, …/winlog
 */
const WINLOGBEAT = 'winlogbeat-*';
/** Events collected from other hosts by Windows Event Forwarding. */
const FORWARDED = 'logs-windows.forwarded*';

/** The data stream of Elastic Agent by channel, in lower case; other channels are for custom Windows event logs. */
const DATA_STREAMS: Readonly<Record<string, string>> = {
  application: 'logs-system.application-*',
  'microsoft-windows-powershell/operational': 'logs-windows.powershell_operational-*',
  'microsoft-windows-sysmon/operational': 'logs-windows.sysmon_operational-*',
  'microsoft-windows-windows defender/operational': 'logs-windows.windows_defender-*',
  security: 'logs-system.security-*',
  system: 'logs-system.system-*',
  'windows powershell': 'logs-windows.powershell-*',
};

const CUSTOM = 'logs-winlog.winlog-*';
const APPLOCKER = 'logs-windows.applocker_*';

/** The index patterns of these channels; of every channel when there are none. */
export function windowsIndices(channels: readonly string[]): readonly string[] {
  if (channels.length === 0) return [WINLOGBEAT, 'logs-windows.*', 'logs-system.*', CUSTOM];
  const streams = new Set([WINLOGBEAT]);
  for (const channel of channels) streams.add(dataStreamOf(channel.toLowerCase()));
  return [...streams, FORWARDED];
}

function dataStreamOf(channel: string): string {
  if (channel.startsWith('microsoft-windows-applocker/')) return APPLOCKER;
  return (Object.hasOwn(DATA_STREAMS, channel) ? DATA_STREAMS[channel] : undefined) ?? CUSTOM;
}
