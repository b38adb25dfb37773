import type { IForbiddenRuleType } from 'dependency-cruiser'
import { modules, opensVault, wiring } from '../../architecture.mjs'

export type Rule = IForbiddenRuleType & { name: string; comment: string }

const tests = '\\.test\\.tsx?$'
const dot = (path: string) => path.replaceAll('.', '\\.')

/** What a rule of the city must not touch: it takes values and returns values (style: decide first, then do). */
const inputAndOutput =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dns|dgram|child_process|worker_threads|timers|timers/promises|process|stream)$'

/** The table of architecture.mjs as rules of dependency-cruiser. */
export function cruiserRules(): { forbidden: Rule[] } {
  return {
    forbidden: [...Object.keys(modules).map(usesOnly), ...Object.keys(modules).map(throughItsDoor), ...fixed],
  }
}

function usesOnly(name: string): Rule {
  const allowed = [name, ...(modules[name]?.uses ?? [])]
  return {
    name: `${name}-uses-only-what-the-table-says`,
    severity: 'error',
    comment: `${name} may use ${allowed.slice(1).join(', ') || 'nobody'}. Move the code, or hand the value in; architecture.mjs changes only with an ADR.`,
    from: { path: `^src/${name}/`, pathNot: tests },
    to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` },
  }
}

/** platform is a shelf of doors: a file of its own, or the index.ts of a folder. */
function throughItsDoor(name: string): Rule {
  const door =
    name === 'platform' ? '^src/platform/([^/]+\\.ts$|[^/]+/index\\.ts$)' : `^src/${name}/index\\.tsx?$`
  return {
    name: `${name}-only-through-its-door`,
    severity: 'error',
    comment: `Import from src/${name}/index.ts, and export there what others need.`,
    from: { path: '^src/', pathNot: [`^src/${name}/`, tests] },
    to: { path: `^src/${name}/`, pathNot: door },
  }
}

const fixed: Rule[] = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Two files need each other: move what both need into a third one.',
    from: { path: '^src/' },
    to: { circular: true },
  },
  {
    name: 'nobody-imports-the-wiring',
    severity: 'error',
    comment: 'cli and main.ts are where things are put together: hand the value in instead.',
    from: { path: '^src/', pathNot: [...wiring.map((name) => `^src/${dot(name)}`), tests] },
    to: { path: wiring.map((name) => `^src/${dot(name)}`) },
  },
  {
    name: 'only-the-gate-and-own-pages-open-the-vault',
    severity: 'error',
    comment:
      'Read through src/exchange under a use and a consent; only a resident’s own pages look directly.',
    from: { path: '^src/', pathNot: ['^src/vault/', ...opensVault.map((path) => `^${dot(path)}`), tests] },
    to: { path: '^src/vault/' },
  },
  {
    name: 'rules-are-pure',
    severity: 'error',
    comment: 'rules.ts takes values and returns values: load before, save after, in the use case.',
    from: { path: '^src/.*/rules\\.ts$' },
    to: {
      path: [
        inputAndOutput,
        '(^|/|-)(store|routes)\\.tsx?$',
        '^src/platform/database/',
        'node_modules/(pg|fastify)/',
      ],
    },
  },
  {
    name: 'no-unresolved-imports',
    severity: 'error',
    comment: 'The file or package is not there: check the path, or npm i --save-exact it.',
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  },
]
