/** What has to be switched on before an event is recorded, as far as it is known. */
import { AUDIT_SUBCATEGORIES, CHANNELS_OFF, POLICIES, SYSMON_ELEMENTS } from './data/requirements.ts';
import type { Route } from './event.ts';

/**
 * Each thing to switch on, in a few words. Empty for events that are recorded anyway, and for those of which nothing
 * is known.
 *
 * @example requirementsOf({ channel: 'Security', eventId: 4697 }) // ['audit policy “Security System Extension”']
 */
export function requirementsOf({ channel, provider, eventId }: Route): readonly string[] {
  if (channel === undefined) {
    return provider === undefined ? [] : [`a trace session (ETW) of the provider ${provider}`];
  }
  if (channel === 'Security') return eventId === undefined ? ['audit policy'] : auditPolicies(eventId);
  if (channel.endsWith('Sysmon/Operational')) return sysmonConfiguration(eventId);
  const policies = Object.hasOwn(POLICIES, channel) ? POLICIES[channel] : undefined;
  const policy = eventId === undefined ? undefined : policies?.[eventId];
  const off = Object.hasOwn(CHANNELS_OFF, channel) ? CHANNELS_OFF[channel] : undefined;
  return [policy, off].filter((each) => each !== undefined);
}

function auditPolicies(eventId: number): readonly string[] {
  const range = AUDIT_SUBCATEGORIES.find(([first, last]) => first <= eventId && eventId <= last);
  if (range === undefined) return [];
  const policy = `audit policy “${range[2]}”`;
  return eventId === 4688 ? [policy, 'policy “Include command line in process creation events”'] : [policy];
}

function sysmonConfiguration(eventId: number | undefined): readonly string[] {
  if (eventId === undefined) return ['Sysmon'];
  const element = Object.hasOwn(SYSMON_ELEMENTS, eventId) ? SYSMON_ELEMENTS[eventId] : undefined;
  return element === undefined ? ['Sysmon'] : [`Sysmon with ${element} in its configuration`];
}
