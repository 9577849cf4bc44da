/** The streams of this example and the group of consumers: all that is particular to NATS JetStream. */
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

export const EVENTS = 'sigmaq.events';
export const ALERTS = 'sigmaq.alerts';
const STREAM = 'SIGMAQ';

/** Processes that name the same durable consumer share its messages. */
const GROUP = 'matchers';

/** Connects, and makes the streams and the consumer unless they are there. */
export async function open() {
  const connection = await connect({ servers: process.env.NATS_URL ?? '127.0.0.1:4222' });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: STREAM, subjects: [EVENTS] });
  await manager.streams.add({ name: `${STREAM}_ALERTS`, subjects: [ALERTS] });
  await manager.consumers.add(STREAM, {
    durable_name: GROUP,
    ack_policy: AckPolicy.Explicit,
    // Messages under way in all processes together.
    max_ack_pending: 4000,
    // In nanoseconds. A process that dies keeps its messages from the others for this long.
    ack_wait: 30_000_000_000,
  });
  return { connection, broker: jetstream(connection), manager };
}

/** The messages of the group that are for this process, as `consume.ts` takes them; the loop can be ended by `stop`. */
export async function subscribe(broker) {
  const consumer = await broker.consumers.get(STREAM, GROUP);
  const received = await consumer.consume({ max_messages: 1000 });
  async function* messages() {
    for await (const message of received) {
      yield {
        data: message.data,
        id: String(message.seq),
        ack: () => message.ack(),
        nak: () => message.nak(1000),
        term: (reason) => message.term(reason),
      };
    }
  }
  return { messages: messages(), stop: () => received.stop() };
}
