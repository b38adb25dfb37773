import { it } from 'vitest'
import { openSeededCity } from '../support/browser.ts'
import { checks } from './checks/index.ts'
import { lookAt } from './look-at.ts'
import { exampleStates } from './manifest/example-states.ts'
import { readers } from './readers.ts'
import { appendFileSync } from 'node:fs'
it('times', async () => {
  const say = (t: string) => appendFileSync('/tmp/times.log', t + '\n')
  const seeded = await openSeededCity()
  const states = await exampleStates(seeded)
  say('opened')
  for (const reader of readers)
    for (const state of states.filter((s) => s.path.startsWith('/companies')).slice(1, 2)) {
      const t1 = performance.now()
      await Promise.race([
        new Promise((r) => setTimeout(r, 15000)),
        lookAt(seeded, { state, locale: 'ja', reader }, async (look) => {
          say(`${reader.name} open ${(performance.now() - t1).toFixed(0)}`)
          for (const check of checks) {
            const t = performance.now()
            const found = await check.look(look)
            say(`${check.name} ${(performance.now() - t).toFixed(0)}` + found.join('\n    '))
          }
        }),
      ])
    }
  await seeded.close()
}, 600000)
