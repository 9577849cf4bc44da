/**
 * Which data connector fills a table, by the identifiers of Sentinel's content.
 * https://learn.microsoft.com/azure/sentinel/data-connectors-reference
 */
const CONNECTORS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['SecurityEvent', 'SecurityEvents'],
  ['WindowsEvent', 'WindowsForwardedEvents'],
  ['SigninLogs', 'AzureActiveDirectory'],
  ['AuditLogs', 'AzureActiveDirectory'],
  ['AADUserRiskEvents', 'AzureActiveDirectory'],
  ['AzureActivity', 'AzureActivity'],
  ['AWSCloudTrail', 'AWS'],
  ['GCPAuditLogs', 'GCPAuditLogsDefinition'],
  ['OfficeActivity', 'Office365'],
  ['OktaV2_CL', 'OktaSSOv2'],
  ['Syslog', 'SyslogAma'],
  ['CommonSecurityLog', 'CefAma'],
]);

/** Of Defender XDR. */
const DEFENDER = 'MicrosoftThreatProtection';

/** Undefined for tables that several connectors fill, and for parsers. */
export function connectorOf(table: string): string | undefined {
  return /^(?:Device|Cloud)[A-Z][A-Za-z]+Events$|^DeviceEvents$/.test(table)
    ? DEFENDER
    : CONNECTORS.get(table);
}
