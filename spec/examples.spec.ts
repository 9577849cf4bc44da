/**
 * The one-line examples in the docstrings: `@example call(…) // value` is evaluated where it is JavaScript and names
 * nothing but its own module. The value stands there as JavaScript or, if it is a text, just as it is.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import { listSources, readProjectFile, ROOT } from './helpers/project.ts';

interface Example {
  readonly path: string;
  readonly call: string;
  readonly value: string;
}

const EXAMPLES: readonly Example[] = ['lib', 'backends', 'cli']
  .flatMap(listSources)
  .flatMap((path) =>
    [...readProjectFile(path).matchAll(/@example (\w+\(.*\)) \/\/ (.*?)(?: \*\/)?$/gm)]
      .map(([, call = '', value = '']) => ({ path, call, value }))
      .filter(({ value }) => evaluate(value, {}) !== undefined),
  );

/** The value of an expression, or undefined when it has none, as prose and unknown names. */
function evaluate(expression: string, names: Readonly<Record<string, unknown>>): unknown {
  try {
    const compiled = runInThisContext(`(${Object.keys(names).join(', ')}) => (${expression})`) as (
      ...values: unknown[]
    ) => unknown;
    return compiled(...Object.values(names));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ReferenceError) return undefined;
    throw error;
  }
}

describe('examples in docstrings', () => {
  let evaluated = 0;

  for (const { path, call, value } of EXAMPLES) {
    it(`hold: ${call}`, async () => {
      const names = (await import(pathToFileURL(join(ROOT, path)).href)) as Record<string, unknown>;
      const result = evaluate(call, names);
      if (result === undefined) return;
      evaluated++;
      const isAsIs = typeof result === 'string' && (result === value || `'${result}'` === value);
      if (!isAsIs) expect(result).to.deep.equal(evaluate(value, {}));
    });
  }

  it('are evaluated, most of them', () => {
    expect(evaluated).to.be.above(EXAMPLES.length / 2);
  });
});
