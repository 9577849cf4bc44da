/** Trees on one line, for comparison with what a spec expects. */
import type { RegexClassItem, RegexNode } from '../../lib/regex/ast.ts';

/**
 * The tree without its places.
 *
 * @example `a|b*` → `(or a (repeat 0- b))`
 */
export function showRegex(node: RegexNode): string {
  switch (node.kind) {
    case 'alternation':
      return `(or ${node.branches.map(showRegex).join(' ')})`;
    case 'sequence':
      return `(${node.items.map(showRegex).join(' ')})`;
    case 'literal':
      return showCharacter(node.codePoint);
    case 'dot':
      return '.';
    case 'class':
      return `[${node.negated ? 'not ' : ''}${node.items.map(showItem).join(' ')}]`;
    case 'shorthand':
      return showItem(node);
    case 'group': {
      const flags = Object.entries(node.flags ?? {}).map(([flag, on]) => (on ? ` ${flag}` : ` no ${flag}`));
      const words = [
        node.capture ? ' capture' : '',
        node.name ? ` ${node.name}` : '',
        node.atomic ? ' atomic' : '',
      ];
      return `(group${words.join('')}${flags.join('')} ${showRegex(node.body)})`;
    }
    case 'repeat': {
      const mode = node.mode === 'greedy' ? '' : ` ${node.mode}`;
      return `(repeat ${node.min}-${node.max ?? ''}${mode} ${showRegex(node.body)})`;
    }
    case 'anchor':
      return `<${node.at}>`;
    case 'lookaround':
      return `(${node.negated ? 'not ' : ''}${node.direction} ${showRegex(node.body)})`;
    case 'backreference':
      return `(same as ${node.to})`;
  }
}

function showItem(item: RegexClassItem): string {
  if (item.kind === 'shorthand') return `${item.negated ? 'non-' : ''}${item.set}`;
  const from = showCharacter(item.from);
  return item.from === item.to ? from : `${from}-${showCharacter(item.to)}`;
}

function showCharacter(codePoint: number): string {
  return codePoint > 0x20 && codePoint < 0x7f
    ? String.fromCharCode(codePoint)
    : `U+${codePoint.toString(16).toUpperCase()}`;
}
