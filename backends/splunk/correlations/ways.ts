/**
 * The ways to read an event: where rules have a group, or what is counted, in fields of their own, an event can stand for
 * several groups. Mostly there is one way.
 */
import type { CorrelationRequest } from '../../../lib/backend/correlation.ts';
import type { CorrelationPath, Passage } from '../../../lib/backend/correlation-paths.ts';
import { whereField } from '../fields.ts';
import { allOf, anyOf, refuse, type Condition, type Writer } from './writer.ts';

export interface Way {
  /** The fields of the groups, as expressions. */
  readonly groups: readonly string[];
  /** The expression of what is counted; undefined where nothing is. */
  readonly value: string | undefined;
  /** By the number of an input, which events are its own. */
  readonly inputs: Map<number, Condition[]>;
}

/** What tells one way from others. */
export function wayOf({ groupBy, fields }: Pick<Passage, 'groupBy' | 'fields'>): string {
  return JSON.stringify([groupBy, fields]);
}

/** By {@link wayOf}. Fields without a name in SPL are refused. */
export function waysOf(
  request: CorrelationRequest,
  paths: readonly CorrelationPath[],
  writer: Writer,
): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const input of request.inputs.keys()) {
    const own = paths.filter((path) => path.input === input);
    const inner = own.map(({ through: [first] }) =>
      first === undefined ? undefined : writer.passageTest(first),
    );
    const isOne = new Set(own.map(wayOf)).size === 1 && new Set(inner).size === 1;
    for (const [index, path] of own.entries()) {
      const key = wayOf(path);
      const way = ways.get(key) ?? {
        ...expressions(request, path, writer),
        inputs: new Map<number, Condition[]>(),
      };
      ways.set(key, way);
      // Where all its matches are read alike, it does not matter which rule they are of.
      const short = isOne ? inner[index] : undefined;
      const condition = allOf([writer.ruleTest(path.rule), ...path.through.map(writer.passageTest)]);
      way.inputs.set(input, [...(way.inputs.get(input) ?? []), short ?? condition]);
    }
  }
  return ways;
}

/** Whether an event is read in this way at all. */
export function isRead({ inputs }: Way): Condition {
  return anyOf([...inputs.values()].flat());
}

function expressions(
  request: CorrelationRequest,
  { input, groupBy, fields }: CorrelationPath,
  writer: Writer,
): Pick<Way, 'groups' | 'value'> {
  const [groups, counted] = [groupBy, fields].map((names) =>
    names.map((name) => (name === undefined ? undefined : whereField(name))),
  ) as [(string | undefined)[], (string | undefined)[]];
  if ([...groups, ...counted].includes(undefined)) {
    const { span } = request.inputs[input]?.reference ?? request.correlation;
    refuse(writer, 'no single field of SPL holds what is grouped by or counted', span);
  }
  const { condition, type } = request.correlation.correlation;
  const isCounted = condition.kind === 'threshold' && condition.fields.length > 0;
  return {
    groups: groups.map((name) => name ?? ''),
    value: !isCounted
      ? undefined
      : type === 'value_count'
        ? together(counted)
        : `tonumber(${counted[0] ?? ''})`,
  };
}

/** Several texts as one that no other texts come to: each with its length in front. */
function together(names: readonly (string | undefined)[]): string {
  const [only] = names;
  const text = names.length === 1 ? only : names.map((name) => `len(${name}).":".${name}`).join('.');
  return `if(${names.map((name) => `${name}!=""`).join(' AND ')}, ${text}, null())`;
}
