import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

/** Of what others may do for a resident, because they let them. */
export const appTexts = {
  'app-let-in': {
    title: {
      ja: 'アプリを使えるようにしました',
      jaEasy: 'アプリを 使えるように しました',
      en: 'An app was let in',
    },
    more: and(
      {
        ja: '設定の「使っているアプリ」で、いつでも終わりにできます。',
        jaEasy: '設定の「使って いる アプリ」で、いつでも やめられます。',
        en: 'You can end it at any time in your settings, under “Apps you use”.',
      },
      call,
    ),
  },
  'app-ended': {
    title: {
      ja: 'アプリを使えないようにしました',
      jaEasy: 'アプリを 使えないように しました',
      en: 'An app was ended',
    },
    more: and(
      {
        ja: 'そのアプリは、もう何も見たり、したりできません。',
        jaEasy: 'その アプリは、もう 何も できません。',
        en: 'It can neither see nor do anything any more.',
      },
      call,
    ),
  },
} satisfies Partial<Record<NoticeKind, NoticeText>>
