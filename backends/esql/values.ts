/** Constants that a column is compared with, whatever it holds: one value, or several. */
import { isNumeric } from '../elastic/field-types.ts';
import type { ValueMatcher } from '../elastic/matchers.ts';
import type { Column } from './column.ts';
import { isText, termsOf, type Terms } from './matchers.ts';
import { elementsOf, elementTerms } from './several.ts';
import { printTerms, type Term } from './terms.ts';

/** Terms any of which may match; none at all when no value that such a column can hold would. */
export function valueTerms(matcher: ValueMatcher, { type, several }: Column): Terms {
  const terms = termsOf(matcher, type);
  const isRefused = 'unsupported' in terms && terms.widerTerm === undefined;
  if (!several || isRefused) return terms;
  return isText(type) || type === 'long'
    ? elementTerms(matcher)
    : {
        unsupported: `ES|QL compares no value with a field of type ${type} that holds several`,
        feature: isNumeric(type) ? 'comparison' : matcher.kind === 'cidr' ? 'cidr' : 'value',
      };
}

/** One condition for each way of comparing, to be or'ed. */
export function printValues(column: Column, terms: readonly Term[]): readonly string[] {
  if (column.several) return printTerms(elementsOf(column), terms);
  // Text that is no address becomes null here, and does not match.
  const isAddressText = isText(column.type) && terms.some(({ compare }) => compare === 'network');
  if (!isAddressText) return printTerms(column.name, terms);
  const networks = terms.filter(({ compare }) => compare === 'network');
  const others = terms.filter(({ compare }) => compare !== 'network');
  return [...printTerms(column.name, others), ...printTerms(`to_ip(${column.name})`, networks)];
}
