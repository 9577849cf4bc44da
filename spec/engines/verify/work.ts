/** The estimate of Lucene's work against Lucene, on patterns on both sides of what Elasticsearch allows. */
import { normaliseSearch } from '../../../lib/regex/normalise.ts';
import { printLucene } from '../../../lib/regex/print/lucene.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';
import { runLucene } from './tools.ts';

export interface WorkComparison {
  readonly patterns: number;
  /** How many of them Lucene reads; both kinds must be among them, or agreement says nothing. */
  readonly read: number;
  readonly differences: readonly string[];
}

type Template = (count: number) => string;

/** Each passes the limit somewhere among the counts. */
const GAPS: readonly Template[] = [
  (n) => `a[\\s\\S]{0,${n}}b`,
  (n) => `ab.{0,${n}}cd`,
  (n) => `a.{${n}}b`,
  (n) => `a.{${n},}b`,
  (n) => `a[^b]{2,${n}}x.{1,${n}}b`,
  (n) => `(foo|bar).{0,${n}}(System32|SysWOW64)`,
  (n) => `a(b|cd?){0,${n}}e`,
  (n) => `x([a-z]+y){0,${n}}z`,
  (n) => `a(?:.{0,3}|b){0,${n}}c`,
  (n) => `\\w{1,${n}}\\.[a-z0-9.]{1,${n}}\\.x`,
  (n) => `a\\w{0,${n}}\\d\\w{0,${n}}z`,
  (n) => `(?i)cmd.{0,${n}}/c.+(echo|type)`,
  (n) => `^(?:a|.*b).{${n}}c$`,
  (n) => `(?:ab|ac|bd){1,${n}}x?[a-d]{${n}}y`,
];
const GAP_COUNTS = [4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20];

/** Long rows, which fail on the depth of a recursion or on the number of states that are written out. */
const ROWS: readonly Template[] = [
  (n) => `^[a-f]{${n}}\\z`,
  (n) => `^.{${n}}x`,
  (n) => `a[b-d]{${n}}`,
  (n) => `.{${n},}`,
  (n) => `^(?:ab){${n}}c`,
  (n) => `^(?:[a-c]{50}d){1,${n}}e`,
];
const ROW_COUNTS = [15, 198, 199, 446, 447, 499, 500, 998, 999, 1000, 1001, 5001];

/** Beyond ASCII there is work on bytes as well, of which the estimate is an upper bound. */
const FOREIGN: readonly Template[] = [
  (n) => `é.{0,${n}}b`,
  (n) => `a[^à-ü]{0,${n}}b`,
  (n) => `[–-]k[ncodé]{0,${n}}x.{0,${n}}[–-]`,
  (n) => `^[^\\h]{${n}0}x`,
];

/** What else Lucene may object to would be a mistake of the printer. */
const TOO_MUCH =
  /^!(?:TooComplexToDeterminizeException|IllegalArgumentException: input automaton is too large)/;

export function compareWork(): WorkComparison {
  const strict = [...spread(GAPS, GAP_COUNTS), ...spread(ROWS, ROW_COUNTS)];
  const texts = [...strict, ...spread(FOREIGN, GAP_COUNTS)];
  const patterns = texts.map((text) => normaliseSearch(patternOf(text, flagsOf(''))));
  const expressions = patterns.map((pattern) => printLucene({ ...pattern, excess: undefined }));
  const answers = runLucene(expressions.map((expression) => `regex\t${encode(expression as string)}`));

  const differences: string[] = [];
  let read = 0;
  for (const [i, answer] of answers.entries()) {
    const isRead = !answer.startsWith('!');
    if (isRead) read++;
    const isAllowed = patterns[i]?.excess === undefined;
    const isKnownObjection = isRead || TOO_MUCH.test(answer);
    const agrees = isAllowed === isRead || (i >= strict.length && isRead);
    if (!agrees || !isKnownObjection) {
      differences.push(
        `${texts[i]}\n  Lucene: ${isRead ? 'reads it' : answer}, estimate: ${isAllowed ? 'fits' : 'too much'}`,
      );
    }
  }
  if (read === 0 || read === texts.length) differences.push('all patterns are on one side of the limit');
  return { patterns: texts.length, read, differences };
}

function spread(templates: readonly Template[], counts: readonly number[]): readonly string[] {
  return templates.flatMap((template) => counts.map(template));
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
