import type { NoticeText } from './text-parts.ts'

/** Of joining together, and of who joins under the name of somebody else. */
export const cohortTexts: Readonly<Record<'cohort-left' | 'alike-joined', NoticeText>> = {
  'cohort-left': {
    title: {
      ja: '募集のグループをやめました',
      jaEasy: '募集の グループを やめました',
      en: 'You left your group',
    },
    more: {
      ja: '預けたデータと同意は、そのままです。おぼえがないときは、窓口にお電話ください。',
      jaEasy: '預けた データと 同意は、そのままです。しらない ときは、窓口に 電話して ください。',
      en: 'What you have deposited and agreed to stays as it is. If you do not know of it, please call the office.',
    },
  },
  'alike-joined': {
    title: {
      ja: '同じ名前と生年月日の人が、参加しました',
      jaEasy: '同じ 名前で、同じ たんじょうびの だれかが 参加しました',
      en: 'Somebody of the same name and date of birth has joined',
    },
    more: {
      ja: 'あなたのことは、何も変わっていません。あなたの名前を使っていると思うときは、窓口にお電話ください。',
      jaEasy: 'あなたの ことは 何も 変わりません。おかしいと 思ったら、窓口に 電話して ください。',
      en: 'Nothing of yours has changed. If you think that somebody uses your name, please call the office.',
    },
  },
}
