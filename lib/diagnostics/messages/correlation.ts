/** What loading a correlation says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

const KIND_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a map' } as const;

type NodeKind = keyof typeof KIND_NAMES;

function error(code: Finding['code'], message: string, hints: readonly string[] = []): Finding {
  return { code, severity: 'error', message, hints };
}

function suggestion(written: string, known: readonly string[]): string {
  const near = closest(written, known);
  return near === undefined ? `it is one of ${known.join(', ')}` : `did you mean ${quoteText(near)}?`;
}

// The section

export function notASection(found: NodeKind): Finding {
  return error(
    'correlation-section',
    `\`correlation\` is a map with \`type\`, \`rules\`, \`timespan\` and \`condition\`, and this is ${KIND_NAMES[found]}`,
  );
}

export function unknownPart(name: string, known: readonly string[]): Finding {
  return error(
    'correlation-section',
    `a correlation has no ${quoteText(name)}, and what it would change is unknown`,
    [suggestion(name, known)],
  );
}

// Its type

export function missingType(known: readonly string[]): Finding {
  return error('correlation-type', 'the correlation has no `type`', [`it is one of ${known.join(', ')}`]);
}

export function unknownType(written: string, known: readonly string[]): Finding {
  return error('correlation-type', `no correlation type is called ${quoteText(written)}`, [
    suggestion(written, known),
  ]);
}

export function typeNotText(found: NodeKind): Finding {
  return error('correlation-type', `\`type\` is one word, and this is ${KIND_NAMES[found]}`);
}

// Its rules

export function missingRules(): Finding {
  return error('correlation-rules', 'the correlation refers to no rule', [
    'list the `id` or the `name` of each rule below `rules`',
  ]);
}

export function ruleNotText(found: NodeKind): Finding {
  return error(
    'correlation-rules',
    `a rule is referred to by its \`id\` or its \`name\`, and this is ${found === 'scalar' ? 'empty' : KIND_NAMES[found]}`,
  );
}

export function repeatedRule(text: string): Finding {
  return error('correlation-rules', `${quoteText(text)} is listed twice`);
}

export function tooManyRules(count: number, limit: number): Finding {
  return error(
    'correlation-rules',
    `the correlation refers to ${count} rules, more than the ${limit} that are read`,
    ['chain correlations: one that counts for each part, and one above them'],
  );
}

export function singleRule(): Finding {
  return {
    code: 'correlation-rules',
    severity: 'warning',
    message: 'the order of one rule says nothing: every match of it is a match of the correlation',
  };
}

// Groups and aliases

export function groupByType(found: NodeKind): Finding {
  return error('correlation-group-by', `\`group-by\` is a list of fields, and this is ${KIND_NAMES[found]}`);
}

export function groupByNotText(): Finding {
  return error('correlation-group-by', 'an item of `group-by` is the name of a field, and this is none');
}

export function tooManyGroups(limit: number): Finding {
  return error('correlation-group-by', `a correlation groups by at most ${limit} fields`);
}

export function repeatedGroupBy(name: string): Finding {
  return error('correlation-group-by', `${quoteText(name)} is listed twice`);
}

export function aliasType(place: 'aliases' | 'alias', found: NodeKind): Finding {
  const expected =
    place === 'aliases' ? '`aliases` is a map of aliases' : 'an alias is a map from rules to their fields';
  return error('correlation-aliases', `${expected}, and this is ${KIND_NAMES[found]}`);
}

export function tooManyAliases(limit: number): Finding {
  return error('correlation-aliases', `there are more than the ${limit} that are read`);
}

export function aliasFieldNotText(): Finding {
  return error('correlation-aliases', 'an alias gives each rule one field, and this is none');
}

export function aliasOfOtherRule(reference: string, known: readonly string[]): Finding {
  const near = closest(reference, known);
  return error(
    'correlation-aliases',
    `${quoteText(reference)} is not among the \`rules\` of the correlation`,
    [near === undefined ? 'aliases name rules as `rules` does' : `did you mean ${quoteText(near)}?`],
  );
}

export function aliasWithoutRule(alias: string, rule: string): Finding {
  return {
    code: 'correlation-aliases',
    severity: 'warning',
    message: `the alias ${quoteText(alias)} has no field for ${quoteText(rule)}, whose events are looked up by the alias itself`,
  };
}

export function unusedAlias(alias: string): Finding {
  return {
    code: 'correlation-aliases',
    severity: 'warning',
    message: `neither \`group-by\` nor a counted field uses the alias ${quoteText(alias)}`,
  };
}

// The window

export function missingTimespan(): Finding {
  return error('correlation-timespan', 'the correlation has no `timespan`', ['for example `timespan: 10m`']);
}

export function timespanNotText(found: NodeKind): Finding {
  return error(
    'correlation-timespan',
    `\`timespan\` is a number and a letter, and this is ${KIND_NAMES[found]}`,
  );
}

export function badTimespan(text: string): Finding {
  return error('correlation-timespan', `${quoteText(text)} is no time span`, [
    /[A-Z]$/.test(text)
      ? 'units are lower case: `s`, `m`, `h`, `d`'
      : /^\d+[My]$/.test(text)
        ? 'months and years have no fixed length: write days'
        : 'write a whole number above zero and one of `s`, `m`, `h`, `d`, for example `90m`',
  ]);
}

export function timespanTooLong(days: number): Finding {
  return error('correlation-timespan', `a time span is at most ${days} days`);
}

// The condition

export function missingCondition(): Finding {
  return error('correlation-condition', 'the correlation has no `condition`', [
    'for example `condition: { gte: 10 }`',
  ]);
}

export function conditionType(found: NodeKind, mayBeText: boolean): Finding {
  return error(
    'correlation-condition',
    `\`condition\` is a map such as \`gte: 10\`${mayBeText ? ' or an expression over rules' : ''}, and this is ${KIND_NAMES[found]}`,
  );
}

export function expressionOfOtherType(type: string): Finding {
  return error(
    'correlation-condition',
    `an expression over rules belongs to temporal correlations, and ${quoteText(type)} compares a number`,
    ['for example `condition: { gte: 10 }`'],
  );
}

export function unknownOperator(name: string, known: readonly string[]): Finding {
  return error('correlation-condition', `${quoteText(name)} is no part of a condition`, [
    suggestion(name, known),
  ]);
}

export function noOperator(): Finding {
  return error('correlation-condition', 'the condition compares with nothing', [
    'add `gt`, `gte`, `lt`, `lte`, `eq` or `neq`',
  ]);
}

export function tooManyOperators(): Finding {
  return error(
    'correlation-condition',
    'a condition has one comparison, or the two ends of a range: one of `gt`, `gte` and one of `lt`, `lte`',
  );
}

export function boundNotANumber(operator: string, whole: boolean): Finding {
  return error(
    'correlation-condition',
    `\`${operator}\` compares with a ${whole ? 'whole number that is not negative' : 'number'}`,
  );
}

export function impossible(): Finding {
  return error('correlation-condition', 'no number meets this condition');
}

export function aboveRuleCount(count: number): Finding {
  return error(
    'correlation-condition',
    `the correlation refers to ${count} rules, and no more than that can occur`,
  );
}

export function metByOne(): Finding {
  return {
    code: 'correlation-condition',
    severity: 'warning',
    message: 'one event meets this condition: windows slide, and each starts with a single event',
    hints: ['to find what is rare over fixed times, search for it on a schedule'],
  };
}

// Extended conditions

export function expressionSelector(): Finding {
  return error('correlation-expression', 'rules are named one by one: an expression over rules has no `of`');
}

export function expressionUnknownRule(name: string, known: readonly string[]): Finding {
  const near = closest(name, known);
  return error('correlation-expression', `${quoteText(name)} is not among the \`rules\` of the correlation`, [
    near === undefined ? 'expressions name rules as `rules` does' : `did you mean ${quoteText(near)}?`,
  ]);
}

export function expressionOmitsRule(name: string): Finding {
  return error('correlation-expression', `the condition says nothing about ${quoteText(name)}`, [
    'name every rule in it, or take the rule out of `rules`',
  ]);
}

export function expressionMetByNothing(): Finding {
  return error('correlation-expression', 'the condition also holds where none of the rules occurs', [
    'require at least one rule: `a and not b`',
  ]);
}

export function expressionTooWide(limit: number): Finding {
  return error(
    'correlation-expression',
    `the condition has more than ${limit} alternatives when it is written out as \`(… and …) or (… and …)\``,
  );
}

// What is counted

export function missingField(type: string): Finding {
  return error('correlation-field', `${quoteText(type)} needs the \`field\` it is about in its condition`);
}

export function superfluousField(type: string): Finding {
  return error('correlation-field', `${quoteText(type)} counts no field`);
}

export function fieldType(): Finding {
  return error('correlation-field', '`field` is the name of a field, or a list of such names');
}

export function tooManyFields(type: string): Finding {
  return error('correlation-field', `${quoteText(type)} is about one field`, [
    'lists are for `value_count`, which counts the combinations of the values',
  ]);
}

export function repeatedField(name: string): Finding {
  return error('correlation-field', `${quoteText(name)} is listed twice`);
}

export function missingPercentile(): Finding {
  return error('correlation-percentile', '`value_percentile` does not say which percentile', [
    'add it to the condition, for example `percentile: 95`; the median is `percentile: 50`',
  ]);
}

export function badPercentile(): Finding {
  return error('correlation-percentile', '`percentile` is a number from 0 to 100');
}

export function superfluousPercentile(type: string): Finding {
  return error('correlation-percentile', `${quoteText(type)} has no percentile`, [
    'the type for it is `value_percentile`',
  ]);
}

export function generateNotBoolean(): Finding {
  return error('correlation-generate', '`generate` is true or false');
}
