/** The second pass over a new tree: puts its places into the source, and finds what the grammar cannot. */
import type { Finding } from '../diagnostics/diagnostic.ts';
import {
  groupNameTwice,
  lookbehindLength,
  notACharacter,
  quantifierOrder,
  quantifierTooLarge,
  rangeOrder,
  unknownGroupReference,
} from '../diagnostics/messages/regex.ts';
import { spanWithin, type EmbeddedText } from '../source/embedded.ts';
import type { Span } from '../source/source.ts';
import type {
  RegexBackreference,
  RegexClassItem,
  RegexGroup,
  RegexLookaround,
  RegexNode,
  RegexRepeat,
} from './ast.ts';
import { MAX_CODE_POINT } from './sets.ts';
import { fixedLength, mapChildren } from './shape.ts';

/** PCRE's own limit; targets have lower ones. */
const MAX_REPEAT = 65_535;

export type Report = (finding: Finding, span: Span) => void;

/** The tree with places in the source; `report` is told what is wrong with it. */
export function checkTree(root: RegexNode, embedded: EmbeddedText, report: Report): RegexNode {
  const names = new Set<string>();
  const references: RegexBackreference[] = [];
  let groups = 0;

  function check(node: RegexNode): RegexNode {
    const span = spanWithin(embedded, node.span.start, node.span.end);
    switch (node.kind) {
      case 'literal':
        checkCharacter(node.codePoint, span, report);
        return { ...node, span };
      case 'class':
        return { ...node, items: node.items.map((item) => checkItem(item, embedded, report)), span };
      case 'group':
        if (node.capture) groups++;
        checkName(node, names, span, report);
        break;
      case 'repeat':
        checkRepeat(node, span, report);
        break;
      case 'lookaround':
        checkLookbehind(node, span, report);
        break;
      case 'backreference':
        references.push({ ...node, span });
        break;
      default:
    }
    return { ...mapChildren(node, check), span };
  }
  const checked = check(root);
  for (const { to, span } of references) {
    const isKnown = typeof to === 'number' ? to >= 1 && to <= groups : names.has(to);
    if (!isKnown) report(unknownGroupReference(to), span);
  }
  return checked;
}

/** Halves of surrogate pairs are no characters: text in UTF-8 cannot hold them. */
function checkCharacter(codePoint: number, span: Span, report: Report): void {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint > MAX_CODE_POINT || isSurrogate) report(notACharacter(), span);
}

function checkItem(item: RegexClassItem, embedded: EmbeddedText, report: Report): RegexClassItem {
  const span = spanWithin(embedded, item.span.start, item.span.end);
  if (item.kind === 'range') {
    checkCharacter(item.from, span, report);
    if (item.to !== item.from) checkCharacter(item.to, span, report);
    if (item.to < item.from) report(rangeOrder(), span);
  }
  return { ...item, span };
}

function checkName({ name }: RegexGroup, names: Set<string>, span: Span, report: Report): void {
  if (name === undefined) return;
  if (names.has(name)) report(groupNameTwice(name), span);
  names.add(name);
}

function checkRepeat({ min, max }: RegexRepeat, span: Span, report: Report): void {
  if (max !== null && max < min) report(quantifierOrder(min, max), span);
  if (Math.max(min, max ?? 0) > MAX_REPEAT) report(quantifierTooLarge(MAX_REPEAT), span);
}

/** PCRE looks back by a number of characters that it knows beforehand, one for each branch. */
function checkLookbehind({ direction, body }: RegexLookaround, span: Span, report: Report): void {
  if (direction === 'ahead') return;
  const branches = body.kind === 'alternation' ? body.branches : [body];
  if (branches.some((branch) => fixedLength(branch) === undefined)) report(lookbehindLength(), span);
}
