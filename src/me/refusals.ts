import { defineRefusals } from '../kernel/index.ts'
import { repeatRefusals } from '../platform/decide-repeat.ts'

export const meRefusals = defineRefusals({
  ...repeatRefusals,
  'let-in-again': {
    status: 403,
    ja: '市民がサインインしてから、時間がたちました。prompt=login で、もう一度たずねてください。',
    jaEasy: 'サインインしてから 時間が たちました。もう一度 サインインして ください。',
    en: 'It is too long since the resident showed who they are. Send them to /oidc/auth again, with prompt=login.',
  },
})
