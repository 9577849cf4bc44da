/**
 * The conditions of one kind of a pipeline item: a list or a map of them, put together by `…_cond_op`, `…_cond_expr`
 * and `…_cond_not`.
 */
import {
  exclusiveKeys,
  misplacedType,
  missingKey,
  unknownCondition,
  unknownType,
  unnamedConditions,
  unusedCondition,
  wrongValue,
} from '../../../diagnostics/messages/pipeline-file.ts';
import { namesIn, readNameExpression, type NameExpression } from '../../../syntax/name-expression.ts';
import type { YamlMapping, YamlNode, YamlPair } from '../../../yaml/node.ts';
import { choice, flag, readParameters } from '../parameters.ts';
import type { Setup } from '../setup.ts';
import type { ConditionTable } from './condition.ts';

/** The kind of conditions, as keys and messages call them. */
export interface ConditionKind<Arguments extends readonly unknown[]> {
  /** `rule` for `rule_conditions`, `rule_cond_op` … */
  readonly prefix: 'rule' | 'detection_item' | 'field_name';
  /** `rule condition` */
  readonly noun: string;
  readonly table: ConditionTable<(...values: Arguments) => boolean>;
  /** The other kinds, by their prefix, for conditions that got under the wrong key. */
  readonly others: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** All keys that conditions of a kind bring along. */
export function conditionKeys({ prefix }: { readonly prefix: string }): readonly string[] {
  return [`${prefix}_conditions`, `${prefix}_cond_op`, `${prefix}_cond_not`, `${prefix}_cond_expr`];
}

type Test<Arguments extends readonly unknown[]> = (...values: Arguments) => boolean;

/**
 * The test that the conditions of this kind make together. An item without conditions passes every test.
 *
 * @returns Undefined when something is wrong, which has then been reported.
 */
export function readConditions<Arguments extends readonly unknown[]>(
  item: YamlMapping,
  kind: ConditionKind<Arguments>,
  setup: Setup,
): Test<Arguments> | undefined {
  const [listKey = '', opKey = '', notKey = '', exprKey = ''] = conditionKeys(kind);
  const pairOf = (name: string): YamlPair | undefined => item.pairs.find(({ key }) => key.text === name);
  const [list, op, negation, expression] = [listKey, opKey, notKey, exprKey].map(pairOf);

  const tests = list === undefined ? new Map<string, Test<Arguments>>() : readTests(list, kind, setup);
  const isOr = op === undefined ? 'and' : readWord(op, choice('and', 'or'), setup);
  const isNegated = negation === undefined ? false : readWord(negation, flag, setup);
  if (op !== undefined && expression !== undefined) {
    setup.report(exclusiveKeys(opKey, exprKey), expression.key.span);
    return undefined;
  }
  if (tests === undefined || isOr === undefined || isNegated === undefined) return undefined;

  const joined =
    expression === undefined
      ? joinAll([...tests.values()], isOr === 'or')
      : readExpression(expression, list, tests, setup);
  if (joined === undefined) return undefined;
  if (tests.size === 0) return () => true;
  return isNegated ? (...values) => !joined(...values) : joined;
}

function readWord<T>(
  { key, value }: YamlPair,
  parameter: { readonly expects: string; readonly read: (node: YamlNode, setup: Setup) => T | symbol },
  setup: Setup,
): T | undefined {
  const read = parameter.read(value, setup);
  if (typeof read !== 'symbol') return read;
  setup.report(wrongValue(key.text, parameter.expects), value.span);
  return undefined;
}

function joinAll<Arguments extends readonly unknown[]>(
  tests: readonly Test<Arguments>[],
  any: boolean,
): Test<Arguments> {
  return any
    ? (...values) => tests.some((test) => test(...values))
    : (...values) => tests.every((test) => test(...values));
}

/** By name; those of a list by their number, which no expression can use. */
function readTests<Arguments extends readonly unknown[]>(
  { key, value }: YamlPair,
  kind: ConditionKind<Arguments>,
  setup: Setup,
): ReadonlyMap<string, Test<Arguments>> | undefined {
  const entries: readonly (readonly [string, YamlNode])[] =
    value.kind === 'mapping'
      ? value.pairs.map((pair) => [pair.key.text, pair.value] as const)
      : value.kind === 'sequence'
        ? value.items.map((node, index) => [String(index), node] as const)
        : [];
  if (value.kind === 'scalar') {
    setup.report(wrongValue(key.text, 'a list of conditions, or a map from names to conditions'), value.span);
    return undefined;
  }
  const tests = new Map<string, Test<Arguments>>();
  for (const [name, node] of entries) {
    const test = readTest(node, kind, setup);
    if (test !== undefined) tests.set(name, test);
  }
  return tests.size === entries.length ? tests : undefined;
}

function readTest<Arguments extends readonly unknown[]>(
  node: YamlNode,
  { noun, table, others }: ConditionKind<Arguments>,
  setup: Setup,
): Test<Arguments> | undefined {
  if (node.kind !== 'mapping') {
    setup.report(wrongValue(noun, 'a map with a `type`'), node.span);
    return undefined;
  }
  const type = node.pairs.find(({ key }) => key.text === 'type')?.value;
  if (type?.kind !== 'scalar') {
    setup.report(missingKey(`a ${noun}`, 'type'), type?.span ?? node.span);
    return undefined;
  }
  const entry = Object.hasOwn(table, type.text) ? table[type.text]?.() : undefined;
  if (entry === undefined) {
    const home = Object.keys(others).find((prefix) => Object.hasOwn(others[prefix] ?? {}, type.text));
    setup.report(
      home === undefined
        ? unknownType(noun, type.text, Object.keys(table))
        : misplacedType(noun, type.text, `\`${home}_conditions\``),
      type.span,
    );
    return undefined;
  }
  const values = readParameters(entry.parameters, node, `the ${noun} ${type.text}`, ['type'], setup);
  return values && entry.create(values, setup);
}

function readExpression<Arguments extends readonly unknown[]>(
  { key, value }: YamlPair,
  list: YamlPair | undefined,
  tests: ReadonlyMap<string, Test<Arguments>>,
  setup: Setup,
): Test<Arguments> | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    setup.report(wrongValue(key.text, 'an expression over names of conditions'), value.span);
    return undefined;
  }
  if (list?.value.kind !== 'mapping') {
    setup.report(unnamedConditions(key.text.replace('cond_expr', 'conditions'), key.text), key.span);
    return undefined;
  }
  const { text, span, verbatim } = value;
  const { source } = setup.collector;
  const { root, diagnostics } = readNameExpression({ text, span, verbatim, source });
  setup.collector.add(diagnostics);
  if (root === undefined) return undefined;

  const used = new Set<string>();
  let isKnown = true;
  for (const { name, offset } of namesIn(root)) {
    used.add(name);
    if (tests.has(name)) continue;
    isKnown = false;
    const start = span.start + offset;
    const place = verbatim ? { start, end: start + name.length } : span;
    setup.report(unknownCondition(name, [...tests.keys()]), place);
  }
  for (const pair of list.value.pairs) {
    const name = pair.key.text;
    if (used.has(name)) continue;
    isKnown = false;
    setup.report(unusedCondition(name, key.text), pair.key.span);
  }
  return isKnown ? evaluate(root, tests) : undefined;
}

/** The parser bounds the depth. */
function evaluate<Arguments extends readonly unknown[]>(
  node: NameExpression,
  tests: ReadonlyMap<string, Test<Arguments>>,
): Test<Arguments> {
  switch (node.kind) {
    case 'name':
      return tests.get(node.name) as Test<Arguments>;
    case 'not': {
      const test = evaluate(node.operand, tests);
      return (...values) => !test(...values);
    }
    default:
      return joinAll(
        node.operands.map((operand) => evaluate(operand, tests)),
        node.kind === 'or',
      );
  }
}
