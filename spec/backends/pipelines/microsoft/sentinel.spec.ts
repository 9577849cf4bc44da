/**
 * Rules as queries of Microsoft Sentinel, judged by hand against
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables-index and
 * https://learn.microsoft.com/azure/sentinel/normalization-about-schemas
 */
import { expect } from 'chai';
import { sentinel, sentinelAsim } from '../../../../backends/pipelines/microsoft/index.ts';
import { unixProcessEvents } from '../../../../backends/pipelines/microsoft/sentinel/machines.ts';
import { createAsker } from './ask.ts';

describe('rules as queries of Sentinel', () => {
  const { query, where, refusal } = createAsker(sentinel);
  const process = { product: 'windows', category: 'process_creation' };

  describe('about processes', () => {
    it('look at the audit log where it has all that they ask', () => {
      expect(query(process, "Image|endswith: '\\a.exe'\n    ParentImage: 'C:\\b.exe'")).to.equal(
        'SecurityEvent\n| where EventID == 4688 and NewProcessName endswith @"\\a.exe" and ' +
          'ParentProcessName =~ @"C:\\b.exe"',
      );
      expect(where(process, 'IntegrityLevel: [System, S-1-16-16384]')).to.equal(
        'EventID == 4688 and MandatoryLabel =~ "S-1-16-16384"',
      );
    });

    it('look at Sysmon otherwise', () => {
      expect(query(process, 'OriginalFileName: a.exe')).to.equal(
        'WindowsEvent\n| where Channel =~ "Microsoft-Windows-Sysmon/Operational" and EventID == 1 and ' +
          'tostring(EventData.OriginalFileName) =~ "a.exe"',
      );
    });
  });

  describe('about the security log', () => {
    const security = { product: 'windows', service: 'security' };

    it('have columns of its table, each with its type', () => {
      expect(query(security, 'EventID: 4624\n    LogonType: [3, 10]\n    TargetUserName: x')).to.equal(
        'SecurityEvent\n| where EventID == 4624 and LogonType in (3, 10) and TargetUserName =~ "x"',
      );
    });

    it('have no account of a new process: the audit log names the one that asked for it', () => {
      const process = { product: 'windows', category: 'process_creation' };
      expect(where(process, "User: 'NT AUTHORITY\\SYSTEM'")).to.equal(
        'Channel =~ "Microsoft-Windows-Sysmon/Operational" and EventID == 1 and ' +
          'tostring(EventData.User) =~ @"NT AUTHORITY\\SYSTEM"',
      );
    });

    it('go to the table of all channels for what the other has no column for', () => {
      expect(query(security, 'EventID: 5136\n    AttributeLDAPDisplayName: x')).to.equal(
        'WindowsEvent\n| where Channel =~ "Security" and EventID == 5136 and ' +
          'tostring(EventData.AttributeLDAPDisplayName) =~ "x"',
      );
    });
  });

  it('about other channels name the channel, and mean by `Channel` the one that an event tells of', () => {
    const system = { product: 'windows', service: 'system' };
    expect(where(system, 'Provider_Name: Service Control Manager\n    EventID: 7045')).to.equal(
      'Channel =~ "System" and Provider =~ "Service Control Manager" and EventID == 7045',
    );
    expect(where(system, 'EventID: 104\n    Channel: Security')).to.equal(
      'Channel =~ "System" and EventID == 104 and tostring(EventData.Channel) =~ "Security"',
    );
    expect(refusal({ product: 'windows', service: 'application' }, 'Data|contains: x')).to.equal(
      'pipeline-refused: data without names has no place in `EventData`',
    );
  });

  it('about Azure have columns whatever the case in which they are written', () => {
    expect(
      query(
        { product: 'azure', service: 'signinlogs' },
        "ResultType: 50057\n    conditionalAccessStatus: 'failure'",
      ),
    ).to.equal('SigninLogs\n| where ResultType == "50057" and ConditionalAccessStatus =~ "failure"');
    expect(query({ product: 'azure', service: 'activitylogs' }, 'operationName: MICROSOFT.X/WRITE')).to.equal(
      'AzureActivity\n| where OperationNameValue =~ "MICROSOFT.X/WRITE"',
    );
    // Of every table, and of no event.
    expect(refusal({ product: 'azure', service: 'signinlogs' }, 'TenantId: x')).to.match(/TenantId/);
    expect(refusal({ product: 'linux', service: 'auditd' }, 'Type: x')).to.match(/`Type`/);
    expect(refusal({ product: 'azure', service: 'auditlogs' }, 'TargetResources: x')).to.match(
      /target resources are a list/,
    );
  });

  it('about CloudTrail read the parameters of requests only where they are asked for', () => {
    const trail = { product: 'aws', service: 'cloudtrail' };
    expect(query(trail, 'eventName: StopLogging')).to.equal(
      'AWSCloudTrail\n| where EventName =~ "StopLogging"',
    );
    expect(query(trail, 'requestParameters.attribute: x')).to.equal(
      'AWSCloudTrail\n| extend RequestFields = parse_json(RequestParameters)\n' +
        '| where tostring(RequestFields["attribute"]) =~ "x"',
    );
  });

  it('about lines of text look for keywords in the message', () => {
    expect(query({ product: 'linux', service: 'sshd' }, '"|all": [a, b]')).to.equal(
      'Syslog\n| where ProcessName == "sshd" and SyslogMessage contains "a" and SyslogMessage contains "b"',
    );
  });

  it('about web servers and proxies have no number where the column has text', () => {
    expect(query({ category: 'webserver' }, 'cs-method: GET\n    sc-status: 200')).to.equal(
      'W3CIISLog\n| where csMethod =~ "GET" and scStatus == "200"',
    );
    expect(where({ category: 'proxy' }, "c-uri|contains: '/x'")).to.equal('RequestURL contains "/x"');
  });

  describe('about machines other than those of Windows', () => {
    it('look at what Defender brings into the workspace, by the time of the workspace', () => {
      const process = { product: 'linux', category: 'process_creation' };
      const asked = "Image|endswith: '/sh'\n    User: root";
      expect(query(process, asked)).to.equal(
        'DeviceProcessEvents\n| where ActionType == "ProcessCreated" and FolderPath endswith "/sh" and AccountName =~ "root"',
      );
      expect(
        where(
          { product: 'macos', category: 'network_connection' },
          "Initiated: 'true'\n    DestinationPort: 80",
        ),
      ).to.equal('ActionType in ("ConnectionSuccess", "ConnectionRequest") and RemotePort == 80');
      expect(unixProcessEvents.table.time).to.equal('TimeGenerated');
      expect([...unixProcessEvents.table.columns.keys()]).not.to.include('Timestamp');
    });

    it('look at the records of auditd, whose fields have their own names', () => {
      const audit = { product: 'linux', service: 'auditd' };
      expect(query(audit, 'type: EXECVE\n    a1|startswith: /x\n    uid: 0')).to.equal(
        `LinuxAuditLog\n| where RecordType =~ "EXECVE" and ['a1'] startswith "/x" and ['uid'] == 0`,
      );
      expect(where(audit, '[a, b]')).to.equal('RawRecord contains "a" or RawRecord contains "b"');
      expect(refusal(audit, 'SYSCALL: execve')).to.match(
        /one column for the number of a system call and its name/,
      );
      expect(refusal(audit, 'proctitle: x')).to.match(/proctitle/);
    });

    it('look at every request to Kubernetes, and refuse what is a list there', () => {
      const audit = { category: 'application', product: 'kubernetes', service: 'audit' };
      expect(query(audit, 'verb: list\n    objectRef.resource: pods\n    responseStatus.code: 403')).to.equal(
        'AKSAudit\n| where Verb =~ "list" and tostring(ObjectRef["resource"]) =~ "pods" and ' +
          'tostring(ResponseStatus["code"]) == "403"',
      );
      expect(refusal(audit, 'user.groups: x')).to.match(/groups are a list/);
      expect(refusal(audit, 'requestObject.spec.hostPID: true')).to.match(/requestObject/);
    });
  });

  it('are refused for log sources without a table', () => {
    for (const logsource of [
      { product: 'zeek', service: 'http' },
      { product: 'opencanary', category: 'application' },
    ]) {
      expect(refusal(logsource, 'Image: x')).to.match(
        /^pipeline-log-source: Microsoft Sentinel does not collect these events/,
      );
    }
  });
});

