import { exchangeRefusals, type ExchangeRefusal } from '../../../../wire/index.ts'
import { identityRefusals, type TokenRefusal } from '../../../../identity/index.ts'
import type { RefusalWords } from '../../../../kernel/index.ts'
import { httpRefusals } from '../../../../platform/http/index.ts'

/** What the door says before any service is asked, as far as a program may meet it. */
const atTheDoor = [
  'malformed',
  'unknown-host',
  'too-many-requests',
  'too-large',
  'unsupported-media-type',
] as const
const ofTokens = ['no-token', 'bad-token', 'expired-token'] as const satisfies readonly TokenRefusal[]

export type ApiRefusal = ExchangeRefusal | (typeof atTheDoor)[number] | (typeof ofTokens)[number]

/** Every no that a company’s program may meet, at the gate and in the sandbox, with its sentence. */
export const apiRefusals: readonly { because: ApiRefusal; words: RefusalWords }[] = [
  ...ofTokens.map((because) => ({ because, words: identityRefusals[because] })),
  ...(Object.keys(exchangeRefusals) as ExchangeRefusal[]).map((because) => ({
    because,
    words: exchangeRefusals[because],
  })),
  ...atTheDoor.map((because) => ({ because, words: httpRefusals[because] })),
]
