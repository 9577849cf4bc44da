/**
 * Pages of the diagnostics of conversion. `unsupported-…` and `approximate-…` of one feature share their reason:
 * the first says that nothing was emitted, the second that the query selects more or fewer events.
 */
import type { BackendCode, Feature } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

interface FeaturePage {
  /** What the rule asks for, as the object of "cannot express". */
  readonly what: string;
  readonly reason: string;
  readonly remedy: string;
}

const PAGES: Readonly<Record<Feature, FeaturePage>> = {
  keyword: {
    what: 'a value without a field, looked for in the whole event',
    reason: 'Some languages compare fields only and have no search over the full text of an event.',
    remedy: 'Name the field that holds the text, for example `Message|contains`.',
  },
  regex: {
    what: 'a regular expression, or a construct inside one',
    reason:
      'Regular expression dialects differ: Lucene has no inner anchors, Rust and RE2 have no lookaround. ' +
      'The diagnostic points at the construct that has no equivalent.',
    remedy: 'Rewrite the expression without the construct, or use `contains`, `startswith` and `endswith`.',
  },
  wildcard: {
    what: 'a wildcard pattern',
    reason: 'Some languages have no one-character wildcard, or no way to write a literal star.',
    remedy: 'Use `*` in place of `?` if more matches are fine, or write the value with the modifier `re`.',
  },
  'case-sensitivity': {
    what: 'a match whose case rules the target does not have',
    reason:
      'Sigma ignores case unless `cased` says otherwise. Some targets ignore it only for ASCII letters, ' +
      'some compare case-sensitively only whole values.',
    remedy: 'Drop `cased` if the case of the value is not what identifies the event.',
  },
  'field-reference': {
    what: 'a comparison of two fields of one event (`fieldref`)',
    reason: 'Some languages compare a field with constants only.',
    remedy: 'Convert the rule for another target, or run it as a predicate.',
  },
  cidr: {
    what: 'a network match (`cidr`)',
    reason: 'The target has no address arithmetic for this kind of address.',
    remedy: 'List the address prefixes with `startswith`, where octet boundaries allow it.',
  },
  comparison: {
    what: 'a numeric comparison (`lt`, `lte`, `gt`, `gte`)',
    reason: 'On a text column the target would compare digits as text, where "10" comes before "9".',
    remedy: 'Declare the numeric type of the field in the settings of the target.',
  },
  'time-part': {
    what: 'a part of a date (`minute` … `year`)',
    reason: 'The target cannot take a point in time apart, or not one that a text field holds.',
    remedy: 'Declare the field as a date in the settings of the target if it has such a type.',
  },
  value: {
    what: 'a value with characters the language cannot write',
    reason: 'Some string syntaxes have no escape for some characters.',
    remedy: 'Match the part of the value that consists of ordinary characters.',
  },
  'field-name': {
    what: 'a field name the language cannot write',
    reason: 'Some languages restrict the characters of a field name, even quoted.',
    remedy: 'Map the field to the name it has in the target.',
  },
  constant: {
    what: 'a condition that is always true or always false',
    reason: 'The rule selects every event or none, which is seldom meant, and the target has no word for it.',
    remedy: 'Look for a search that contradicts itself or excludes nothing.',
  },
  size: {
    what: 'a condition larger than the target accepts',
    reason: 'Targets limit the length of expressions and the number of values.',
    remedy: 'Split the rule, or keep long value lists in a lookup of the target.',
  },
  correlation: {
    what: 'this way of putting the matches of several rules together',
    reason:
      'Targets differ in what they compute over a window of time: some know only sequences, some no percentiles, some no ' +
      'windows that slide, and of correlations in each other not all that there are.',
    remedy: 'Convert the correlation for another target, or run it in the stream with `sigmaq match`.',
  },
};

function unsupportedPage({ what, reason, remedy }: FeaturePage): CodeEntry {
  return { summary: `The target cannot express ${what}; nothing was emitted for the rule.`, reason, remedy };
}

function approximatePage({ what, reason, remedy }: FeaturePage): CodeEntry {
  return {
    summary: `The target has only an inexact form of ${what}; the query selects more, or fewer, events.`,
    reason,
    remedy: `${remedy} With \`--approximate never\` such rules are refused instead.`,
  };
}

export const backendCodes: Readonly<Record<BackendCode, CodeEntry>> = {
  'unsupported-keyword': unsupportedPage(PAGES.keyword),
  'unsupported-regex': unsupportedPage(PAGES.regex),
  'unsupported-wildcard': unsupportedPage(PAGES.wildcard),
  'unsupported-case-sensitivity': unsupportedPage(PAGES['case-sensitivity']),
  'unsupported-field-reference': unsupportedPage(PAGES['field-reference']),
  'unsupported-cidr': unsupportedPage(PAGES.cidr),
  'unsupported-comparison': unsupportedPage(PAGES.comparison),
  'unsupported-time-part': unsupportedPage(PAGES['time-part']),
  'unsupported-value': unsupportedPage(PAGES.value),
  'unsupported-field-name': unsupportedPage(PAGES['field-name']),
  'unsupported-constant': unsupportedPage(PAGES.constant),
  'unsupported-size': unsupportedPage(PAGES.size),
  'unsupported-correlation': unsupportedPage(PAGES.correlation),
  'approximate-keyword': approximatePage(PAGES.keyword),
  'approximate-regex': approximatePage(PAGES.regex),
  'approximate-wildcard': approximatePage(PAGES.wildcard),
  'approximate-case-sensitivity': approximatePage(PAGES['case-sensitivity']),
  'approximate-field-reference': approximatePage(PAGES['field-reference']),
  'approximate-cidr': approximatePage(PAGES.cidr),
  'approximate-comparison': approximatePage(PAGES.comparison),
  'approximate-time-part': approximatePage(PAGES['time-part']),
  'approximate-value': approximatePage(PAGES.value),
  'approximate-field-name': approximatePage(PAGES['field-name']),
  'approximate-constant': approximatePage(PAGES.constant),
  'approximate-size': approximatePage(PAGES.size),
  'approximate-correlation': approximatePage(PAGES.correlation),
  'format-unknown': {
    summary: 'The target has no output format of this name.',
    reason: 'Formats differ between targets; `default`, the bare query, is always there.',
    remedy: 'Choose one that `sigmaq list formats` shows.',
  },
};
