import { defineRefusals } from '../../kernel/index.ts'

/** Of places that send a resident's data: what they and residents are told. */
export const partnerRefusals = defineRefusals({
  'unknown-partner': {
    status: 404,
    ja: 'このところからは、いまデータを受け取れません。市の窓口におたずねください。',
    jaEasy: 'ここからは、いま データを もらえません。窓口に きいて ください。',
    en: 'No data can come from this place at the moment. Please ask the data desk.',
  },
  'nothing-to-bring': {
    status: 422,
    ja: '送ってもらうデータを、1つ以上えらんでください。',
    jaEasy: '送って もらう データを、1つ えらんで ください。',
    en: 'Choose at least one kind of data to be sent.',
  },
  'partner-not-now': {
    status: 409,
    ja: 'やめる手続きをしたので、いまはつなげません。続けるときは、設定で「また参加する」をえらんでください。',
    jaEasy:
      'やめる 手続きを したので、いまは できません。つづける ときは、設定で「また 参加する」を えらんで ください。',
    en: 'You have left, so no place can be linked now. To go on, choose to take part again in your settings.',
  },
  'link-code-refused': {
    status: 422,
    ja: 'このコードは使えませんでした。数字がちがうか、もう使ったか、時間がたったコードです。本人に、新しいコードを出してもらってください。',
    jaEasy:
      'この コードは 使えません。ちがう 数字か、もう 使った コードか、古い コードです。新しい コードを もらって ください。',
    en: 'This code did not work. It is mistyped, used already, too old, or not for you. Ask for a new one.',
  },
  'partner-too-often': {
    status: 429,
    ja: '回数が多すぎます。時間をおいて、もう一度送ってください。',
    jaEasy: '多すぎます。あとで もう一度 送って ください。',
    en: 'That was too often. Wait, and send it again.',
  },
})
