import { defineRefusals } from '../kernel/index.ts'

/** Every no of the gate, as a company's program meets it. */
export const exchangeRefusals = defineRefusals({
  'company-not-active': {
    status: 403,
    ja: 'この会社の契約は、いま有効ではありません。',
    jaEasy: 'この 会社は いま 使えません。',
    en: 'The company’s standing does not allow reading at present.',
  },
  'program-ended': {
    status: 403,
    ja: 'このプログラムの登録は終わっています。',
    jaEasy: 'この プログラムは もう つかえません。',
    en: 'The registration of this program has ended.',
  },
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: '見つかりませんでした。',
    en: 'Not found.',
  },
  'use-not-approved': {
    status: 403,
    ja: 'この利用は、いま承認されていません。',
    jaEasy: 'この つかいかたは いま できません。',
    en: 'The use is not approved at present.',
  },
  'reason-not-reviewed': {
    status: 422,
    ja: 'reasonCode は、審査を受けた理由から1つ指定してください。',
    jaEasy: 'りゆうを えらんで ください。',
    en: 'reasonCode must be one of the reviewed reasons of the use.',
  },
  'words-not-plain': {
    status: 422,
    ja: 'words は、リンクや記号のない100字以内の文章にしてください。',
    jaEasy: 'みじかい ことばで かいて ください。',
    en: 'words must be at most 100 plain characters without links.',
  },
  'cursor-not-valid': {
    status: 400,
    ja: 'cursor が正しくありません。前の応答の cursor をそのまま使ってください。',
    jaEasy: 'cursor が ただしく ありません。',
    en: 'The cursor is not valid. Use the cursor of the previous answer as it is.',
  },
  'key-reused': {
    status: 409,
    ja: 'この Idempotency-Key は、別の内容の要求に使われました。新しい値にしてください。',
    jaEasy: 'この Idempotency-Key は もう つかいました。',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  },
  withdrawn: {
    status: 403,
    ja: 'ご本人が利用を止めました。',
    jaEasy: 'ほんにんが とめました。',
    en: 'The resident has stopped this use.',
  },
  expired: {
    status: 403,
    ja: '同意の期限がすぎました。',
    jaEasy: 'どういの きげんが すぎました。',
    en: 'The consent has expired.',
  },
  'not-available': {
    status: 404,
    ja: 'お渡しできるものはありません。',
    jaEasy: 'わたせる ものは ありません。',
    en: 'There is nothing available.',
  },
  'quota-spent': {
    status: 429,
    ja: '契約で決めた回数か人数まで、もう読みました。取り消しと止めた知らせは、only=withdrawn でいつでも読めます。',
    jaEasy: 'もう 契約の とおりに 読みました。とりけしは only=withdrawn で 読めます。',
    en: 'What the contract allows has been read. What was withdrawn can be read at any time with only=withdrawn.',
  },
  'lease-lost': {
    status: 503,
    ja: 'いまは受け渡しができません。少し待って、同じ Idempotency-Key でもう一度お試しください。',
    jaEasy: 'いまは できません。あとで もういちど ためして ください。',
    en: 'Delivery is not possible right now. Wait a moment and repeat with the same Idempotency-Key.',
  },
})

export type ExchangeRefusal = keyof typeof exchangeRefusals
