/** Pages of the diagnostics of merging documents; see `codes.ts`. */
import type { CollectionCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const collectionCodes: Readonly<Record<CollectionCode, CodeEntry>> = {
  'collection-action': {
    summary: 'An `action` of a rule collection has nothing to act on, or too much.',
    reason:
      '`repeat` completes the rule before it; `reset` has no content of its own; and documents that repeat large ones are bounded.',
    remedy: 'Put a rule in front of `action: repeat`. Put large collections into several files.',
  },
  'collection-conflict': {
    summary: 'A document and the `action: global` before it have different values for an attribute.',
    reason:
      'One of them has no effect: the global one is taken, as the tools do that this format comes from.',
    remedy: 'Remove the attribute from one of the two.',
  },
};
