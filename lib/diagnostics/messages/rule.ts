/** What loading a rule says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

/** How a message calls the kinds of a YAML node. */
const KIND_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a map' } as const;

type NodeKind = keyof typeof KIND_NAMES;

// Kinds of documents

export function notAMap(kind: NodeKind): Finding {
  return {
    code: 'rule-not-a-map',
    severity: 'error',
    message: `a rule is a map of attributes, and this document is ${KIND_NAMES[kind]}`,
  };
}

export function emptyDocument(): Finding {
  return { code: 'rule-not-a-map', severity: 'error', message: 'the document has no attributes' };
}

export function notSigma(): Finding {
  return {
    code: 'rule-document-type',
    severity: 'error',
    message:
      'this is nothing of Sigma: it has no title, no logsource and no detection, correlation or filter',
  };
}

// Attributes in general

export function missingAttribute(noun: string, name: string, misspelt: string | undefined): Finding {
  return {
    code: 'rule-missing-attribute',
    severity: 'error',
    message: `a ${noun} needs a ${quoteText(name)}`,
    hints: misspelt === undefined ? [] : [`${quoteText(misspelt)} should be ${quoteText(name)}`],
  };
}

export function unknownAttribute(name: string, meant: string): Finding {
  return {
    code: 'rule-unknown-attribute',
    severity: 'warning',
    message: `the specification has no attribute ${quoteText(name)}`,
    hints: [`did you mean ${quoteText(meant)}?`],
  };
}

export function misplacedAttribute(name: string, section: string): Finding {
  return {
    code: 'rule-misplaced-attribute',
    severity: 'warning',
    message: `${quoteText(name)} stands outside the ${quoteText(section)} section and has no effect`,
    hints: [`indent it, so that it stands below ${quoteText(`${section}:`)}`],
  };
}

export function attributeInDetection(name: string): Finding {
  return {
    code: 'rule-misplaced-attribute',
    severity: 'warning',
    message: `${quoteText(name)} stands inside the \`detection\` section, where it is a search for a keyword`,
    hints: ['remove its indentation'],
  };
}

export function attributeType(name: string, expected: string, found: NodeKind): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'warning',
    message: `${quoteText(name)} is ${expected}, and this is ${KIND_NAMES[found]}; it is ignored`,
  };
}

export function attributeNotQuoted(name: string, type: string): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'info',
    message: `${quoteText(name)} is text, and YAML reads this as a ${type}; its spelling is taken`,
    hints: ['quote the value'],
  };
}

export function attributeNotAList(name: string): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'info',
    message: `${quoteText(name)} is a list; the one value is taken as a list of one`,
  };
}

export function authorList(): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'info',
    message: '`author` is text; the names of the list are joined with commas',
  };
}

export function itemNotText(name: string): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'warning',
    message: `an item of ${quoteText(name)} is not text; it is ignored`,
    hints: ['an item that has `: ` in it must be quoted'],
  };
}

export function attributeEmpty(name: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `${quoteText(name)} is empty; leave it out when there is nothing to say`,
  };
}

export function attributeLength(name: string, limit: number): Finding {
  return {
    code: 'rule-attribute-length',
    severity: 'warning',
    message: `${quoteText(name)} has more than the ${limit} characters that the specification allows`,
  };
}

// Single attributes

export function unknownWord(name: string, text: string, words: readonly string[]): Finding {
  const near = closest(text, words);
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `${quoteText(name)} cannot be ${quoteText(text)}; it is ignored`,
    hints: [near === undefined ? `it is one of ${words.join(', ')}` : `did you mean \`${near}\`?`],
  };
}

export function wordCase(name: string, text: string, word: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `${quoteText(name)} is written in lower case: \`${word}\`, not ${quoteText(text)}`,
  };
}

export function badId(name: string, text: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `the ${name} ${quoteText(text)} is not a UUID`,
  };
}

export function badDate(name: string, text: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `${quoteText(name)} is not a date: ${quoteText(text)}; it is ignored`,
    hints: ['dates are written YYYY-MM-DD'],
  };
}

