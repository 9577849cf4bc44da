/** One matching process: `node match.mjs RULES…`. Start as many as there are cores, on as many machines as it takes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSigma } from 'sigmaq';
import { createMatcher, readEvent } from 'sigmaq/engine';
import { ALERTS, open, subscribe } from './broker.mjs';
import { consume } from './consume.ts';

const rules = process.argv.slice(2).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => parseSigma(readFileSync(join(folder, name), 'utf8'), { name }).rules),
);
const matcher = createMatcher(rules);
function match(record) {
  const event = readEvent(record);
  return event && matcher.match(event);
}

const { connection, broker } = await open();
const { messages, stop } = await subscribe(broker);
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
console.error(`${matcher.rules.length} rules, waiting for events`);

const started = performance.now();
const counts = await consume(messages, match, (alert) =>
  // The broker drops a second alert with the same id for as long as the stream's duplicate window is.
  broker.publish(ALERTS, JSON.stringify(alert), { msgID: alert.id }),
);
await connection.drain();
console.error(JSON.stringify({ ...counts, seconds: (performance.now() - started) / 1000 }));
