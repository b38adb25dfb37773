/** Signing in with a code by mail. The mail server is nowhere: no code comes, and the pages say the same. */
import type { Page } from 'playwright-core'
import { paths } from '../../../src/portals/paths.ts'
import type { ExampleState } from './deposit-states.ts'
import { typing } from './typing.ts'

let asked = 0

/** An address gets three codes an hour, so each look takes another; no two pictures of it are alike. */
async function askFor(page: Page): Promise<void> {
  asked += 1
  await typing({ email: `hanako${String(asked)}@mail.example` }, '#code')(page)
}

export function mailStates(): ExampleState[] {
  const [asking, entering] = [paths.signInMail, paths.signInMailCode]
  const at = { as: null, announces: true } as const
  return [
    { route: asking, name: 'at the door', as: null, path: asking },
    {
      ...at,
      route: asking,
      name: 'mistyped',
      path: asking,
      then: typing({ email: 'hanako' }, '#email-error'),
    },
    { route: entering, name: 'nothing asked', as: null, path: entering },
    {
      ...at,
      route: entering,
      name: 'mistyped',
      path: asking,
      neverAlike: true,
      then: async (page) => {
        await askFor(page)
        await typing({ code: '1234' }, '#code-error')(page)
      },
    },
  ]
}
