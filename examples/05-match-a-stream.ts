/** Many rules against a stream of events: one matcher, an event at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseSigma } from 'sigmaq';
import { createMatcher, readEvent } from 'sigmaq/engine';

const folder = new URL('rules/', import.meta.url);
const rules = readdirSync(folder).flatMap(
  (name) => parseSigma(readFileSync(new URL(name, folder), 'utf8'), { name }).rules,
);
const matcher = createMatcher(rules);

// Any source of lines does as well: a file, a socket, a consumer of a broker.
const lines = [
  '{"EventID":4624,"Channel":"Security","LogonType":10,"IpAddress":"203.0.113.9"}',
  '{"EventID":4624,"Channel":"Security","LogonType":10,"IpAddress":"10.1.2.3"}',
  '{"EventID":11,"Channel":"Microsoft-Windows-Sysmon/Operational","Image":"C:\\\\a.exe",' +
    '"TargetFilename":"C:\\\\venv\\\\Lib\\\\site-packages\\\\x.pth"}',
];
for (const line of lines) {
  const event = readEvent(JSON.parse(line));
  if (event === undefined) continue;
  const { channel = 'no channel', eventId } = event.route;
  const found = matcher.match(event).map(({ rule, fields }) => `${rule.title} (${fields.join(', ')})`);
  console.log(`${channel} ${eventId ?? ''}: ${found.length === 0 ? 'no rule' : found.join('; ')}`);
}
