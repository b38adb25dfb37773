import { defineRefusals } from '../kernel/index.ts'

/** What was done under an Idempotency-Key, or is wanted. The hash is of all that it depends on. */
export interface Deed {
  deed: string
  contentHash: Buffer
}

/** Why what comes under a key is not done, of whoever repeats. */
export const repeatRefusals = defineRefusals({
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
})

/** Has this key been used, and for what? */
export function decideRepeat(written: Deed | undefined, now: Deed): 'new' | 'repeated' | 'key-used' {
  if (!written) return 'new'
  return written.deed === now.deed && written.contentHash.equals(now.contentHash) ? 'repeated' : 'key-used'
}
