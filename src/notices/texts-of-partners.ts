import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

/** Of places that send a resident's data, because they said so. */
export const partnerTexts = {
  'partner-linked': {
    title: {
      ja: 'データを送ってくれるところと、つながりました',
      jaEasy: 'データを 送って くれる ところと つながりました',
      en: 'A place that sends your data was linked',
    },
    more: and(
      {
        ja: '設定の「データを送ってくれるところ」で、いつでも終わりにできます。',
        jaEasy: '設定の「データを 送って くれる ところ」で、いつでも やめられます。',
        en: 'You can end it at any time in your settings, under “Places that send your data”.',
      },
      call,
    ),
  },
  'partner-ended': {
    title: {
      ja: 'データを送ってくれるところとの、つながりを終わりにしました',
      jaEasy: 'データを 送って くれる ところと つなぐのを やめました',
      en: 'A place that sent your data was ended',
    },
    more: and(
      {
        ja: 'そこからは、もう何も受け取りません。預けたデータは、そのままです。',
        jaEasy: 'そこからは もう 何も もらいません。預けた データは、そのままです。',
        en: 'Nothing comes from it any more. What you have deposited stays as it is.',
      },
      call,
    ),
  },
  'deposit-taken-back': {
    title: {
      ja: 'データを送ってくれたところが、送ったものを取り消しました',
      jaEasy: 'データを 送って くれた ところが、送った ものを とりけしました',
      en: 'A place that sent your data took something back',
    },
    more: and(
      {
        ja: '取り消したものは、預けたデータのページにあります。',
        jaEasy: 'とりけした ものは、預けた データの ページに あります。',
        en: 'Where you see what you have deposited, it says which.',
      },
      call,
    ),
  },
} satisfies Partial<Record<NoticeKind, NoticeText>>
