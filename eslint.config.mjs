import jsxA11y from 'eslint-plugin-jsx-a11y'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['**/node_modules/', 'data/', '.check/', '.bench/', 'docs/'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.tsx'],
    ...jsxA11y.flatConfigs.strict,
  },
  {
    rules: {
      'no-console': 'error',
      // Functions under 40 lines, files under 300 (CONTRIBUTING.md, "How we write").
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true, IIFEs: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
    },
  },
  {
    files: ['src/**'],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Whoever can guess it guesses what is made of it: node:crypto.',
        },
      ],
    },
  },
  {
    // Tables and journeys are read from top to bottom: a describe block may be long.
    files: ['**/*.test.ts', '**/*.test.tsx', 'test/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['scripts/**', 'bench/**', 'examples/**', 'src/cli/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
)
