/** Lint rules: typescript-eslint's strict set with type information, and the few habits of ours it cannot know. */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '**/*.ohm-bundle.*'] },
  {
    files: ['**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'cli/tsconfig.json', 'spec/tsconfig.json', 'web/assets/tsconfig.json'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      // A new kind of node must be handled wherever kinds are told apart.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // Numbers in template texts are positions and counts; writing String() around each says nothing.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => f()` is how a callback that only does something is written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // The actions of a grammar take as many arguments as a rule has pieces, used or not.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // A text is walked by code unit, the unit of spans, or spread into code points, as the case needs.
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'String' }, 'string'] },
      ],
      '@typescript-eslint/no-inferrable-types': ['error', { ignoreParameters: true, ignoreProperties: true }],
      // `Backend<string>` says more than `Backend`.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // `array[i] as T` after a bounds check is how the hot loops read; the check stands beside it.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },
  {
    files: ['spec/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    rules: {
      'no-console': 'off',
      // chai's assertions are property reads: `expect(x).to.be.true`.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
