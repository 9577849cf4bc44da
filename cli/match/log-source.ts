/** `--logsource product=…,category=…,service=…`: what events are that do not say it themselves. */
import type { LogSourceAttributes } from '../../lib/events/index.ts';
import { unknownName, UsageError } from '../usage.ts';

const ATTRIBUTES = ['product', 'category', 'service'];

/** @throws UsageError for anything else than those three, each at most once. */
export function readLogSource(text: string | undefined): LogSourceAttributes | undefined {
  if (text === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (const assignment of text.split(',')) {
    const [name = '', value = '', more] = assignment.split('=').map((part) => part.trim());
    if (value === '' || more !== undefined) {
      throw new UsageError(`--logsource takes product=…,category=…,service=…, not '${assignment}'`);
    }
    if (!ATTRIBUTES.includes(name)) throw unknownName('log source attribute', name, ATTRIBUTES);
    if (attributes.has(name)) throw new UsageError(`--logsource has ${name} twice`);
    attributes.set(name, value);
  }
  return Object.fromEntries(attributes);
}
