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
  'collection-duplicate-id': {
    summary: 'Two rules have the same id.',
    reason: 'An id names one rule; a reference by this one could mean either.',
    remedy: 'Give the copy an id of its own, or leave one of the two out of the inputs.',
  },
  'collection-duplicate-name': {
    summary: 'Two rules have the same name.',
    reason: 'Correlations and filters refer to rules by name; a reference by this one could mean either.',
    remedy: 'Rename one of them, or refer to them by id.',
  },
  'reference-unknown': {
    summary: 'A correlation refers to a rule that is not among the inputs, or that has errors.',
    reason: 'Without the rule there are no matches to count.',
    remedy: 'Name the rule by its `id` or `name`, and read its file along with the correlation.',
  },
  'reference-ambiguous': {
    summary: 'A reference fits several rules, or two references are the same rule.',
    reason: 'Which matches are counted must be beyond doubt.',
    remedy: 'Refer to each rule once, by an id that only it has.',
  },
  'reference-unusable': {
    summary: 'A correlation refers to another one that has an error.',
    reason: 'What the other one matches is not known.',
    remedy: 'Correct the other correlation; its own diagnostics say what is wrong.',
  },
  'reference-cycle': {
    summary: 'A correlation refers to itself through others, or its chain is too long.',
    reason: 'Each correlation needs the matches of those below it, so there must be a lowest one.',
    remedy: 'Take one of the references in the hint out.',
  },
  'filter-unused': {
    summary: 'A filter, or one of the rules it names, does not apply.',
    reason:
      'The rule does not exist, is a correlation, or lacks a part of the log source that the filter names. Matches that ' +
      'were meant to be left out are reported.',
    remedy: 'Correct the reference or the log source of the filter, or remove it.',
  },
};
