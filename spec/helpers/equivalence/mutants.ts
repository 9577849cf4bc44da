/** Defects of printers, as changes of what was printed. */
import type { Target } from './targets.ts';

export interface Mutant {
  readonly target: Target['name'];
  /** What the printer does wrong. */
  readonly name: string;
  readonly change: (text: string) => string;
}

type Change = readonly [name: string, pattern: RegExp, replacement: string];

const SPLUNK: readonly Change[] = [
  ['does not double backslashes', /\\\\/g, '\\'],
  ['does not escape quotes', /\\"/g, '"'],
  ['drops NOT', /NOT /g, ''],
  ['writes != for NOT', /NOT (\w+)="/g, '$1!="'],
  ['drops brackets', /(^|[ (])\((.*?)\)/g, '$1$2'],
  ['takes AND for OR', / OR /g, ' '],
  ['takes contains for startsWith', /="\*(\w+)\*"/g, '="$1*"'],
  ['takes endsWith for equals', /="\*(.+?)"/g, '="$1"'],
  ['takes startsWith for equals', /="(.+?)\*"/g, '="$1"'],
  ['loses the last value of a list', /IN \((.*), "[^"]*"\)/g, 'IN ($1)'],
  ['loses the case of a value', /\| (?:regex|where) .*$/, ''],
  ['loses the anchor at the start', /\\\\A/g, ''],
  ['loses the anchor at the end', /\\\\z/g, ''],
  ['anchors before a line break', /\\\\z/g, '$'],
  ['loses the flag i', /\(\?i(s?)\)/g, '(?$1)'],
  ['loses the flag s', /\(\?(i?)s\)/g, '(?$1)'],
  ['takes the dot of a text for any character', /\\\\\./g, '.'],
  ['shortens a prefix', /\/(8|16)"/g, '/7"'],
  ['inverts a test for null', /NOT (\w+)=\*/g, '$1=*'],
  ['takes any value for one that is there', /(\w+)=\*/g, '*'],
  ['takes >= for >', />=/g, '>'],
  ['minds case in a comparison of fields', /lower\(('\w+')\)/g, '$1'],
  ['looks for a keyword as a value', /^"\*key word\*"/, 'Message="key word"'],
];

const KUSTO: readonly Change[] = [
  ['takes =~ for ==', /=~/g, '=='],
  ['takes in~ for in', /in~/g, 'in'],
  ['takes == for =~', /== (@?")/g, '=~ $1'],
  ['takes contains for has', /contains /g, 'has '],
  ['takes contains for startswith', /contains(?=[ _])/g, 'startswith'],
  ['minds case in endswith', /endswith /g, 'endswith_cs '],
  ['loses case in contains_cs', /contains_cs/g, 'contains'],
  ['drops not', /not\(/g, '('],
  ['drops brackets', /(^|[ ])\((?!")(.*?)\)/g, '$1$2'],
  ['takes and for or', / or /g, ' and '],
  ['writes backslashes into a plain literal', /@"/g, '"'],
  ['does not double quotes', /""/g, '"'],
  ['loses the last value of a list', /, @?"[^"]*"\)/g, ')'],
  ['lets null out of a network test', /coalesce\((.*?\)), .*?, false\)/g, '$1'],
  ['shortens a prefix', /\/(8|16)"/g, '/7"'],
  ['takes isempty for isnotempty', /isempty/g, 'isnotempty'],
  ['takes isnotempty for isempty', /isnotempty/g, 'isempty'],
  ['lets empty fields be equal', /isnotempty\(\w+\) and /g, ''],
  ['loses the length of a pattern', / and strlen\(\w+\) [>=]= \d+/g, ''],
  ['loses the flag i', /\(\?i(s?)\)/g, '(?s)'],
  ['loses the flag s', /\(\?is\)/g, '(?i)'],
  ['loses the anchor at the start', /\\A|\^/g, ''],
  ['loses the anchor at the end', /\\z|\$/g, ''],
  ['takes the dot of a text for any character', /\\\./g, '.'],
  ['lets other texts be numbers', /(\w+) matches regex @"[^"]*" and toreal/g, 'toreal'],
  ['takes >= for >', />=/g, '>'],
];

const EQL: readonly Change[] = [
  ['takes : for ==', / : /g, ' == '],
  ['takes like~ for like', /like~/g, 'like'],
  ['takes in~ for in', /in~/g, 'in'],
  ['takes == for :', / == "/g, ' : "'],
  ['writes a literal star where it is a wildcard', /in~ \(("[^"]*\*[^"]*")\)/g, ': $1'],
  ['does not double backslashes', /\\\\/g, '\\'],
  ['does not escape quotes', /\\"/g, '"'],
  ['minds case in a regular expression', /regex~/g, 'regex'],
  ['loses the start of a search', /regex(~?) "\.\*/g, 'regex$1 "'],
  ['loses the end of a search', /\.\*"/g, '"'],
  ['leaves anchors to Lucene', /regex "(?!\.\*)/g, 'regex "^'],
  ['searches where it should match', /regex "(?!\.\*)/g, 'regex ".*'],
  ['takes the dot of a text for any character', /\\\\\./g, '.'],
  ['forgets events without the field', /\?\w+ == null or /g, ''],
  ['asks for mapped fields', /\?(?=\w)/g, ''],
  ['drops not', /not /g, ''],
  ['drops brackets', /(^| )\((?!")(.*?)\)(?= |$)/g, '$1$2'],
  ['takes and for or', / or /g, ' and '],
  ['inverts a test for null', /== null/g, '!= null'],
  ['inverts a test for a value', /!= null/g, '== null'],
  ['loses the last value of a list', /, "[^"]*"\)/g, ')'],
  ['shortens a prefix', /\/(8|16)"/g, '/7"'],
  ['takes contains for startsWith', /"\*(\w+)\*"/g, '"$1*"'],
];

const ESQL: readonly Change[] = [
  ['minds case in a comparison', /to_lower\((\w+)\) (==|in) (?!to_lower)/g, '$1 $2 '],
  ['minds case in a pattern', /to_lower\((\w+)\) like/g, '$1 like'],
  ['minds case in a comparison of fields', /to_lower\((\w+)\) == to_lower\((\w+)\)/g, '$1 == $2'],
  ['minds case in the end of a field', /to_lower\((\w+)\), to_lower\((\w+)\)/g, '$1, $2'],
  ['lower-cases a field whose case counts', /(?<!\()\b([A-C]) (==|in|like) /g, 'to_lower($1) $2 '],
  ['does not escape backslashes in a pattern', /\\\\/g, '\\'],
  ['does not escape quotes', /\\"/g, '"'],
  ['writes a literal star where it is a wildcard', /\\\\\*/g, '*'],
  ['takes a pattern for a text', / like "/g, ' == "'],
  ['takes contains for startsWith', /like "\*(\w+)\*"/g, 'like "$1*"'],
  ['loses the end of a pattern', /(like "+[^"]*)\*"/g, '$1"'],
  ['loses the start of a search', /rlike ("+)\.\*/g, 'rlike $1'],
  ['loses the end of a search', /(rlike .*?)\.\*(")/g, '$1$2'],
  ['leaves anchors to Lucene', /rlike ("+)(?!\.\*)/g, 'rlike $1^'],
  ['searches where it should match', /rlike ("+)(?!\.\*)/g, 'rlike $1.*'],
  ['takes the dot of a text for any character', /\\\\\./g, '.'],
  ['forgets events without the field', /not coalesce\((.*), false\)/g, 'not ($1)'],
  ['drops not', /not (?=coalesce)/g, ''],
  ['drops brackets', /(^| )\((?!")(.*?)\)(?= |$)/g, '$1$2'],
  ['takes and for or', / or /g, ' and '],
  ['inverts a test for null', /is null/g, 'is not null'],
  ['inverts a test for a value', /is not null/g, 'is null'],
  ['loses the last value of a list', /, "[^"]*"\)/g, ')'],
  ['shortens a prefix', /\/(8|16)"/g, '/7"'],
  ['lets other texts be numbers', /(\w+) rlike """[^"]*""" and to_double/g, 'to_double'],
  ['takes >= for >', />=/g, '>'],
  ['leaves addresses texts', /to_ip\((\w+)\)/g, '$1'],
  ['looks for a keyword as a value', /qstr\("/g, 'qstr("Image:'],
  ['negates a search as it does fields', /(qstr\("[^"]*"\))/g, 'coalesce($1, false)'],
];

const LUCENE: readonly Change[] = [
  ['minds case', /\[([A-Z])[a-z]\]/g, '$1'],
  ['does not escape backslashes', /\\\\/g, '\\'],
  ['does not escape quotes in an expression', /\\"/g, '"'],
  ['does not escape a star', /\\\*/g, '*'],
  ['takes the dot of a text for any character', /\\\./g, '.'],
  ['takes contains for startsWith', /\/\.\*(.*?)\.\*\//g, '/$1.*/'],
  ['takes contains for endsWith', /\/\.\*(.*?)\.\*\//g, '/.*$1/'],
  ['loses the start of a search', /\/\.\*/g, '/'],
  ['loses the end of a search', /\.\*\//g, '/'],
  ['leaves anchors to Lucene', /\/(?!\.\*|8|16)(?=.*\/)/g, '/^'],
  ['takes one character for many', /(?<=\])\.(?=\[)/g, '.*'],
  ['takes many characters for one', /(?<=\])\.\*(?=\[)/g, '.'],
  ['drops NOT', /NOT /g, ''],
  ['leaves a negation alone', /\(\*:\* AND NOT (.*)\)$/g, '(NOT $1)'],
  ['writes a bare negation among alternatives', / OR \(\*:\* AND (NOT .*)\)$/g, ' OR $1'],
  ['drops brackets', /(^| )\((.*?)\)(?= |$)/g, '$1$2'],
  ['takes AND for OR', / OR /g, ' AND '],
  ['takes OR for AND', / AND /g, ' OR '],
  ['loses the last value of a list', / OR [^ ]*\)/g, ')'],
  ['inverts a test for null', /NOT (_exists_:\w+)/g, '$1'],
  ['inverts a test for a value', /(?<!NOT )(_exists_:\w+)/g, '(*:* AND NOT $1)'],
  ['shortens a prefix', /\/(8|16)"/g, '/7"'],
  ['looks for a keyword as a value', /^\/\.\*/, 'Image:/.*'],
  ['takes a text for a pattern', /A:One/g, 'A:One*'],
];

export const MUTANTS: readonly Mutant[] = [
  ...SPLUNK.map((change) => toMutant('splunk', change)),
  ...KUSTO.map((change) => toMutant('kusto', change)),
  ...EQL.map((change) => toMutant('eql', change)),
  ...ESQL.map((change) => toMutant('esql', change)),
  ...LUCENE.map((change) => toMutant('lucene', change)),
];

function toMutant(target: Mutant['target'], [name, pattern, replacement]: Change): Mutant {
  return { target, name, change: (text) => text.replace(pattern, replacement) };
}
