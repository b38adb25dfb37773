/** What every room begins with. The example decision is the shape of them all: values in, a closed list out. */
export function roomFiles(name: string): Record<string, string> {
  return {
    [`src/${name}/README.md`]: readme(name),
    [`src/${name}/index.ts`]: '/** What other rooms come for: nothing yet. */\nexport {}\n',
    [`src/${name}/rules.ts`]: rules,
    [`src/${name}/rules.test.ts`]: rulesTest,
  }
}

const readme = (name: string) => `# ${name}

What it is, in a sentence. Its words stand in bold with their Japanese, and in the [glossary](../../docs/glossary.md).

**Promises.** Silence means no: what was never asked for, or is over, is not allowed (\`rules.ts\`).

**Refuses.** What it never does, whoever asks.

Held by: \`rules.test.ts\` (the truth table).
`

const rules = `export type Decision = { allowed: true } | { allowed: false; because: 'never-asked' | 'over' }

/** Silence means no. */
export function decide(until: Date | undefined, now: Date): Decision {
  if (!until) return { allowed: false, because: 'never-asked' }
  if (until <= now) return { allowed: false, because: 'over' }
  return { allowed: true }
}
`

const rulesTest = `import { describe, expect, it } from 'vitest'
import { decide } from './rules.ts'

const now = new Date('2026-11-23T10:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

describe('What is asked', () => {
  const table = [
    // allowed until       answer
    [undefined, 'never-asked'],
    [minutes(-1), 'over'],
    [minutes(0), 'over'],
    [minutes(1), 'allowed'],
  ] as const

  it.each(table)('allowed until %s: %s', (until, answer) => {
    const decision = decide(until, now)
    expect(decision.allowed ? 'allowed' : decision.because).toBe(answer)
  })
})
`