export function oldDate(name: string, date: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'info',
    message: `${quoteText(name)} is written ${date} since version 2 of the specification`,
  };
}

export function badTag(tag: string): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `the tag ${quoteText(tag)} is not \`namespace.name\` in lower case, digits, \`-\` and \`_\``,
  };
}

export function relationNotAMap(): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'warning',
    message: 'an entry of `related` is a map with `id` and `type`; this one is ignored',
  };
}

export function relationIncomplete(missing: 'id' | 'type'): Finding {
  return {
    code: 'rule-attribute-value',
    severity: 'warning',
    message: `an entry of \`related\` needs \`${missing}\`; this one is ignored`,
  };
}

// Log source

export function sectionType(name: 'logsource' | 'detection', found: NodeKind): Finding {
  const content =
    name === 'logsource' ? '`category`, `product` or `service`' : 'search identifiers and a `condition`';
  return {
    code: 'rule-attribute-type',
    severity: 'error',
    message: `\`${name}\` is a map with ${content}, and this is ${KIND_NAMES[found]}`,
  };
}

export function logSourceEmpty(): Finding {
  return {
    code: 'logsource-empty',
    severity: 'error',
    message: '`logsource` names no `category`, no `product` and no `service`',
  };
}

export function logSourceType(name: string, found: NodeKind): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'error',
    message: `${quoteText(name)} is one name, and this is ${KIND_NAMES[found]}`,
    hints: ['write a rule for each log source'],
  };
}

// Detection

export function noSearch(): Finding {
  return {
    code: 'detection-no-search',
    severity: 'error',
    message: '`detection` has nothing to search for',
    hints: ['add a search identifier, for example `selection`, with the fields and values to look for'],
  };
}

export function missingCondition(misspelt: string | undefined): Finding {
  return {
    code: 'detection-missing-condition',
    severity: 'error',
    message: '`detection` has no `condition`',
    hints: [
      misspelt === undefined
        ? 'add one that combines the search identifiers, for example `condition: selection`'
        : `${quoteText(misspelt)} should be \`condition\``,
    ],
  };
}

export function emptyCondition(): Finding {
  return { code: 'detection-missing-condition', severity: 'error', message: 'the `condition` is empty' };
}

export function tooManyConditions(count: number, limit: number): Finding {
  return {
    code: 'rule-attribute-length',
    severity: 'error',
    message: `the rule has ${count} conditions, more than the ${limit} that are read`,
    hints: ['write a rule for each, or join them with `or`'],
  };
}

export function conditionType(found: NodeKind): Finding {
  return {
    code: 'rule-attribute-type',
    severity: 'error',
    message: `a condition is text, and this is ${KIND_NAMES[found]}`,
  };
}

export function deprecatedTimeframe(): Finding {
  return {
    code: 'detection-deprecated-timeframe',
    severity: 'warning',
    message: '`timeframe` has no effect: version 2 of the specification replaced it by correlations',
  };
}

export function emptySearch(name: string): Finding {
  return {
    code: 'detection-empty',
    severity: 'error',
    message: `nothing stands below the search identifier ${quoteText(name)}`,
  };
}

export function emptyCollection(kind: 'map' | 'list'): Finding {
  return { code: 'detection-empty', severity: 'error', message: `an empty ${kind} matches nothing` };
}

export function valueType(found: NodeKind): Finding {
  return {
    code: 'detection-value-type',
    severity: 'error',
    message: `a value of a field is text, a number, true, false or null, and this is ${KIND_NAMES[found]}`,
    hints: found === 'mapping' ? ['a value that has `: ` in it, or starts with `{`, must be quoted'] : [],
  };
}

export function keywordNull(): Finding {
  return {
    code: 'detection-keyword-null',
    severity: 'error',
    message: 'a keyword cannot be null: there is no field that could be missing',
    hints: ["for the word itself, quote it: 'null'"],
  };
}
