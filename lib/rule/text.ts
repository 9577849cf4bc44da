/** Attributes that are text, a list of texts, or one of a few words. */
import type { Collector } from '../diagnostics/collector.ts';
import * as messages from '../diagnostics/messages/rule.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isLongerThan } from './limits.ts';

/**
 * The text of an attribute. A number or truth value is taken as it is spelt: `title: 404` is clear enough.
 *
 * @param limit - In characters; a longer text is kept and warned about.
 */
export function readText(
  name: string,
  node: YamlNode,
  collector: Collector,
  limit?: number,
): string | undefined {
  if (node.kind !== 'scalar') {
    collector.report(messages.attributeType(name, 'text', node.kind), node.span);
    return undefined;
  }
  if (node.value === null || node.text.trim() === '') {
    collector.report(messages.attributeEmpty(name), node.span);
    return undefined;
  }
  if (typeof node.value !== 'string') {
    collector.report(messages.attributeNotQuoted(name, typeof node.value), node.span);
  }
  if (limit !== undefined && isLongerThan(node.text, limit)) {
    collector.report(messages.attributeLength(name, limit), node.span);
  }
  return node.text;
}

/** The texts of a list. A text alone is taken as a list of one; items that are not text are left out. */
export function readTexts(name: string, node: YamlNode, collector: Collector): readonly string[] | undefined {
  if (node.kind === 'mapping') {
    collector.report(messages.attributeType(name, 'a list', node.kind), node.span);
    return undefined;
  }
  if (node.kind === 'scalar') {
    const text = readText(name, node, collector);
    if (text === undefined) return undefined;
    collector.report(messages.attributeNotAList(name), node.span);
    return [text];
  }
  const texts: string[] = [];
  for (const item of node.items) {
    if (item.kind === 'scalar' && item.value !== null) texts.push(item.text);
    else collector.report(messages.itemNotText(name), item.span);
  }
  return texts;
}

/** One of a few words, in any case: `High` is clear enough. */
export function readWord<Word extends string>(
  name: string,
  node: YamlNode,
  words: readonly Word[],
  collector: Collector,
): Word | undefined {
  const text = readText(name, node, collector);
  if (text === undefined) return undefined;
  const word = words.find((each) => each === text.toLowerCase());
  if (word === undefined) collector.report(messages.unknownWord(name, text, words), node.span);
  else if (word !== text) collector.report(messages.wordCase(name, text, word), node.span);
  return word;
}

/** Several authors are one text with commas; a list of them is clear enough. */
export function readAuthor(node: YamlNode, collector: Collector): string | undefined {
  if (node.kind !== 'sequence') return readText('author', node, collector);
  collector.report(messages.authorList(), node.span);
  return readTexts('author', node, collector)?.join(', ');
}
