/**
 * Conditions: text to tree. The only file that knows their grammar; replacing the parser touches nothing else.
 *
 * Rule sets repeat a few hundred conditions thousands of times, so trees are remembered by text, with places
 * relative to it, and moved to where the text stands.
 */
import grammar from '../../grammar/condition.ohm-bundle.js';
import type { ConditionSemantics } from '../../grammar/condition.ohm-bundle.js';
import type { Condition, ConditionNode } from '../ast/condition.ts';
import { diagnose, type Diagnostic, type Finding } from '../diagnostics/diagnostic.ts';
import { conditionsTooLong } from '../diagnostics/messages/condition.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';
import { joinSpans, type Source, type Span } from '../source/source.ts';
import { explainFailure } from './condition-failure.ts';
import { checkLimits, MAX_CONDITION_LENGTH, MAX_CONDITIONS_LENGTH } from './condition-limits.ts';

/** What {@link parseCondition} makes of a text. */
export interface ConditionResult {
  /** Undefined when the text is not a condition; the diagnostics then say why. */
  readonly condition: Condition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A place in the condition's text, not yet in the source. */
export interface ConditionFailure extends Span {
  readonly finding: Finding;
}

type Outcome = { readonly root: ConditionNode } | { readonly failure: ConditionFailure };

/**
 * The tree of a condition. Names are not looked up: that is the resolver's part.
 *
 * @param embedded - The condition and where it stands in the rule.
 * @example
 * parseCondition(embedded('selection and not 1 of filter_*')).condition?.root
 * // { kind: 'and', operands: [{ kind: 'identifier', name: 'selection', … }, { kind: 'not', … }], … }
 */
export function parseCondition(embedded: EmbeddedText): ConditionResult {
  const outcome = parseWithinAllowance(embedded);
  if ('failure' in outcome) {
    const { finding, start, end } = outcome.failure;
    const span = spanWithin(embedded, start, end);
    return { condition: undefined, diagnostics: [diagnose(finding, embedded.source, span)] };
  }
  const root = moveTo(embedded, outcome.root);
  return { condition: { text: embedded.text, root, span: embedded.span }, diagnostics: [] };
}

/** What one source has had parsed. */
interface Account {
  readonly outcomes: Map<string, Outcome>;
  /** Of all texts in {@link outcomes}. */
  length: number;
}

const accounts = /* @__PURE__ */ new WeakMap<Source, Account>();

/** The same source always gets the same answer: what other sources made the parser remember saves time, no more. */
function parseWithinAllowance({ source, text }: EmbeddedText): Outcome {
  let account = accounts.get(source);
  if (account === undefined) {
    account = { outcomes: new Map(), length: 0 };
    accounts.set(source, account);
  }
  const known = account.outcomes.get(text);
  if (known !== undefined) return known;
  // What is too long by itself is refused unparsed, and costs the others nothing.
  if (text.length <= MAX_CONDITION_LENGTH) account.length += text.length;
  if (account.length > MAX_CONDITIONS_LENGTH) {
    return { failure: { finding: conditionsTooLong(MAX_CONDITIONS_LENGTH), start: 0, end: text.length } };
  }
  const outcome = parseRemembered(text);
  account.outcomes.set(text, outcome);
  return outcome;
}

/** How many conditions to remember; all public rules together have 450 different ones. */
const MEMORY_ENTRIES = 2000;
/** Longer conditions are not remembered: they are rare, and memory is bounded by entries times this. */
const MEMORY_TEXT_LENGTH = 1000;

const memory = /* @__PURE__ */ new Map<string, Outcome>();

function parseRemembered(text: string): Outcome {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const outcome = parse(text);
  if (text.length <= MEMORY_TEXT_LENGTH) {
    if (memory.size >= MEMORY_ENTRIES) memory.clear();
    memory.set(text, outcome);
  }
  return outcome;
}

function parse(text: string): Outcome {
  const tooMuch = checkLimits(text);
  if (tooMuch !== undefined) return { failure: tooMuch };
  const match = grammar.match(text);
  if (match.failed()) return { failure: explainFailure(text, match.getRightmostFailurePosition()) };
  semantics ??= createSemantics();
  return { root: (semantics(match) as unknown as Operations).toNode() };
}

/** Made on first use: most programs that import the library parse no condition before they have to. */
let semantics: ConditionSemantics | undefined;

function createSemantics(): ConditionSemantics {
  return grammar.createSemantics().addOperation<ConditionNode>('toNode()', {
    Or: (list) => join('or', list.asIteration().children.map(toNode)),
    And: (list) => join('and', list.asIteration().children.map(toNode)),
    Not: (nots, operand) =>
      nots.children.reduceRight<ConditionNode>(
        (node, not) => ({ kind: 'not', operand: node, span: joinSpans(spanOf(not), node.span) }),
        toNode(operand),
      ),
    Primary_group(open, body, close) {
      const span = joinSpans(spanOf(open), spanOf(close));
      return { ...toNode(body), span };
    },
    Selector(quantifier, _of, pattern) {
      return {
        kind: 'selector',
        quantifier: quantifier.sourceString as '1' | 'any' | 'all',
        pattern: pattern.sourceString,
        patternSpan: spanOf(pattern),
        span: joinSpans(spanOf(quantifier), spanOf(pattern)),
      };
    },
    identifier(name) {
      return { kind: 'identifier', name: this.sourceString, span: spanOf(name) };
    },
  });
}

/** What the semantics adds to parse nodes, which ohm's types leave out. */
interface Operations {
  toNode(): ConditionNode;
}

interface OhmNode {
  readonly source: { readonly startIdx: number; readonly endIdx: number };
}

function toNode(node: OhmNode): ConditionNode {
  return (node as OhmNode & Operations).toNode();
}

function spanOf({ source }: OhmNode): Span {
  return { start: source.startIdx, end: source.endIdx };
}

/** A list of one is its only member. */
function join(kind: 'and' | 'or', operands: readonly ConditionNode[]): ConditionNode {
  const [first, last] = [operands[0] as ConditionNode, operands.at(-1) as ConditionNode];
  return operands.length === 1 ? first : { kind, operands, span: joinSpans(first.span, last.span) };
}

/** The same tree with places in the source. */
function moveTo(embedded: EmbeddedText, node: ConditionNode): ConditionNode {
  const span = spanWithin(embedded, node.span.start, node.span.end);
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, operands: node.operands.map((operand) => moveTo(embedded, operand)), span };
    case 'not':
      return { kind: 'not', operand: moveTo(embedded, node.operand), span };
    case 'identifier':
      return { kind: 'identifier', name: node.name, span };
    case 'selector': {
      const patternSpan = spanWithin(embedded, node.patternSpan.start, node.patternSpan.end);
      return { kind: 'selector', quantifier: node.quantifier, pattern: node.pattern, patternSpan, span };
    }
  }
}
