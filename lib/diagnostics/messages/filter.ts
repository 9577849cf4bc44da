/** What loading a filter says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { quoteText } from './quote-text.ts';

const KIND_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a map' } as const;

type NodeKind = keyof typeof KIND_NAMES;

export function notASection(found: NodeKind): Finding {
  return {
    code: 'filter-section',
    severity: 'error',
    message: `\`filter\` is a map with \`rules\`, searches and a \`condition\`, and this is ${KIND_NAMES[found]}`,
  };
}

export function missingRules(): Finding {
  return {
    code: 'filter-rules',
    severity: 'error',
    message: 'the filter does not say which rules it is for',
    hints: ['list the `id` or the `name` of each below `rules`, or write `rules: any`'],
  };
}

export function ruleNotText(): Finding {
  return {
    code: 'filter-rules',
    severity: 'error',
    message: 'a rule is referred to by its `id` or its `name`',
  };
}

export function repeatedRule(text: string): Finding {
  return { code: 'filter-rules', severity: 'warning', message: `${quoteText(text)} is listed twice` };
}

export function severalConditions(): Finding {
  return {
    code: 'filter-condition',
    severity: 'error',
    message: 'a filter has one condition',
    hints: ['write a filter for each'],
  };
}

export function keepsMatches(condition: string): Finding {
  return {
    code: 'filter-condition',
    severity: 'warning',
    message: `rules with this filter report only what meets ${quoteText(condition)}: a filter is added with \`and\``,
    hints: [`to leave these events out, write ${quoteText(`not ${condition}`)}`],
  };
}

export function notAFilter(): Finding {
  return {
    code: 'filter-section',
    severity: 'warning',
    message: 'this document is no filter, and it was given as one; it is left out',
    hints: ['name files of rules without `--filter`'],
  };
}
