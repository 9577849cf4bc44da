/**
 * Reads Splunk's configuration files as the manual describes them, and checks stanzas of savedsearches.conf against its spec file.
 * https://help.splunk.com/en/data-management/splunk-enterprise-admin-manual/10.0/10.0.0-configuration-file-reference/savedsearches.conf
 */
export interface Stanza {
  readonly name: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** @throws Error for a line that is no comment, stanza or setting, or a setting or stanza given twice */
export function parseConf(text: string): readonly Stanza[] {
  const stanzas: { name: string; settings: Map<string, string> }[] = [];
  const names = new Set<string>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at]!;
    if (line.trim() === '' || line.startsWith('#')) continue;
    while (line.endsWith('\\') && at + 1 < lines.length) line = `${line.slice(0, -1)}\n${lines[++at]!}`;
    if (line.startsWith('[')) {
      const name = /^\[([^\]\n]+)\]$/.exec(line)?.[1];
      if (name === undefined) throw new Error(`not a stanza: ${line}`);
      if (names.has(name)) throw new Error(`stanza given twice: ${name}`);
      names.add(name);
      stanzas.push({ name, settings: new Map() });
      continue;
    }
    const [, key, value = ''] = /^([\w.:]+)[ \t]*=[ \t]*([\s\S]*)$/.exec(line) ?? [];
    const settings = stanzas.at(-1)?.settings;
    if (key === undefined || settings === undefined) throw new Error(`not a setting of a stanza: ${line}`);
    if (settings.has(key)) throw new Error(`setting given twice: ${key}`);
    settings.set(key, value.trimEnd());
  }
  return stanzas;
}

const SWITCH = /^[01]$/;
const TIME = /^(?:now|[+-]\d+(?:s|m|h|d|w|mon|q|y)(?:@(?:s|m|h|d|w[0-7]?|mon|q|y))?)$/;
const CRON_FIELD = String.raw`(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:/\d+)?)*`;

/** Of the settings that the spec file has for saved searches, those that we know; each with what it takes. */
const SPEC: Readonly<Record<string, RegExp>> = {
  description: /^[^\n]+$/,
  search: /^\S[\s\S]*$/,
  disabled: SWITCH,
  enableSched: SWITCH,
  cron_schedule: new RegExp(`^${CRON_FIELD}(?: ${CRON_FIELD}){4}$`),
  'dispatch.earliest_time': TIME,
  'dispatch.latest_time': TIME,
  counttype: /^(?:number of events|number of hosts|number of sources|custom|always)$/,
  relation: /^(?:greater than|less than|equal to|not equal to|drops by|rises by)$/,
  quantity: /^\d+$/,
  'alert.severity': /^[1-6]$/,
  'alert.track': SWITCH,
  'alert.suppress': SWITCH,
  'alert.suppress.period': /^\d+[smhd]$/,
};

/** What is wrong with a stanza of savedsearches.conf. */
export function problemsOfSavedSearch({ name, settings }: Stanza): readonly string[] {
  const problems: string[] = [];
  if (name !== name.trim() || name.length > 100) problems.push(`name: ${name}`);
  for (const [key, value] of settings) {
    const takes = Object.hasOwn(SPEC, key) ? SPEC[key] : undefined;
    if (takes === undefined) problems.push(`unknown setting ${key}`);
    else if (!takes.test(value)) problems.push(`${key} = ${value}`);
  }
  for (const key of ['search', 'cron_schedule', 'alert.severity'])
    if (!settings.has(key)) problems.push(`no ${key}`);
  return problems;
}
