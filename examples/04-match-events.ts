/** Rules as functions: which of them match which event. */
import { readdirSync, readFileSync } from 'node:fs';
import { convert, parseSigma } from 'sigmaq';
import { predicate } from 'sigmaq/backends/predicate';

const folder = new URL('rules/', import.meta.url);
const detections = readdirSync(folder)
  .flatMap((name) => parseSigma(readFileSync(new URL(name, folder), 'utf8'), { name }).rules)
  .flatMap((rule) => convert(rule, predicate).queries.map((matches) => ({ title: rule.title, matches })));

const events = [
  { Image: 'C:\\Tools\\pwsh.exe', CommandLine: 'pwsh –enc SQBFAFgA', User: 'ann' },
  { Image: 'C:\\Temp\\a.exe', TargetFilename: 'C:\\venv\\Lib\\site-packages\\x.pth' },
  { EventID: 4624, LogonType: 10, IpAddress: '203.0.113.9' },
  { EventID: 4624, LogonType: 10, IpAddress: '10.1.2.3' },
];
for (const event of events) {
  const titles = detections.filter(({ matches }) => matches(event)).map(({ title }) => title);
  console.log(JSON.stringify(event), titles.length === 0 ? 'no rule' : titles.join(', '));
}
