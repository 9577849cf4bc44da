/** Pages of the diagnostics of tools that open files; see `codes.ts`. */
import type { InputCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const inputCodes: Readonly<Record<InputCode, CodeEntry>> = {
  'input-missing': {
    summary: 'A path that was named does not exist.',
    reason: 'A misspelt path that is passed over in silence looks like a rule set without problems.',
    remedy: 'Check the spelling, and which folder a relative path starts from.',
  },
  'input-unreadable': {
    summary: 'A file is there but the system does not let it be read.',
    reason: 'Its rules would be missing from the output without a word.',
    remedy: 'Look at the permissions of the file and of the folders above it.',
  },
  'input-encoding': {
    summary: 'A file holds bytes that are not UTF-8.',
    reason:
      'Guessing an encoding changes the values a rule looks for. UTF-16, the default of some Windows programs, ' +
      'and Windows code pages are the usual causes.',
    remedy: 'Save the file as UTF-8; a byte order mark does no harm.',
  },
  'input-too-large': {
    summary: 'A file is far larger than any rule.',
    reason: 'It is most likely not a rule, and reading it would take all memory.',
    remedy: 'Split collections of rules into several files.',
  },
  'input-compression': {
    summary: 'A gzip file is damaged or ends too early.',
    reason: 'Events after the damage are lost; those before it have been matched.',
    remedy: 'Fetch the file again, or check it with `gzip -t`.',
  },
  'input-no-events': {
    summary:
      'A folder that was named holds no event file, nor does any folder in it; or a file to explain has no event in it.',
    reason:
      'Only names that end in `.json`, `.jsonl` or `.ndjson`, with or without `.gz`, are looked at; nothing at all is ' +
      'rarely what was meant.',
    remedy: 'Name the folder of the events, or name the file itself: then its name does not matter.',
  },
  'input-no-tests': {
    summary: 'Nothing that was named is a test or a rule with tests.',
    reason: 'A run that tests nothing looks like one in which everything passed.',
    remedy: 'Name files or folders with `*.test.yml`, or rules that have `regression_tests_path`.',
  },
  'input-no-rules': {
    summary: 'A folder that was named holds no rule file, nor does any folder in it.',
    reason:
      'Only names that end in `.yml` or `.yaml` are looked at; nothing at all is rarely what was meant.',
    remedy: 'Name the folder of the rules, or name the file itself: then its name does not matter.',
  },
};
