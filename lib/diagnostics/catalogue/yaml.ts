/** Pages of the diagnostics of reading YAML; see `codes.ts`. */
import type { YamlCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const yamlCodes: Readonly<Record<YamlCode, CodeEntry>> = {
  'yaml-syntax': {
    summary: 'The document is not YAML.',
    reason:
      'Most often a value should have been quoted: YAML gives a meaning of its own to `*`, `&`, `!`, `%`, `@`, `|`, `>`, ' +
      '`[` and `{` at the start of a value, to `: ` and ` #` inside it, and to backslashes inside double quotes. ' +
      'Only this document is lost; the others of the file are read.',
    remedy:
      "Put the value in single quotes and double any single quote inside: '*\\it''s.exe'. Indent with spaces, and start " +
      'the keys of one map in the same column.',
  },
  'yaml-duplicate-key': {
    summary: 'A map has the same key twice.',
    reason:
      'YAML forbids it, and tools that let it pass keep one of the two values, so that the rule silently loses a part.',
    remedy:
      'Give one key a list of values when any of them should match. When both must match, use the modifier `all`, or two ' +
      'search identifiers joined with `and`.',
  },
  'yaml-key-not-scalar': {
    summary: 'A map or a list is used as a key.',
    reason:
      'Keys of a rule are names. A value such as `{{ name }}` without quotes is read as a map within a map.',
    remedy: 'Quote the value.',
  },
  'yaml-too-large': {
    summary: 'The text, one of its documents, or their number is larger than what is read.',
    reason: 'Rules may come from strangers; a limit keeps one file from taking all time and memory.',
    remedy:
      'Divide the rules among several files. Keep long lists of indicators in a lookup of the target system.',
  },
  'yaml-too-deep': {
    summary: 'Maps and lists stand inside each other deeper than what is read.',
    reason:
      'Rules need a handful of levels; thousands of them would exhaust the stack of the programs that read them.',
    remedy: 'Flatten the document.',
  },
  'yaml-too-many-nodes': {
    summary: 'The text has more keys, values and lists than what is read.',
    reason: 'The limit is twice the whole public rule set; it bounds the memory that one text can take.',
    remedy: 'Divide the rules among several files.',
  },
  'yaml-alias-limit': {
    summary: 'The aliases of a document stand for too much.',
    reason: 'A few nested lists of aliases can stand for billions of values. Whoever writes them means harm.',
    remedy: 'Write the values out, or use fewer aliases.',
  },
  'yaml-unknown-alias': {
    summary: 'A value starts with `*` and is therefore an alias, but nothing has that name.',
    reason: 'In most rules it is a wildcard whose quotes were forgotten.',
    remedy:
      "Quote the value: '*\\cmd.exe'. If an alias is meant, define its anchor (`&name`) earlier in the document.",
  },
  'yaml-unused-anchor': {
    summary: 'A value starts with `&` and a name that nothing uses.',
    reason:
      'YAML takes the name for an anchor and removes it from the value: `&& whoami` without quotes is only `whoami`.',
    remedy: "Quote the value: '&& whoami'. If an anchor is meant, use or remove it.",
  },
  'yaml-unknown-tag': {
    summary: 'A value starts with `!` and is therefore tagged, but the tag is unknown or does not fit.',
    reason:
      'Only the tags of plain data are known: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq`, `!!map`.',
    remedy: 'Quote the value if the `!` is part of it; otherwise remove the tag.',
  },
  'yaml-merge-value': {
    summary: 'The value of `<<` is neither a map nor a list of maps.',
    reason: '`<<` merges the pairs of another map into this one, and there is nothing to merge.',
    remedy: "Give it an alias of a map, as in `<<: *base`. For a field of that name, quote the key: '<<'.",
  },
  'yaml-empty': {
    summary: 'The text has no document, or only empty ones.',
    reason: 'There is nothing to convert, which is rarely what was wanted.',
    remedy: 'Check that the file is the right one and was written completely.',
  },
};
