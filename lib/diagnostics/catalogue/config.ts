/** Pages of the diagnostics of project configurations; see `codes.ts`. */
import type { ConfigCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const configCodes: Readonly<Record<ConfigCode, CodeEntry>> = {
  'config-not-a-map': {
    summary: 'A configuration is not one map of keys and values.',
    reason: 'Its keys say which rules go to which targets; a list or several documents leave that open.',
    remedy: 'Write `rules` and `targets` as keys of one document, as in examples/sigmaq.config.yml.',
  },
  'config-unknown-key': {
    summary: 'A configuration has a key that means nothing there.',
    reason: 'A misspelt key would be left out, and the build would do something else than was asked for.',
    remedy: 'Correct the spelling, or move the key to where it belongs.',
  },
  'config-missing-key': {
    summary: 'A configuration lacks a key that it cannot do without.',
    reason:
      'Without rules there is nothing to build, and without a backend and a folder no place to build it for.',
    remedy: 'Add the key.',
  },
  'config-value': {
    summary: 'A key of a configuration has a value that it does not take.',
    reason: 'Nothing is built by guessing what was meant.',
    remedy: 'Write what the message says the key takes.',
  },
  'config-unknown-name': {
    summary:
      'A configuration names a backend, pipeline, format, setting, level, status or rule that does not exist.',
    reason: 'Without it the output would be something else than was asked for.',
    remedy:
      '`sigmaq list` shows the names there are. A pipeline of your own is named by the path of its file, with its extension.',
  },
  'config-conflict': {
    summary: 'Two parts of a configuration do not go together.',
    reason:
      'A pipeline or format is made for certain backends; and a folder of two targets would lose the files of one to the other.',
    remedy: 'Choose parts made for each other, and give each target a folder of its own.',
  },
};
