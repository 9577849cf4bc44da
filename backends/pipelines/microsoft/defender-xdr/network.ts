/**
 * Connections: `DeviceNetworkEvents`.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-devicenetworkevents-table
 */
import type { Query } from '../../../../lib/query/query.ts';
import type { ComputedField } from '../../field-table.ts';
import { defineSource, type EventSource } from '../event-source.ts';
import { end, initiated, type Direction } from '../fields/direction.ts';
import { always } from '../../values/always.ts';
import { wholeValue } from '../../values/leaves.ts';
import { isIpv6 } from '../fields/values.ts';
import { defineTable, type Table } from '../table.ts';
import {
  ACTING_PROCESS_FIELDS,
  DEVICE,
  INITIATING_PROCESS,
  INITIATING_SESSION,
  INITIATING_TOKEN,
} from './initiating-process.ts';

const TABLE: Table = /* @__PURE__ */ defineTable(
  'DeviceNetworkEvents',
  DEVICE,
  INITIATING_PROCESS,
  INITIATING_TOKEN,
  INITIATING_SESSION,
  {
    string: 'RemoteIP RemoteUrl LocalIP Protocol LocalIPType RemoteIPType AdditionalFields',
    integer: 'RemotePort LocalPort',
  },
);

const DIRECTION: Direction = {
  column: 'ActionType',
  outbound: ['ConnectionSuccess', 'ConnectionRequest'],
  inbound: ['InboundConnectionAccepted'],
};

function connectionsOf(
  actionTypes: readonly string[],
  ends: Readonly<Record<string, string | ComputedField>>,
): EventSource {
  return defineSource({
    table: TABLE,
    rows: { ActionType: actionTypes },
    computed: {
      // The column has a URL or a bare host name. https://learn.microsoft.com/kusto/query/parse-url-function
      DestinationHostname: {
        expression: 'coalesce(tostring(parse_url(RemoteUrl).Host), RemoteUrl)',
        type: 'string',
        reads: ['RemoteUrl'],
      },
    },
    fields: {
      ...ACTING_PROCESS_FIELDS,
      Protocol: 'Protocol',
      DestinationHostname: 'DestinationHostname',
      DestinationIsIpv6: isIpv6('RemoteIP'),
      SourceIsIpv6: isIpv6('LocalIP'),
      ...ends,
    },
  });
}

/** Connections to and from a device. */
export const connections: EventSource = /* @__PURE__ */ connectionsOf(
  [...DIRECTION.outbound, ...DIRECTION.inbound],
  {
    Initiated: /* @__PURE__ */ initiated(DIRECTION),
    DestinationIp: /* @__PURE__ */ end(DIRECTION, 'RemoteIP', 'LocalIP'),
    DestinationPort: /* @__PURE__ */ end(DIRECTION, 'RemotePort', 'LocalPort'),
    SourceIp: /* @__PURE__ */ end(DIRECTION, 'LocalIP', 'RemoteIP'),
    SourcePort: /* @__PURE__ */ end(DIRECTION, 'LocalPort', 'RemotePort'),
  },
);

/** Those that the device opens, for rules that ask for no others. */
export const outboundConnections: EventSource = /* @__PURE__ */ connectionsOf(DIRECTION.outbound, {
  Initiated: /* @__PURE__ */ always('true'),
  DestinationIp: 'RemoteIP',
  DestinationPort: 'RemotePort',
  SourceIp: 'LocalIP',
  SourcePort: 'LocalPort',
});

/** Whether rules ask for those alone. */
export function asksForOutbound(queries: readonly Query[]): boolean {
  return queries.every(isAboutOutbound);
}

function isAboutOutbound(query: Query): boolean {
  if (query.kind === 'and') return query.operands.some(isAboutOutbound);
  return query.kind === 'leaf' && query.field === 'Initiated' && wholeValue(query)?.toLowerCase() === 'true';
}
