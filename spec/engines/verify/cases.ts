/** A condition of EQL that Lucene answers, with texts to try it on and what the rule says about each. */
import { createEql } from '../../../backends/eql/index.ts';
import { quoteText } from '../../../backends/eql/quoting.ts';
import { predicate } from '../../../backends/predicate/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Backend } from '../../../lib/backend/backend.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { samplesOf } from '../../../lib/witness/samples.ts';
import { sampleRegex } from '../../../lib/witness/regex-samples.ts';
import { at } from '../../helpers/query.ts';
import { parseEql, type EqlNode } from '../eql/parse.ts';

/**
 * What Elasticsearch asks Lucene for a word of EQL: `:` is one of two, and `==` needs no automaton. Patterns of ES|QL have
 * the escapes of Lucene.
 */
export type LuceneOperator = 'regex' | 'regex~' | 'like' | 'like~' | 'in~' | 'wildcard' | 'wildcard~';

export interface LuceneTerm {
  readonly operator: LuceneOperator;
  readonly literal: string;
}

export interface Case extends LuceneTerm {
  readonly query: string;
  readonly texts: readonly string[];
  /** What the rule's own matcher says about each text; undefined for what is a part of a rule. */
  readonly expected: readonly boolean[] | undefined;
}

const eql = createEql({ optional: false });
/** Neither backend looks at the rule. */
const NO_RULE = {} as SigmaRule;

/** Longer texts say nothing new, and the plain matchers of the benches are slow. */
const MAX_TEXT = 200;
/** For a text or a pattern with stars, of which there are thousands. */
const MAX_PLAIN_TEXTS = 8;
const REGEX_SAMPLES = 12;

/** The case of a matcher; undefined where EQL refuses it, or says it without Lucene. */
export function caseOf(matcher: Matcher): Case | undefined {
  const [query] = convertMatcher(matcher, eql);
  const [passes] = convertMatcher(matcher, predicate);
  if (query === undefined || passes === undefined) return undefined;
  const [term, ...rest] = termsOf(query);
  if (term === undefined || rest.length > 0) return undefined;
  const texts = textsFor(matcher);
  return { ...term, query, texts, expected: texts.map((text) => passes({ f: text })) };
}

function convertMatcher<Output>(matcher: Matcher, backend: Backend<Output>): readonly Output[] {
  const request = {
    rule: NO_RULE,
    queries: [at('f', matcher)],
    format: 'default',
    approximate: 'never',
  } as const;
  return backend.convert(request).outputs;
}

/** The case of a term that stands in a query, with texts made of its literal. */
export function caseOfTerm({ operator, literal }: LuceneTerm): Case {
  const plain = literal.replace(/\.\*|[\\*?()[\]]/g, '');
  const texts = [literal, plain, plain.toUpperCase(), `x${plain}x`, `${plain}\n`, ''];
  return {
    operator,
    literal,
    query: `any where f ${operator} (${quoteText(literal)})`,
    texts,
    expected: undefined,
  };
}

/** The terms of a query that are for Lucene, whatever stands between them. */
export function termsOf(query: string): readonly LuceneTerm[] {
  const terms: LuceneTerm[] = [];
  const visit = (node: EqlNode): void => {
    if (node.kind === 'and' || node.kind === 'or') {
      visit(node.left);
      visit(node.right);
    } else if (node.kind === 'not') visit(node.operand);
    else if (node.kind === 'test') {
      const literals = node.values.filter((value) => typeof value === 'string');
      terms.push(...termsOfTest(node.operator, literals));
    }
  };
  visit(parseEql(query).condition);
  return terms;
}

function termsOfTest(operator: string, literals: readonly string[]): readonly LuceneTerm[] {
  switch (operator) {
    case 'regex':
    case 'regex~':
      // A list of them is one expression before Lucene sees it.
      return [{ operator, literal: literals.join('|') }];
    case 'like':
    case 'like~':
    case 'in~':
      return literals.map((literal) => ({ operator, literal }));
    case ':':
      return literals.map((literal) => ({ operator: /[*?]/.test(literal) ? 'like~' : 'in~', literal }));
    default:
      return [];
  }
}

/** Texts that match, that match in another case or among other text, and that narrowly miss. */
export function textsFor(matcher: Matcher): readonly string[] {
  const { near, far } = samplesOf(matcher);
  const texts = [...near, ...far].filter((value) => typeof value === 'string');
  if (matcher.kind === 'regex') texts.push(...sampleRegex(matcher.pattern, REGEX_SAMPLES));
  const [first = '', second = ''] = texts;
  const around = [first, second].flatMap((text) => [`${text}\n`, `\n${text}`, `a\n${text}\nb`, `^${text}$`]);
  const all = [...new Set([...texts, ...around])].filter(
    (text) => text.length <= MAX_TEXT && !/\p{Cs}/u.test(text),
  );
  return matcher.kind === 'regex' ? all : spread(all, MAX_PLAIN_TEXTS);
}

function spread(texts: readonly string[], limit: number): readonly string[] {
  const step = Math.max(1, texts.length / limit);
  return texts.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
