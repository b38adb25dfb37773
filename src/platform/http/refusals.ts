import { defineRefusals } from '../../kernel/index.ts'

/** What the door itself refuses, before any service is asked. */
export const httpRefusals = defineRefusals({
  malformed: {
    status: 400,
    ja: '送られた内容の形式が正しくありません。',
    jaEasy: '送った 内容に まちがいが あります。',
    en: 'What was sent is not in the expected form.',
  },
  'not-found': {
    status: 404,
    ja: 'お探しのものは見つかりません。',
    jaEasy: 'さがした ものは 見つかりません。',
    en: 'There is nothing here.',
  },
  'unknown-host': {
    status: 404,
    ja: 'このアドレスでお預かりしている自治体はありません。',
    jaEasy: 'この アドレスの 町は ありません。',
    en: 'No city is served under this host name.',
  },
  'foreign-form': {
    status: 403,
    ja: 'ほかのサイトから送られた操作は受け付けません。このサイトの画面から操作してください。',
    jaEasy: 'ほかの サイトからは できません。この サイトの 画面を 使って ください。',
    en: 'Actions sent from another site are not accepted. Please use the pages of this site.',
  },
  'stale-form': {
    status: 403,
    ja: 'この画面は古くなっています。開き直して、もう一度操作してください。',
    jaEasy: 'この 画面は 古いです。もう一度 開いて ください。',
    en: 'This page is out of date. Please open it again and repeat what you did.',
  },
  'too-many-requests': {
    status: 429,
    ja: '短い時間に操作が多すぎます。少し待ってから、もう一度お試しください。',
    jaEasy: '短い 時間に 何度も 送られました。少し 待って、もう一度 して ください。',
    en: 'Too many requests in a short time. Please wait a little and try again.',
  },
  'too-large': {
    status: 413,
    ja: '送られた内容が大きすぎます。',
    jaEasy: '送った ものが 大きすぎます。',
    en: 'What was sent is too large.',
  },
  'unsupported-media-type': {
    status: 415,
    ja: 'この種類の内容は受け取れません。',
    jaEasy: 'この 種類は 受け取れません。',
    en: 'This kind of content is not accepted here.',
  },
})

export type HttpRefusal = keyof typeof httpRefusals

/** A fault of ours. Not a refusal: nobody could have avoided it but us. */
export const faultWords = {
  ja: 'システムの不具合で処理できませんでした。お手数ですが、お問い合わせの際は受付番号をお知らせください。',
  jaEasy: 'システムが うまく 動きませんでした。電話の とき、この 番号を 言って ください。',
  en: 'Something went wrong on our side. Please mention the incident number if you contact us.',
}
