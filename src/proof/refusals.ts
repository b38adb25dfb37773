import { defineRefusals } from '../kernel/index.ts'

/** Every no of the log, as a program that checks it meets it. */
export const proofRefusals = defineRefusals({
  'nothing-logged-yet': {
    status: 404,
    ja: '透明性ログには、まだ何も記録されていません。',
    jaEasy: 'きろくは まだ ありません。',
    en: 'The log is still empty.',
  },
  'no-such-leaf': {
    status: 404,
    ja: 'その大きさの透明性ログに、この番号の記録はありません。',
    jaEasy: 'この ばんごうの きろくは ありません。',
    en: 'A log of this size has no leaf of this number.',
  },
  'no-such-tree': {
    status: 404,
    ja: '透明性ログは、まだその大きさになっていません。from は to 以下にしてください。',
    jaEasy: 'きろくは まだ そこまで ありません。',
    en: 'The log is not that large yet, or from is larger than to.',
  },
})
