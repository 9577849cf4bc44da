/**
 * Linux and macOS: events of Elastic Defend, Auditbeat, the auditd integrations and Sysmon for Linux, which all follow
 * the categories of ECS, and the text logs of Linux.
 *
 * https://www.elastic.co/docs/reference/ecs/ecs-category-field-values-reference
 * https://github.com/elastic/integrations/tree/main/packages/auditd
 */
import type { EventFields, FieldTable } from '../field-table.ts';
import { holds, type EventSet, type EventSetOf } from './event-set.ts';
import { CONNECTION, FILE, PROCESS } from './host-fields.ts';
import { fromTable, type TableEntry } from './log-source-table.ts';

type HostSystem = 'linux' | 'macos';

const FIELDS: FieldTable = { ...PROCESS, ...FILE, ...CONNECTION, User: 'user.name' };

/** `process`: what the data stream of Elastic Defend is called. */
function hostEvents(system: HostSystem, category: 'process' | 'file' | 'network', type: string): EventSet {
  const agents = system === 'linux' ? ['logs-auditd_manager.auditd-*', 'logs-sysmon_linux.log-*'] : [];
  return {
    table: FIELDS,
    indices: [`logs-endpoint.events.${category}-*`, 'auditbeat-*', ...agents],
    condition: holds({ 'host.os.type': system, 'event.category': category, 'event.type': type }),
  };
}

/** Arguments of a command are one list there; elsewhere they are numbered as in the log. */
const ARGUMENTS = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Array.from({ length: 15 }, (_, index) => [
    `a${index + 1}`,
    [`auditd.log.a${index + 1}`, 'process.args'],
  ]),
);

const AUDITD: EventSet = {
  table: {
    ...ARGUMENTS,
    a0: ['auditd.log.a0', 'process.executable'],
    comm: 'process.name',
    cwd: 'process.working_directory',
    euid: 'user.effective.id',
    exe: 'process.executable',
    pid: 'process.pid',
    ppid: 'process.parent.pid',
    type: ['auditd.log.record_type', 'event.action'],
    auid: 'user.audit.id',
  },
  others: (field) => `auditd.log.${field}`,
  unplaced: {
    has: (field) => Object.hasOwn(ARGUMENTS, field),
    reason: 'arguments of a command are kept as a list, of which any may be the one that the rule asks for',
  },
  indices: ['logs-auditd.log-*', 'filebeat-*'],
  condition: /* @__PURE__ */ holds({ 'event.dataset': 'auditd.log' }),
};

/** Logs of lines of text, which rules look at by keywords. */
function textLog(datasets: readonly string[], own: Partial<EventFields> = {}): EventSet {
  return {
    table: {},
    line: 'message',
    ...own,
    indices: [...datasets.map((dataset) => `logs-${dataset}-*`), 'filebeat-*'],
    condition: holds({ 'event.dataset': datasets }),
  };
}

const SYSLOG = /* @__PURE__ */ textLog(['system.syslog']);
const AUTH = /* @__PURE__ */ textLog(['system.auth'], {
  table: { USER: 'system.auth.sudo.user', COMMAND: 'system.auth.sudo.command', PWD: 'system.auth.sudo.pwd' },
});

const LINUX: Readonly<Record<string, TableEntry>> = {
  'linux/process_creation/-': /* @__PURE__ */ hostEvents('linux', 'process', 'start'),
  'linux/file_event/-': /* @__PURE__ */ hostEvents('linux', 'file', 'creation'),
  'linux/network_connection/-': /* @__PURE__ */ hostEvents('linux', 'network', 'start'),
  'linux/-/auditd': AUDITD,
  'linux/-/-': /* @__PURE__ */ textLog(['system.syslog', 'system.auth']),
  'linux/-/auth': AUTH,
  'linux/-/sshd': AUTH,
  'linux/-/sudo': AUTH,
  'linux/-/cron': SYSLOG,
  'linux/-/syslog': SYSLOG,
  'linux/-/clamav': SYSLOG,
  'linux/-/guacamole': SYSLOG,
  'linux/-/vsftpd': SYSLOG,
};

const MACOS: Readonly<Record<string, TableEntry>> = {
  'macos/process_creation/-': /* @__PURE__ */ hostEvents('macos', 'process', 'start'),
  'macos/file_event/-': /* @__PURE__ */ hostEvents('macos', 'file', 'creation'),
  'macos/network_connection/-': /* @__PURE__ */ hostEvents('macos', 'network', 'start'),
};

export const linuxEventSet: EventSetOf = /* @__PURE__ */ fromTable(LINUX);
export const macosEventSet: EventSetOf = /* @__PURE__ */ fromTable(MACOS);
