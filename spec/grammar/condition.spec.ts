import bundle from '../../grammar/condition.ohm-bundle.js';
import { holdAgainstExamples } from './examples.ts';

describe('grammar/condition.ohm', () => {
  holdAgainstExamples('condition', bundle);
});
