/**
 * Rules as queries of advanced hunting, judged by hand against
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
import { expect } from 'chai';
import { kusto } from '../../../../backends/kusto/index.ts';
import { defenderXdr } from '../../../../backends/pipelines/microsoft/index.ts';
import { convert } from '../../../../lib/convert.ts';
import { parseSigma } from '../../../../lib/parse.ts';
import { createAsker } from './ask.ts';

const { where, refusal, query } = createAsker(defenderXdr);

describe('rules as queries of Defender XDR', () => {
  describe('about processes', () => {
    const process = { product: 'windows', category: 'process_creation' };
    const created = (item: string): string =>
      where(process, item).replace('ActionType == "ProcessCreated" and ', '');

    it('look at processes that are created', () => {
      expect(query(process, "Image|endswith: '\\cmd.exe'")).to.equal(
        'DeviceProcessEvents\n| where ActionType == "ProcessCreated" and FolderPath endswith @"\\cmd.exe"',
      );
    });

    it('have the parent in the process that initiates', () => {
      expect(created("ParentImage|endswith: '\\a.exe'")).to.equal(
        'InitiatingProcessFolderPath endswith @"\\a.exe"',
      );
      expect(created('ParentCommandLine: x')).to.equal('InitiatingProcessCommandLine =~ "x"');
    });

    it('have the parent of the parent as a name without folder, where every other question is refused', () => {
      expect(created("GrandParentImage|endswith: '\\a.exe'")).to.equal(
        '(InitiatingProcessParentFileName =~ "a.exe" or InitiatingProcessParentFileName endswith @"\\a.exe")',
      );
      expect(refusal(process, "GrandParentImage|contains: '\\Temp\\'")).to.equal(
        'pipeline-refused: InitiatingProcessParentFileName holds the name of the file without its folder',
      );
    });

    it('have accounts in two columns, taken apart at the backslash', () => {
      expect(created("User: 'NT AUTHORITY\\SYSTEM'")).to.equal(
        'AccountDomain =~ "NT AUTHORITY" and AccountName =~ "SYSTEM"',
      );
      expect(created('User|contains: AUTHORI')).to.equal(
        '(AccountName contains "AUTHORI" or AccountDomain contains "AUTHORI")',
      );
      expect(created("User|endswith: '\\SYSTEM'")).to.equal(
        'isnotempty(AccountDomain) and AccountName =~ "SYSTEM"',
      );
      expect(created("User|startswith: 'NT AUTH'")).to.equal(
        '((isempty(AccountDomain) and AccountName startswith "NT AUTH") or AccountDomain startswith "NT AUTH")',
      );
      expect(created('ParentUser: null')).to.equal('isempty(InitiatingProcessAccountName)');
      expect(refusal(process, "User|re: 'a.b'")).to.match(
        /^pipeline-refused: `User` is kept as domain and name there/,
      );
    });

    it('have each kind of hash in a column of its own, and those that all must be there stay together', () => {
      const [md5, sha1] = ['0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef01234567'];
      expect(created(`Hashes|contains: 'MD5=${md5}'`)).to.equal(`MD5 =~ "${md5}"`);
      expect(created(`Hashes|contains|all: ['MD5=${md5}', 'SHA1=${sha1}']`)).to.equal(
        `MD5 =~ "${md5}" and SHA1 =~ "${sha1}"`,
      );
      expect(created("Hashes|contains: 'SHA256=0123abcd'")).to.equal('SHA256 startswith "0123abcd"');
      expect(refusal(process, `Hashes|contains: 'IMPHASH=${md5}'`)).to.equal(
        'pipeline-refused: not every hash of this kind is kept there: imphash',
      );
      expect(refusal(process, `Hashes|contains: '${md5}'`)).to.match(
        /not every hash of this kind is kept there: imphash/,
      );
    });

    it('find the start of a hash, but not where in the list it stands', () => {
      expect(created("Hashes|contains: 'sha1=01'")).to.equal('SHA1 startswith "01"');
      for (const item of ["contains: 'SHA1=01,'", "contains: ',MD5=01'", "startswith: 'MD5=01'"])
        expect(refusal(process, `Hashes|${item}`), item).to.match(/what contains one alone/);
      expect(created('Hashes: null')).to.equal('isempty(MD5) and isempty(SHA1) and isempty(SHA256)');
      expect(created('Hashes|exists: true')).to.equal(
        '(isnotempty(MD5) or isnotempty(SHA1) or isnotempty(SHA256))',
      );
      expect(refusal(process, "Hashes|contains: 'SHA512=01'")).to.match(/what contains one alone/);
    });

    it('have integrity levels by name, once where a rule lists both spellings', () => {
      expect(created("IntegrityLevel: ['System', 'S-1-16-16384']")).to.equal(
        'ProcessIntegrityLevel =~ "System"',
      );
      expect(refusal(process, 'IntegrityLevel|contains: Sys')).to.match(/has other values/);
    });

    it('have identifiers of logons as numbers', () => {
      expect(created("LogonId: '0x3e7'")).to.equal('LogonId == 999');
      expect(created('LogonId: null')).to.equal('isnull(LogonId)');
    });

    it('compare columns with each other', () => {
      expect(created('Image|fieldref: ParentImage')).to.equal(
        'isnotempty(InitiatingProcessFolderPath) and FolderPath =~ InitiatingProcessFolderPath',
      );
      expect(refusal(process, 'User|fieldref: ParentUser')).to.match(/so they cannot be compared/);
    });

    it('of Linux have accounts without a domain', () => {
      expect(where({ product: 'linux', category: 'process_creation' }, 'User: root')).to.equal(
        'ActionType == "ProcessCreated" and AccountName =~ "root"',
      );
    });

    it('name a field that the table does not have', () => {
      expect(refusal(process, 'CurrentDirectory: x')).to.equal(
        'pipeline-unmapped-field: DeviceProcessEvents has no field for `CurrentDirectory`',
      );
    });
  });

  describe('about the registry', () => {
    const set = { product: 'windows', category: 'registry_set' };
    const PATH =
      'DeviceRegistryEvents\n| extend TargetObject = iff(isempty(RegistryValueName), RegistryKey, ' +
      'strcat(RegistryKey, @"\\", RegistryValueName))\n| where ActionType == "RegistryValueSet" and ';
    const condition = (item: string): string => {
      const text = query(set, item);
      expect(text.startsWith(PATH), text).to.equal(true);
      return text.slice(PATH.length);
    };

    it('look for what is deleted in the columns of what was there before', () => {
      const removed = { product: 'windows', category: 'registry_delete' };
      const path =
        'coalesce(iff(isempty(PreviousRegistryValueName), PreviousRegistryKey, ' +
        'strcat(PreviousRegistryKey, @"\\", PreviousRegistryValueName)), ' +
        'iff(isempty(RegistryValueName), RegistryKey, strcat(RegistryKey, @"\\", RegistryValueName)))';
      const asked = "TargetObject|endswith: '\\x'";
      expect(query(removed, asked)).to.equal(
        `DeviceRegistryEvents\n| extend TargetObject = ${path}\n| where ` +
          'ActionType in ("RegistryKeyDeleted", "RegistryValueDeleted") and TargetObject endswith @"\\x"',
      );
      expect(query({ product: 'windows', category: 'registry_event' }, asked)).to.include(
        `iff(ActionType in ("RegistryKeyDeleted", "RegistryValueDeleted"), ${path}, iff(isempty(RegistryValueName), `,
      );
    });

    it('join the key and the name of the value, which rules have as one path', () => {
      expect(condition("TargetObject|contains: '\\CurrentVersion\\Run\\'")).to.equal(
        'TargetObject contains @"\\CurrentVersion\\Run\\"',
      );
      expect(condition("TargetObject|re: 'Run\\\\[a-z]+'")).to.equal(
        'TargetObject contains_cs @"Run\\" and TargetObject matches regex @"Run\\\\[a-z]"',
      );
    });

    it('have hives in full, and the control set that is current by both of its names', () => {
      expect(condition("TargetObject: 'HKLM\\SOFTWARE\\X'")).to.equal(
        'TargetObject =~ @"HKEY_LOCAL_MACHINE\\SOFTWARE\\X"',
      );
      expect(condition("TargetObject|startswith: 'HKU\\S-1'")).to.equal(
        '(TargetObject startswith @"HKEY_USERS\\S-1" or TargetObject startswith @"HKEY_CURRENT_USER\\S-1")',
      );
      expect(condition("TargetObject|endswith: '\\CurrentControlSet\\Control\\Lsa'")).to.equal(
        '(TargetObject endswith @"\\CurrentControlSet\\Control\\Lsa" or ' +
          'TargetObject endswith @"\\ControlSet001\\Control\\Lsa")',
      );
      expect(condition("TargetObject|contains: 'HKLM\\SOFTWARE\\X'")).to.equal(
        '(TargetObject startswith @"HKEY_LOCAL_MACHINE\\SOFTWARE\\X" or TargetObject contains @"HKLM\\SOFTWARE\\X")',
      );
      expect(refusal(set, "TargetObject|re: '^HK(LM|U)\\\\[a-z]'")).to.match(
        /cannot be brought into another spelling/,
      );
    });

    it('are refused where the path that is asked for begins or ends within a name of two spellings', () => {
      const asked = [
        ...[
          "contains: 'LM\\Software'",
          "contains: 'user'",
          "endswith: 'ControlSet\\Services'",
          "startswith: 'HKC'",
        ],
        ...["contains: '\\Current'", "startswith: 'HKLM\\SYSTEM\\Control'", "contains: 'Set001'"],
      ];
      for (const question of asked) {
        expect(refusal(set, `TargetObject|${question}`), question).to.match(/begins or ends within the name/);
      }
      const fine = [
        '\\Run',
        'Software\\Run',
        'ControlSet',
        '\\CurrentControlSet\\Control',
        '\\System\\ControlSet',
        '\\CurrentV',
      ];
      for (const text of fine) {
        expect(query(set, `TargetObject|contains: '${text}'`), text).to.contain(text);
      }
    });

    it('have numbers as decimals beside their type', () => {
      const data = (item: string): string =>
        where(set, item).replace('ActionType == "RegistryValueSet" and ', '');
      expect(data("Details: 'DWORD (0x0000000a)'")).to.equal(
        'RegistryValueType =~ "Dword" and RegistryValueData == "10"',
      );
      expect(data("Details: 'QWORD (0x00000001-0x00000000)'")).to.equal(
        'RegistryValueType =~ "Qword" and RegistryValueData == "4294967296"',
      );
      expect(data("Details: 'Binary Data'")).to.equal('RegistryValueType =~ "Binary"');
      expect(data("Details: '(Empty)'")).to.equal(
        'isempty(RegistryValueData) and not(RegistryValueType =~ "Binary")',
      );
      expect(data("Details: '1'")).to.equal(
        'RegistryValueData == "1" and not(RegistryValueType in~ ("Dword", "Qword", "Binary"))',
      );
      expect(data("Details|contains: 'DWORD (0x00000001)'")).to.equal(
        '((RegistryValueType =~ "Dword" and RegistryValueData == "1") or ' +
          'RegistryValueData contains "DWORD (0x00000001)")',
      );
      expect(data("Details|re: 'cmd[0-9]'")).to.equal(
        'RegistryValueData contains_cs "cmd" and RegistryValueData matches regex "cmd[0-9]"',
      );
    });

    it('are refused where a part of a number, or of what Sysmon writes for other data, could match', () => {
      const parts = ['DWORD', '0x0000000', '1)', 'a', '0', '-', 'y Dat', 'empty)', 'd?(', '0*1', ' '];
      for (const part of parts) {
        expect(refusal(set, `Details|contains: '${part}'`), part).to.match(
          /no part of `DWORD \(0x…\)` can be looked for/,
        );
      }
      for (const expression of ['[0-9]+', 'DWORD', '.+', '1$']) {
        expect(refusal(set, `Details|re: '${expression}'`), expression).to.match(/no part of/);
      }
      expect(refusal(set, 'Details|gt: 3')).to.match(/no part of/);
      for (const part of ['g', 'dwords', '0x000000001', '(x1', '))', '0--']) {
        expect(where(set, `Details|contains: '${part}'`), part).to.contain(
          `RegistryValueData contains "${part}"`,
        );
      }
    });

    it('look at what was done in any case, unless the rule asks for it as a whole', () => {
      expect(where(set, 'EventType|exists: true')).to.equal(
        'ActionType == "RegistryValueSet" and isnotempty(ActionType)',
      );
      expect(where(set, 'EventType: [SetValue, CreateKey]')).to.equal(
        'ActionType == "RegistryValueSet" and ActionType in ("RegistryValueSet", "RegistryKeyCreated")',
      );
      expect(where(set, 'EventType: SetValue')).to.equal('ActionType == "RegistryValueSet"');
    });

    it('say what was done as an action', () => {
      const event = { product: 'windows', category: 'registry_event' };
      expect(where(event, 'EventType: SetValue')).to.equal('ActionType == "RegistryValueSet"');
      expect(where(event, 'EventID: 12')).to.equal(
        'ActionType in ("RegistryKeyCreated", "RegistryKeyDeleted", "RegistryValueDeleted")',
      );
      expect(refusal(event, 'EventType: RenameKey')).to.equal(
        'pipeline-refused: `EventType` has other values there: RegistryValueSet, RegistryKeyCreated, RegistryKeyDeleted, RegistryValueDeleted',
      );
    });
  });

  describe('about connections', () => {
    const network = { product: 'windows', category: 'network_connection' };

    it('that the machine opens have the destination at the remote end', () => {
      expect(where(network, "Initiated: 'true'\n    DestinationPort: 443")).to.equal(
        'ActionType in ("ConnectionSuccess", "ConnectionRequest") and RemotePort == 443',
      );
    });

    it('of which no direction is said have it at either end', () => {
      expect(where(network, 'DestinationPort: [80, 443]')).to.equal(
        '(ActionType in ("ConnectionSuccess", "ConnectionRequest") and RemotePort == 80) or ' +
          '(ActionType == "InboundConnectionAccepted" and LocalPort == 80) or ' +
          '(ActionType in ("ConnectionSuccess", "ConnectionRequest") and RemotePort == 443) or ' +
          '(ActionType == "InboundConnectionAccepted" and LocalPort == 443)',
      );
    });

    it('look for the host in what may be a URL', () => {
      expect(query(network, "Initiated: 'true'\n    DestinationHostname|endswith: '.ngrok.io'")).to.equal(
        'DeviceNetworkEvents\n| extend DestinationHostname = coalesce(tostring(parse_url(RemoteUrl).Host), RemoteUrl)\n' +
          '| where ActionType in ("ConnectionSuccess", "ConnectionRequest") and DestinationHostname endswith ".ngrok.io"',
      );
    });

    it('tell the family of an address by its colons', () => {
      expect(where(network, "Initiated: 'true'\n    DestinationIsIpv6: 'false'")).to.contain(
        'isnotempty(RemoteIP) and not(RemoteIP contains ":")',
      );
    });
  });

  describe('about logons and other events of the security log', () => {
    const security = { product: 'windows', service: 'security' };

    it('have a table and an action for the number of the event, which is never dropped', () => {
      expect(query(security, 'EventID: 4624\n    LogonType: 3')).to.equal(
        'DeviceLogonEvents\n| where ActionType == "LogonSuccess" and LogonType == "Network"',
      );
      expect(where(security, 'EventID: [4624, 4625]\n    LogonType: 10')).to.equal(
        'ActionType in ("LogonSuccess", "LogonFailed") and LogonType == "RemoteInteractive"',
      );
      expect(query(security, "EventID: 4698\n    TaskName|contains: 'x'")).to.equal(
        'DeviceEvents\n| extend TaskName = tostring(parse_json(AdditionalFields).TaskName)\n' +
          '| where ActionType == "ScheduledTaskCreated" and TaskName contains "x"',
      );
    });

    it('are refused where no table has the event, where it takes two, and where none is named', () => {
      expect(refusal(security, 'EventID: 4662')).to.match(
        /^pipeline-log-source: .*no table has the event 4662$/,
      );
      expect(refusal(security, 'EventID: [4624, 4698]')).to.match(/are in different tables$/);
      expect(refusal(security, 'SubjectUserName: x')).to.match(/does not say which it means$/);
      expect(refusal(security, 'EventID|gt: 4623')).to.match(/does not say which it means$/);
    });

    it('are those that a rule asks for, not those that it excludes', () => {
      const excluded =
        'SubjectUserName: x\n  other:\n    EventID: 4624\n  condition: selection and not other';
      const { rules } = parseSigma(
        `title: T\nlogsource: ${JSON.stringify(security)}\ndetection:\n  selection:\n    ${excluded}\n`,
      );
      const { queries, diagnostics } = convert(rules[0]!, kusto, { pipelines: [defenderXdr] });
      expect(queries).to.deep.equal([]);
      expect(diagnostics[0]?.message).to.match(/does not say which it means$/);
    });
  });

  it('look at properties of other events in their additional fields', () => {
    expect(query({ product: 'windows', category: 'pipe_created' }, "PipeName: '\\x'")).to.equal(
      'DeviceEvents\n| extend PipeName = replace_string(tostring(parse_json(AdditionalFields).PipeName), ' +
        '@"\\Device\\NamedPipe", "")\n| where ActionType == "NamedPipeEvent" and PipeName =~ @"\\x"',
    );
  });

  it('look at records of other clouds as they were made', () => {
    expect(query({ product: 'aws', service: 'cloudtrail' }, 'userIdentity.type: Root')).to.equal(
      'CloudAuditEvents\n| where DataSource == "AWS" and tostring(RawEventData.userIdentity["type"]) =~ "Root"',
    );
  });

  it('are refused for log sources without a table, never asked of everything', () => {
    expect(refusal({ product: 'windows', category: 'ps_script' }, 'ScriptBlockText: x')).to.match(
      /^pipeline-log-source: Microsoft Defender XDR does not collect these events: there is no table for `windows\/ps_script`/,
    );
    expect(refusal({ product: 'windows', category: 'process_creation' }, undefined)).to.match(
      /no column with the whole event/,
    );
  });
});
