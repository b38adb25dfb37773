import { defineRefusals } from '../kernel/index.ts'

export const shareRefusals = defineRefusals({
  'share-not-now': {
    status: 409,
    ja: '退会や引っ越しなどで、いまは見せるページをつくれません。',
    jaEasy: 'いまは 見せる ページを つくれません。',
    en: 'You cannot share now: you have left or moved away, or your session has ended.',
  },
  'share-too-young': {
    status: 409,
    ja: 'ひとりで答えられる年齢になるまで、見せるページはつくれません。窓口にご相談ください。',
    jaEasy: 'まだ ひとりでは つくれません。窓口に 聞いて ください。',
    en: 'You cannot share by yourself yet at your age. Please ask at the counter.',
  },
  'share-nothing-chosen': {
    status: 422,
    ja: '見せるデータを、1つ以上えらんでください。',
    jaEasy: '見せる データを 1つは えらんで ください。',
    en: 'Please choose at least 1 kind of data.',
  },
  'share-wrong-days': {
    status: 422,
    ja: '期間を確かめてください。370日までで、見せる期限よりあとの日はえらべません。',
    jaEasy: 'いつから いつまでかを もう一度 見て ください。370日までです。',
    en: 'Please check the days: up to 370 of them, and none after the share ends.',
  },
  'too-many-shares': {
    status: 409,
    ja: '開けるページが20あります。どれかをおわらせてから、もう一度お試しください。',
    jaEasy: 'もう 20 あります。どれかを おわらせて ください。',
    en: '20 shares are open. Please end one of them first.',
  },
  'share-not-open': {
    status: 404,
    ja: 'このページは開けません。終わったか、使いおわったか、アドレスがちがいます。見せてくれた人に、たずねてください。',
    jaEasy: 'この ページは ひらけません。見せて くれた ひとに 聞いて ください。',
    en: 'This cannot be opened. It has ended or been used, or the address is mistyped. Please ask who showed it to you.',
  },
  'share-later': {
    status: 503,
    ja: 'いまは開けません。市の記録がととのうまで、少し待ってください。',
    jaEasy: 'いまは ひらけません。すこし まって ください。',
    en: 'This cannot be opened at this moment. Please wait a little.',
  },
  'share-not-ended': {
    status: 503,
    ja: 'おわらせたことが、まだ控えに残っていません。もう開けませんが、もう一度お試しください。',
    jaEasy: 'まだ 控えに ありません。もう一度 おして ください。',
    en: 'It cannot be opened any more, but that is not safely written down yet. Please press again.',
  },
})

export type ShareRefusal = keyof typeof shareRefusals
