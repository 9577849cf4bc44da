/** A field against another field of the same event: some value of one stands in the relation to some of the other. */
import type { FieldReferenceMatcher } from '../query/query.ts';
import { valuesAt, type EventTest } from './reading.ts';
import { foldedText, type FieldValue } from './values.ts';

type Relation = (left: string, right: string) => boolean;

const RELATIONS: Readonly<Record<FieldReferenceMatcher['relation'], Relation>> = {
  equals: (left, right) => left === right,
  startsWith: (left, right) => left.startsWith(right),
  endsWith: (left, right) => left.endsWith(right),
  contains: (left, right) => left.includes(right),
};

/** False when either field is missing; an empty value is not missing, and every text contains it. */
export function testReference(
  { relation, cased }: FieldReferenceMatcher,
  leftSlot: number,
  rightSlot: number,
): EventTest {
  const holds = RELATIONS[relation];
  const textOf = cased ? ({ text }: FieldValue): string => text : foldedText;
  return (reading) => {
    const left = valuesAt(reading, leftSlot);
    const right = left.length === 0 ? left : valuesAt(reading, rightSlot);
    return left.some((each) => right.some((other) => holds(textOf(each), textOf(other))));
  };
}
