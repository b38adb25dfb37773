import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

/** Of what a resident shows to a doctor or a coach. */
export const shareTexts = {
  'share-opened': {
    title: {
      ja: 'あなたのデータを見せるページが開かれました',
      jaEasy: 'あなたの データを 見せる ページを、だれかが 開きました',
      en: 'A page that shows your data was opened',
    },
    more: and(
      {
        ja: 'だれが開いたかは、利用の記録にあります。「データを見せる」で、いつでも終わりにできます。',
        jaEasy: 'だれかは、利用の 記録に あります。「データを 見せる」で、いつでも やめられます。',
        en: 'Who it was is in your history of use. You can end it at any time under “Show data”.',
      },
      call,
    ),
  },
} satisfies Partial<Record<NoticeKind, NoticeText>>
