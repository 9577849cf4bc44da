/**
 * Splunk's configuration files: stanzas with settings, a line each. Nothing a rule says may end its value or open a stanza.
 * https://help.splunk.com/en/splunk-enterprise/administer/admin-manual/10.0/administer-splunk-enterprise-with-configuration-files
 */

/** Settings in the order in which they are written. */
export type ConfSettings = readonly (readonly [key: string, value: string])[];

/** A stanza, with a line break at its end. */
export function printStanza(name: string, settings: ConfSettings): string {
  const lines = settings.map(([key, value]) => `${key} = ${confValue(value)}`);
  return `[${name}]\n${lines.join('\n')}\n`;
}

/**
 * A value that may span lines: a backslash at the end of a line says that it goes on. Where a line of the value ends with a
 * backslash of its own, a blank behind it takes that meaning away.
 */
export function confValue(value: string): string {
  return value
    .split(/\r\n|\r|\n/)
    .map((line) => (line.endsWith('\\') ? `${line} ` : line))
    .join('\\\n');
}

/** Text for people on one line. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\s\x00-\x1f\x7f]+/g, ' ').trim();
}

/** The longest name that Splunk Web lets one give to a search. */
const MAX_NAME = 100;

/** Stanzas of these names are about all others. */
const SPECIAL = /^(?:default|global)$/i;

/**
 * A name that can stand between brackets, in a web address and in a search: letters, digits, blanks and a few marks.
 *
 * @param suffix stands at the end however long the title is
 */
export function stanzaName(title: string, suffix: string): string {
  const safe = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._,:;()+&'=@-]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const room = MAX_NAME - suffix.length;
  const cut = [...safe].slice(0, room).join('').trimEnd();
  const name = `${cut === '' ? 'Untitled' : cut}${suffix}`;
  return SPECIAL.test(name) ? `${name} rule` : name;
}
