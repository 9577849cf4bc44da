/** Pages of the diagnostics of loading rules; see `codes.ts`. */
import type { RuleCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const ruleCodes: Readonly<Record<RuleCode, CodeEntry>> = {
  'rule-not-a-map': {
    summary: 'The document is not a map of attributes.',
    reason:
      'A rule is a map with `title`, `logsource`, `detection` and others. A list or a text is something else.',
    remedy:
      'Remove the list dash in front of the attributes; write several rules as documents divided by `---`.',
  },
  'rule-missing-attribute': {
    summary:
      'A rule lacks its `title`, its `logsource` or its `detection`; or a correlation or filter its section.',
    reason:
      'The specification requires these three: without them the rule has no name, no events or nothing to find.',
    remedy: 'Add the attribute. Attribute names are lower case.',
  },
  'rule-attribute-type': {
    summary: 'An attribute has a value of the wrong kind, such as a list where text belongs.',
    reason:
      'Inside `logsource`, `detection` and `condition` it is an error, since the query would look for something else. ' +
      'Elsewhere it is a warning, and the value is taken the way it was most likely meant, or left out.',
    remedy:
      'Write the value as the message says. Quote numbers and words such as `yes` that are meant as text.',
  },
  'rule-attribute-value': {
    summary: 'An attribute has a value that the specification does not allow.',
    reason:
      'An unknown `level` or `status`, an `id` that is no UUID, a date that is none. What the rule detects is untouched.',
    remedy: 'Choose one of the allowed values. An empty attribute is better left out.',
  },
  'rule-attribute-length': {
    summary:
      'A text is longer than the specification allows, or the list of conditions longer than what is read.',
    reason:
      'Other tools may cut or refuse it: 256 characters for `title`, `name` and `taxonomy`, 65,535 for `description`.',
    remedy: 'Shorten it; details belong in `description` and `references`.',
  },
  'rule-unknown-attribute': {
    summary: 'An attribute is not in the specification and looks like a misspelling of one that is.',
    reason: 'Attributes of your own are welcome and kept. A misspelt one is kept too, and has no effect.',
    remedy: 'Correct the name, or choose one that is not so near.',
  },
  'rule-misplaced-attribute': {
    summary: 'An attribute stands in the wrong section.',
    reason:
      'Usually the indentation is wrong. A `condition` outside `detection` has no effect; a `level` inside `detection` is ' +
      'a search for a keyword.',
    remedy: 'Correct the indentation.',
  },
  'rule-document-type': {
    summary: 'The document is no Sigma rule, correlation or filter.',
    reason: 'A folder of rules may hold other YAML. Such a document has none of the sections that Sigma has.',
    remedy: 'Take files that are not Sigma out of the folder, or correct the name of the section.',
  },
  'logsource-empty': {
    summary: 'The log source names no `category`, `product` or `service`.',
    reason: 'The rule would be about every event of every system.',
    remedy: 'Name at least one of the three, for example `category: process_creation`.',
  },
  'detection-empty': {
    summary: 'A search identifier has nothing below it, or an empty map or list.',
    reason: 'An empty search could match everything or nothing, and no reading is safe.',
    remedy: 'Add fields and values, or remove the search identifier and its use in the condition.',
  },
  'detection-missing-condition': {
    summary: 'The detection has no condition, or an empty one.',
    reason: 'Without it nothing says how the searches combine.',
    remedy: 'Add one inside `detection`, for example `condition: selection`.',
  },
  'detection-no-search': {
    summary: 'The detection has a condition and nothing it could refer to.',
    reason: 'A condition combines search identifiers, and there is none.',
    remedy:
      'Add a search identifier with the fields and values to look for. Check the indentation of the section.',
  },
  'detection-value-type': {
    summary: 'A field has a map, or a list within a list, as its value.',
    reason:
      'A field is compared with text, numbers, `true`, `false` or `null`. Often a value with `: ` lacks quotes.',
    remedy: 'Quote the value. For a field inside another, write a dotted name: `userIdentity.type`.',
  },
  'detection-keyword-null': {
    summary: 'A keyword is null, or a list of keywords is empty.',
    reason: 'Null says that a field is not there, and a keyword has no field.',
    remedy: "Remove it. For the word itself, quote it: 'null'.",
  },
  'detection-field-key': {
    summary: 'The key of a search is not a field name with modifiers.',
    reason: 'Without a field name it is not known what to compare.',
    remedy: 'Write `Field`, `Field|modifier`, or `|modifier` for keywords.',
  },
  'detection-deprecated-timeframe': {
    summary: '`timeframe` has no effect.',
    reason:
      'It belonged to the aggregations of Sigma 1. Version 2 of the specification replaced both by correlation rules, so ' +
      'the query matches single events.',
    remedy: 'Write a correlation with a `timespan`, or remove `timeframe`.',
  },
};
