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
  'nothing-cosigned-yet': {
    status: 404,
    ja: '立会人がまだどのチェックポイントにも署名していません。',
    jaEasy: 'たちあいにんの しるしは まだ ありません。',
    en: 'No witness has cosigned a checkpoint yet.',
  },
  'no-cosigned-checkpoint': {
    status: 400,
    ja: '送られたものは、立会人の署名のあるチェックポイントではありません。',
    jaEasy: 'しるしの ある きろくでは ありません。',
    en: 'What was sent is no cosigned checkpoint.',
  },
  'unknown-witness': {
    status: 403,
    ja: 'この市が知っている立会人の署名がありません。市に鍵を渡し、AZUKARI_WITNESSES に加えてもらってください。',
    jaEasy: 'この 市が しっている たちあいにんの しるしが ありません。',
    en: 'It is cosigned by no witness that the city knows. Give the city the key, for its AZUKARI_WITNESSES.',
  },
  'cosignature-wrong': {
    status: 422,
    ja: '立会人の署名が、このチェックポイントのものではありません。',
    jaEasy: 'しるしが ちがいます。',
    en: 'The cosignature is not of this checkpoint.',
  },
  'not-our-checkpoint': {
    status: 404,
    ja: 'この市は、このチェックポイントに署名していません。',
    jaEasy: 'この 市の きろくでは ありません。',
    en: 'The city has signed no such checkpoint.',
  },
})
