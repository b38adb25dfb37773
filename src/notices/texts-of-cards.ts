import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

/** Of the card on paper. */
export const cardTexts = {
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
  'card-locked': {
    title: {
      ja: '預かりカードが、サインインに使えなくなりました',
      jaEasy: '預かりカードで サインインが できなく なりました',
      en: 'Your Azukari card cannot sign in any more',
    },
    more: and(
      {
        ja: 'まちがった番号が続いたためです。カードで止めることは、いまもできます。新しいカードは、窓口でわたします。',
        jaEasy:
          '番号の まちがいが つづきました。止める ことは できます。新しい カードは、窓口で わたします。',
        en: 'Too many wrong numbers were typed. The card still stops what companies get. The office makes a new one.',
      },
      call,
    ),
  },
} satisfies Partial<Record<NoticeKind, NoticeText>>
