/** Pages of the diagnostics of pipelines; see `codes.ts`. */
import type { PipelineCode } from '../codes.ts';
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
};
