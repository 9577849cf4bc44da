/** Pages of the diagnostics of pipelines; see `codes.ts`. */
import type { PipelineCode, PipelineFileCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const pipelineCodes: Readonly<Record<PipelineCode, CodeEntry>> = {
  'pipeline-backend': {
    summary: 'A pipeline is made for other targets than the one it was given to.',
    reason:
      'It names fields and tables of its own target; in another one the query would look for what is not there.',
    remedy: 'Choose a pipeline of the target; `sigmaq list pipelines` shows which there are.',
  },
  'pipeline-unmapped-field': {
    summary: 'The target has no field for a field of the rule.',
    reason: 'A query on a field that does not exist fails or never matches, and nobody would notice.',
    remedy:
      'Map the field with a pipeline of your own. With `--unmapped warn` or `--unmapped keep` the query uses the name as ' +
      'the rule has it, for targets that were given such a field.',
  },
  'pipeline-log-source': {
    summary: 'The target does not collect the events that the rule is about.',
    reason: 'Without a place to look the query would go over everything, or over the wrong events.',
    remedy: 'Choose a target or pipeline that has these events, or leave the rule out.',
  },
  'format-refused': {
    summary: 'An output format cannot hold what a rule became.',
    reason:
      'The product that reads the document has limits, such as the length of a query, and would not take it.',
    remedy: 'Make the rule shorter, take several rules for it, or use the query without the format.',
  },
  'pipeline-refused': {
    summary: 'A pipeline refuses the rule, for the reason in the message.',
    reason: 'Pipelines state for which rules and values their target gives right answers.',
    remedy: 'Change the rule or the pipeline, whichever is wrong.',
  },
  'pipeline-assumption': {
    summary: 'The query is right only if the target is set up in a way that is not its usual one.',
    reason: 'Some fields can be searched only after their mapping was changed; the query itself cannot tell.',
    remedy: 'Make the setting that the message names, or leave the rule out.',
  },
  'pipeline-value-lost': {
    summary: 'A pipeline leaves out a value of the rule.',
    reason:
      'The target has no field for such values, hashes of a kind it does not have for example. The query does not find what the rule would by that value.',
    remedy:
      'Nothing, if the other values are enough; otherwise let the pipeline know them, hashes in `valid_hash_algos`.',
  },
};

/** Pages of what is wrong with pipeline files. */
export const pipelineFileCodes: Readonly<Record<PipelineFileCode, CodeEntry>> = {
  'pipeline-not-a-map': {
    summary: 'A pipeline file does not hold one pipeline.',
    reason: 'A pipeline is a map with the keys `name`, `priority`, `transformations` and a few more.',
    remedy: 'Give the file of a pipeline; rules are arguments of the command.',
  },
  'pipeline-unknown-key': {
    summary: 'A pipeline, or an item or condition in it, has a key that means nothing there.',
    reason:
      'A misspelt key would be as good as absent, and the pipeline would do something else than it says.',
    remedy: 'Correct the key, or take it out.',
  },
  'pipeline-unknown-type': {
    summary: 'There is no transformation, condition, postprocessing or finalizer of that name.',
    reason: 'An item that is not understood cannot be left out: the queries would be others.',
    remedy: 'Correct the name. Conditions on rules, on items and on field names each have their own key.',
  },
  'pipeline-missing-key': {
    summary: 'An item or condition of a pipeline lacks a key that it needs.',
    reason: 'Without it nobody knows what the item is to do.',
    remedy: 'Add the key.',
  },
  'pipeline-value': {
    summary: 'A key of a pipeline has a value that it cannot have.',
    reason: 'The message says what the key takes.',
    remedy: 'Correct the value.',
  },
  'pipeline-unsafe': {
    summary: 'A pipeline asks for something that a file must not bring about.',
    reason:
      'Pipelines come from others. Running programs or code, fetching addresses and searching with expressions that ' +
      'take for ever is not for a file to decide.',
    remedy: 'Do it yourself and give the pipeline the result, or put another item in its place.',
  },
  'pipeline-condition': {
    summary: 'The conditions of an item do not fit its expression.',
    reason:
      'A `…_cond_expr` puts named conditions together with `and`, `or`, `not` and brackets. Each name must be defined, ' +
      'and each condition named, as one that is not would never be looked at.',
    remedy: 'Correct the expression or the names.',
  },
  'pipeline-file': {
    summary: 'A file that a pipeline names cannot be read or does not hold what the pipeline says.',
    reason: 'Values for placeholders come from it; without them rules could not be converted.',
    remedy: 'Paths start from the folder of the pipeline file. Correct the path or the file.',
  },
  'pipeline-template': {
    summary: 'A template cannot be read or filled.',
    reason:
      'Templates are filled by a small engine of our own: values, `if`, `for`, `set` and a few filters of Jinja. It has ' +
      'no way to objects or functions of the program, and a bound on its work.',
    remedy: 'Write the template with what the message names; the README lists what there is.',
  },
};
