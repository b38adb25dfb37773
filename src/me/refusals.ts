import { defineRefusals } from '../kernel/index.ts'

export const meRefusals = defineRefusals({
  'key-used': {
    status: 409,
    ja: 'この Idempotency-Key は、ほかの内容に使われています。新しいキーで送ってください。',
    jaEasy: 'この キーは もう 使いました。新しい キーで 送って ください。',
    en: 'This Idempotency-Key was used for something else. Send it with a new one.',
  },
  'being-done': {
    status: 409,
    ja: '同じ Idempotency-Key のものを、いま処理しています。少し待ってから、同じキーで送ってください。',
    jaEasy: 'いま して います。すこし まって、同じ キーで 送って ください。',
    en: 'The same is being done at this moment. Wait a little and send it again with the same key.',
  },
  'let-in-again': {
    status: 403,
    ja: '市民がサインインしてから、時間がたちました。prompt=login で、もう一度たずねてください。',
    jaEasy: 'サインインしてから 時間が たちました。もう一度 サインインして ください。',
    en: 'It is too long since the resident showed who they are. Send them to /oidc/auth again, with prompt=login.',
  },
})
