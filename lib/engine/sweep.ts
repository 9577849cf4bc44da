/**
 * One pass over the fields of an event for several scanners at once: each field is looked up, and its text taken,
 * one time.
 */
import { allValues, fieldPath, lookUp, type FieldPath } from '../match/lookup.ts';
import type { EventRecord } from '../query/event.ts';
import { createFieldPatterns } from './field-index.ts';
import {
  interestIn,
  offer,
  planField,
  searchAll,
  type FieldPlan,
  type Hit,
  type Interest,
} from './field-plan.ts';
import type { Scanner } from './scanner.ts';

export interface Sweep {
  /**
   * Shows the event to the scanners; what they make of it is theirs to tell.
   *
   * @param layout - Of the events of this kind; the sweep keeps it up to date.
   */
  scan(event: EventRecord, layout: Layout): void;
}

/** The fields of the last event of a kind in their order: most others have the same. */
export interface Layout {
  readonly names: string[];
  readonly plans: FieldPlan[];
}

interface PathPlan {
  readonly path: FieldPath;
  readonly interests: readonly Interest[];
}

/** Events have some dozens of fields, hostile ones any number, and of each the last value is kept. */
const MAX_PLANS = 256;

/** Longer names of fields, which no log has, would be held on to. */
const MAX_NAME_LENGTH = 256;

/** @param keywords - What the scanners look for in every value, see {@link keywordInterest}. */
export function createSweep(scanners: readonly Scanner[], keywords: Interest | undefined): Sweep {
  const everywhere = keywords === undefined ? [] : [keywords];
  const byName = new Map<string, Interest[]>();
  for (const scanner of scanners) {
    const hits = Array.from({ length: scanner.searches.count }, (_, signal) => ({ scanner, signal }));
    for (const [field, index] of scanner.searches.fields) {
      const interests = byName.get(field);
      if (interests === undefined) byName.set(field, [interestIn(index, hits)]);
      else interests.push(interestIn(index, hits));
    }
  }
  const plans = new Map<string, FieldPlan>();
  const paths: PathPlan[] = [];
  for (const [name, interests] of byName) {
    // A name with dots can be a path into nested objects and is looked up; others are keys of the event or nothing.
    if (name.includes('.')) paths.push({ path: fieldPath(name), interests });
    else plans.set(name, planField(interests, everywhere));
  }
  const mostPlans = plans.size + MAX_PLANS;
  const anyOther = planField([], everywhere);

  function planOf(name: string, place: number, layout: Layout): FieldPlan {
    let plan = plans.get(name);
    if (plan === undefined) {
      if (plans.size >= mostPlans || name.length > MAX_NAME_LENGTH) return anyOther;
      plan = planField([], everywhere);
      plans.set(name, plan);
    }
    if (place < MAX_PLANS) {
      layout.names[place] = name;
      layout.plans[place] = plan;
    }
    return plan;
  }

  return {
    scan(event, layout) {
      const { names, plans: inOrder } = layout;
      let nested: unknown[] | undefined;
      let place = 0;
      const show = (name: string, raw: unknown): void => {
        const plan = names[place] === name ? (inOrder[place] as FieldPlan) : planOf(name, place, layout);
        place++;
        if (plan.all.length > 0) offer(raw, plan);
        if (typeof raw === 'object' && raw !== null) (nested ??= []).push(raw);
      };
      if (hasPlainPrototype(event)) {
        // The fast way through the fields of an object: they are all its own.
        for (const name in event) show(name, event[name]);
      } else for (const name of Object.keys(event)) show(name, event[name]);
      for (const { path, interests } of paths) {
        for (const { text } of lookUp(event, path)) searchAll(text, interests);
      }
      if (nested !== undefined && keywords !== undefined) {
        for (const { text } of allValues({ nested })) searchAll(text, everywhere);
      }
    },
  };
}

/** The keywords of all scanners as one. */
export function keywordInterest(scanners: readonly Scanner[]): Interest | undefined {
  const patterns = createFieldPatterns();
  const hits: Hit[] = [];
  for (const scanner of scanners) {
    for (const { place, text, cased, signal } of scanner.searches.keywords) {
      patterns.add(place, { text, cased, signal: hits.push({ scanner, signal }) - 1 });
    }
  }
  return hits.length === 0 ? undefined : interestIn(patterns.build(), hits);
}

function hasPlainPrototype(event: EventRecord): boolean {
  const prototype: unknown = Object.getPrototypeOf(event);
  if (prototype === null) return true;
  if (prototype !== Object.prototype) return false;
  // Whatever somebody put into the prototype of all objects.
  for (const _ in {}) return false;
  return true;
}
