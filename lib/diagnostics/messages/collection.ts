/** What merging and gathering documents says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

export function nothingToRepeat(): Finding {
  return {
    code: 'collection-action',
    severity: 'error',
    message: '`action: repeat` completes the rule before it, and there is none',
  };
}

export function resetWithContent(): Finding {
  return {
    code: 'collection-action',
    severity: 'warning',
    message:
      '`action: reset` ends the effect of `action: global` before it; the rest of its document has no effect',
  };
}

export function overridden(name: string): Finding {
  return {
    code: 'collection-conflict',
    severity: 'warning',
    message: `${quoteText(name)} stands in the \`action: global\` document as well, and its value there is taken`,
  };
}

export function globalValue(): string {
  return 'the value that is taken';
}

export function tooMuchMerged(limit: number): Finding {
  return {
    code: 'collection-action',
    severity: 'error',
    message: `the documents up to here take more than ${limit} pieces from global and repeated documents`,
    hints: ['put the rules into several files'],
  };
}

// References across documents

/** @param place - Of the first, as `file:line`. */
export function duplicate(attribute: 'id' | 'name', text: string, place: string): Finding {
  return {
    code: attribute === 'id' ? 'collection-duplicate-id' : 'collection-duplicate-name',
    severity: 'warning',
    message: `the ${attribute} ${quoteText(text)} is taken by ${place}; references by it are ambiguous`,
  };
}

export function unknownReference(text: string, known: Iterable<string>): Finding {
  const near = closest(text, known);
  return {
    code: 'reference-unknown',
    severity: 'error',
    message: `no usable rule has the id or the name ${quoteText(text)}`,
    hints: [
      near === undefined
        ? 'the rule has to be among the inputs, and free of errors'
        : `did you mean ${quoteText(near)}?`,
    ],
  };
}

/** How many places a hint names. */
const MAX_PLACES = 3;

/** @param places - Of those that could be meant, as `file:line`. */
export function ambiguousReference(text: string, places: readonly string[]): Finding {
  return {
    code: 'reference-ambiguous',
    severity: 'error',
    message: `${quoteText(text)} is the id or the name of several rules`,
    hints: [
      `it could be ${places.slice(0, MAX_PLACES).join(' or ')}${places.length > MAX_PLACES ? ' or others' : ''}`,
    ],
  };
}

export function sameRuleTwice(text: string, other: string): Finding {
  return {
    code: 'reference-ambiguous',
    severity: 'error',
    message: `${quoteText(text)} and ${quoteText(other)} are the same rule`,
  };
}

export function unusableReference(text: string): Finding {
  return {
    code: 'reference-unusable',
    severity: 'error',
    message: `the correlation ${quoteText(text)} is not usable itself`,
    hints: ['its own errors say why'],
  };
}

export function cyclicReference(path: readonly string[]): Finding {
  return {
    code: 'reference-cycle',
    severity: 'error',
    message: 'this correlation refers to itself',
    hints: [path.map(quoteText).join(' → ')],
  };
}

export function chainTooLarge(limit: number): Finding {
  return {
    code: 'reference-cycle',
    severity: 'error',
    message: `written out, the chain of correlations below this one has more than ${limit} rules`,
  };
}

// Filters

export function filterUnused(): Finding {
  return {
    code: 'filter-unused',
    severity: 'warning',
    message: 'the filter applies to nothing: no rule has this log source',
  };
}

export function filterUnknownRule(text: string, known: Iterable<string>): Finding {
  const near = closest(text, known);
  return {
    code: 'filter-unused',
    severity: 'warning',
    message: `no rule has the id or the name ${quoteText(text)}, so the filter does not apply to it`,
    hints: near === undefined ? [] : [`did you mean ${quoteText(near)}?`],
  };
}

export function filterOtherLogSource(text: string): Finding {
  return {
    code: 'filter-unused',
    severity: 'warning',
    message: `the rule ${quoteText(text)} has another log source, so the filter does not apply to it`,
    hints: ['the log source of the rule must have everything that the filter names'],
  };
}

export function filterOnCorrelation(text: string): Finding {
  return {
    code: 'filter-unused',
    severity: 'warning',
    message: `${quoteText(text)} is a correlation, and filters apply to rules`,
    hints: ['filter the rules it refers to'],
  };
}

export function tooManyFilters(limit: number, title: string): Finding {
  return {
    code: 'filter-rules',
    severity: 'error',
    message: `${quoteText(title)} has ${limit} filters already, and this one is not applied to it`,
    hints: ['put values of one kind into one filter'],
  };
}
