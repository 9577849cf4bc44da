/** Fills the stream: `node publish.mjs < events.ndjson`, a line an event. */
import { createInterface } from 'node:readline';
import { EVENTS, open } from './broker.mjs';

const { connection, broker } = await open();
let pending = [];
let count = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line === '') continue;
  pending.push(broker.publish(EVENTS, line));
  count++;
  if (pending.length === 500) {
    await Promise.all(pending);
    pending = [];
  }
}
await Promise.all(pending);
await connection.drain();
console.error(`${count} events published`);
