import { defineRefusals } from '../../kernel/index.ts'

/** Every no about the deposit terms. */
export const termsRefusals = defineRefusals({
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: '見つかりませんでした。',
    en: 'Not found.',
  },
  'no-terms': {
    status: 409,
    ja: 'まだ、同意していただく規約がありません。窓口におたずねください。',
    jaEasy: 'まだ 規約が ありません。窓口に 聞いて ください。',
    en: 'There are no terms to agree to yet. Please ask the data desk.',
  },
  'terms-changed': {
    status: 409,
    ja: '規約が新しくなりました。もう一度お読みください。',
    jaEasy: '規約が 新しく なりました。もう一度 読んで ください。',
    en: 'The terms have changed. Please read them again.',
  },
  'terms-agreed-already': {
    status: 409,
    ja: 'この規約には、すでに同意しています。',
    jaEasy: 'この 規約には、もう 同意して います。',
    en: 'These terms have been agreed to already.',
  },
  'too-young': {
    status: 409,
    ja: 'この年齢の人は、まだ1人で規約に同意できません。1人で参加できる年齢になってから、もう一度お読みください。',
    jaEasy:
      'まだ 1人で 規約に 同意できない としです。1人で 参加できる としに なったら、もう一度 読んで ください。',
    en: 'At this age you cannot agree to the terms by yourself yet. Please read them again once you are old enough to take part by yourself.',
  },
  'bad-paper-number': {
    status: 422,
    ja: '署名した紙の番号を、ローマ字と数字とハイフンで入れてください。',
    jaEasy: '紙の 番号を、ローマ字と 数字で 入れて ください。',
    en: 'Enter the number of the signed paper in letters, figures and hyphens.',
  },
  'terms-published-already': {
    status: 409,
    ja: 'この番号の規約は、すでに読めるようになっています。',
    jaEasy: 'この 規約は、もう みんなが 読めます。',
    en: 'This version of the terms has been published already.',
  },
  'terms-out-of-order': {
    status: 409,
    ja: '規約の番号は、前の規約のつぎの番号にしてください。',
    jaEasy: '規約の 番号は、前の つぎに して ください。',
    en: 'The number of the version must follow the one before.',
  },
  'terms-too-early': {
    status: 422,
    ja: '規約がはじまる日は、きょうからあとで、前の規約がはじまった日よりあとにしてください。',
    jaEasy: '規約は、きょうか もっと あとから はじめて ください。',
    en: 'The terms may take effect today or later, and no earlier than the version before.',
  },
  'first-terms-without-agreement': {
    status: 422,
    ja: 'はじめの規約には、同意が必要です。',
    jaEasy: 'はじめの 規約には、同意が いります。',
    en: 'The first version of the terms needs everybody’s agreement.',
  },
})
