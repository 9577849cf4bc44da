/**
 * Loaded before all specs: one seed for all generated cases, so that a run of the checks can be repeated to the letter
 * and a change is judged by itself and not by luck. Look further with `SIGMAQ_SEED=$RANDOM npm test`; a failure
 * prints what makes it happen again.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.SIGMAQ_SEED ?? 20_261_124) });
