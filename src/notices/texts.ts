import type { Sentence } from '../kernel/index.ts'
import type { NoticeKind } from './rules.ts'

/** Plain text, and nothing to press in it: whoever copies our notices to catch somebody has to add what is not there. */
export interface NoticeText {
  title: Sentence
  more: Sentence
}

const call: Sentence = {
  ja: 'おぼえがないときは、窓口にお電話ください。',
  jaEasy: 'しらない ときは、窓口に 電話して ください。',
  en: 'If you do not know of it, please call the office.',
}

const and = (first: Sentence, second: Sentence): Sentence => ({
  ja: first.ja + second.ja,
  jaEasy: `${first.jaEasy}${second.jaEasy}`,
  en: `${first.en} ${second.en}`,
})

export const noticeTexts: Readonly<Record<NoticeKind, NoticeText>> = {
  'card-issued': {
    title: {
      ja: '預かりカードを作りました',
      jaEasy: '預かりカードを つくりました',
      en: 'An Azukari card was made for you',
    },
    more: and(
      {
        ja: '前のカードがあれば、もう使えません。',
        jaEasy: '前の カードは、もう 使えません。',
        en: 'A card you had before is good no more.',
      },
      call,
    ),
  },
  'card-ended': {
    title: {
      ja: '預かりカードを使えないようにしました',
      jaEasy: '預かりカードは もう 使えません',
      en: 'Your Azukari card was ended',
    },
    more: call,
  },
  'sessions-ended': {
    title: {
      ja: 'ほかの画面のサインインを終わりにしました',
      jaEasy: 'ほかの 画面の サインインを 終わりに しました',
      en: 'Sign-ins on other screens were ended',
    },
    more: call,
  },
  'outside-linked': {
    title: {
      ja: 'ほかのサービスでサインインできるようになりました',
      jaEasy: 'ほかの サービスで サインインできます',
      en: 'Another service was linked for signing in',
    },
    more: call,
  },
  'consent-given': {
    title: {
      ja: 'データを使ってよいという同意を受け取りました',
      jaEasy: 'データを 使って よいと ききました',
      en: 'Your consent to use data was received',
    },
    more: and(
      {
        ja: 'いつでも止められます。',
        jaEasy: 'いつでも 止められます。',
        en: 'You can stop it at any time.',
      },
      call,
    ),
  },
  'consent-withdrawn': {
    title: {
      ja: 'データの利用を止めました',
      jaEasy: 'データを 使うのを 止めました',
      en: 'The use of your data was stopped',
    },
    more: call,
  },
  'looked-up': {
    title: {
      ja: '窓口の人が、あなたのことを調べました',
      jaEasy: '窓口で、あなたの ことを しらべました',
      en: 'A member of staff looked you up',
    },
    more: and(
      {
        ja: 'わけは、利用の記録にあります。',
        jaEasy: 'なんの ためかは、利用の 記録に あります。',
        en: 'The reason is in your history of use.',
      },
      call,
    ),
  },
  'telling-changed': {
    title: {
      ja: 'お知らせの受け取りかたを変えました',
      jaEasy: 'お知らせの 受けとりかたを 変えました',
      en: 'How you get notices was changed',
    },
    more: call,
  },
  'known-in-file': {
    title: {
      ja: '市の名簿に、あなたの名前がありました',
      jaEasy: '市の 名簿に、あなたの 名前が ありました',
      en: 'You stood in a list that the city took in',
    },
    more: and(
      {
        ja: 'もう参加しているので、何も変わりません。',
        jaEasy: 'もう 参加して いるので、何も 変わりません。',
        en: 'You take part already, so nothing has changed.',
      },
      call,
    ),
  },
  'address-changed': {
    title: {
      ja: 'メールアドレスを登録しました',
      jaEasy: 'メールアドレスを 登録しました',
      en: 'Your mail address was registered',
    },
    more: and(
      {
        ja: '前のアドレスがあれば、もう使えません。',
        jaEasy: '前の アドレスは、もう 使えません。',
        en: 'An address you had before is good no more.',
      },
      call,
    ),
  },
  'address-removed': {
    title: {
      ja: 'メールアドレスを消しました',
      jaEasy: 'メールアドレスを 消しました',
      en: 'Your mail address was taken away',
    },
    more: call,
  },
  'data-deposited': {
    title: {
      ja: 'データを預かりました',
      jaEasy: 'データを 預かりました',
      en: 'Data was deposited',
    },
    more: and(
      {
        ja: '預けたデータのページで、もとにもどせます。',
        jaEasy: '預けた データの ページで、もとに もどせます。',
        en: 'You can take it back where you see what you have deposited.',
      },
      call,
    ),
  },
}