describe('rules as queries of ASIM', () => {
  const { query, where, refusal } = createAsker(sentinelAsim);

  it('call the unifying parser of the schema', () => {
    expect(query({ product: 'linux', category: 'process_creation' }, "Image|endswith: '/sh'")).to.equal(
      '_Im_ProcessCreate\n| where TargetProcessName endswith "/sh"',
    );
    const md5 = '0123456789abcdef0123456789abcdef';
    expect(
      where({ product: 'windows', category: 'process_creation' }, `Hashes|contains: 'IMPHASH=${md5}'`),
    ).to.equal(`TargetProcessIMPHASH =~ "${md5}"`);
  });

  it('take the data of the registry as either source writes it', () => {
    expect(where({ product: 'windows', category: 'registry_set' }, "Details: 'DWORD (0x00000001)'")).to.equal(
      'EventType == "RegistryValueSet" and ((RegistryValueType =~ "Reg_DWord" and RegistryValueData == "1") or ' +
        'RegistryValueData =~ "DWORD (0x00000001)")',
    );
  });

  it('have the process at the end that acts', () => {
    expect(
      where({ product: 'windows', category: 'network_connection' }, "Image: x\n    Initiated: 'true'"),
    ).to.equal(
      '((NetworkDirection == "Outbound" and SrcProcessName =~ "x") or ' +
        '(NetworkDirection == "Inbound" and DstProcessName =~ "x")) and NetworkDirection == "Outbound"',
    );
  });

  it('have operations of Azure, and not the resource by its identifier', () => {
    const azure = { product: 'azure', service: 'activitylogs' };
    expect(where(azure, 'operationName: a')).to.equal('Operation =~ "a"');
    expect(refusal(azure, 'ResourceId: a')).to.match(/a path of its own/);
  });

  it('have the action of a firewall in the words of the device', () => {
    expect(where({ category: 'firewall' }, 'action: denied\n    dst_port: 80')).to.equal(
      'DvcOriginalAction =~ "denied" and DstPortNumber == 80',
    );
  });

  it('take URLs apart for what rules have in parts', () => {
    expect(query({ category: 'webserver' }, "cs-uri-query|contains: 'a=b'")).to.equal(
      '_Im_WebSession\n| extend UrlQuery = extract(@"\\?(.*)$", 1, Url)\n| where UrlQuery contains "a=b"',
    );
  });

  it('have names of accounts behind their domain', () => {
    const security = { product: 'windows', service: 'security' };
    expect(where(security, 'EventID: 4625\n    TargetUserName: admin')).to.equal(
      'EventOriginalType == "4625" and (TargetUsername =~ "admin" or TargetUsername endswith @"\\admin")',
    );
    expect(refusal(security, 'EventID: 4625\n    TargetUserName|startswith: adm')).to.match(
      /has the domain in front/,
    );
  });
});
