import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

/** Of how a resident stands. */
export const lifeTexts = {
  left: {
    title: {
      ja: 'やめる、または引っ越しの手続きをしました',
      jaEasy: 'やめる 手続きを しました',
      en: 'You have left, or said that you moved away',
    },
    more: and(
      {
        ja: '会社へは、もう何もわたしません。期限の日までは、また参加できます。',
        jaEasy: '会社には もう わたしません。期限までは また 参加できます。',
        en: 'Companies get nothing any more. Until the set day you can take part again.',
      },
      call,
    ),
  },
  'came-back': {
    title: {
      ja: 'また参加できるようになりました',
      jaEasy: 'また 参加できます',
      en: 'You take part again',
    },
    more: and(
      {
        ja: '会社への「使ってよい」は、止まったままです。',
        jaEasy: '会社への 「使って よい」は、止まった ままです。',
        en: 'Every permission you gave a company stays stopped.',
      },
      call,
    ),
  },
  'reported-in-error': {
    title: {
      ja: 'あなたが亡くなったと、まちがって記録していました',
      jaEasy: 'あなたが 亡くなったと、まちがって 書いて いました',
      en: 'It had been recorded by mistake that you had died',
    },
    more: and(
      {
        ja: '記録を直しました。ご迷惑をおかけしました。止めたものは、止まったままです。',
        jaEasy: '記録を なおしました。おわびします。止めた ものは、止まった ままです。',
        en: 'It has been put right, and we apologise. What was stopped stays stopped.',
      },
      call,
    ),
  },
  'erasure-near': {
    title: {
      ja: 'もうすぐ、預けたデータをぜんぶ消します',
      jaEasy: 'もうすぐ、預けた データを ぜんぶ 消します',
      en: 'Everything you deposited will be erased soon',
    },
    more: {
      ja: 'その日までは、データを持ち出すことも、また参加することもできます。わからないときは、窓口にお電話ください。',
      jaEasy:
        'それまでは、データを もらう ことも、また 参加する ことも できます。わからない ときは、窓口に 電話して ください。',
      en: 'Until that day you can take your data out, or take part again. If anything is unclear, please call the office.',
    },
  },
  // To the entry that is used no more: nobody signs in to it, so its letter has to say all.
  'merged-away': {
    title: {
      ja: 'この登録を、窓口で、もう1つの登録にまとめました。おぼえがないときは、窓口へおいでください',
      jaEasy: 'この 登録を、もう 1つの 登録に まとめました。しらない ときは、窓口に 来て ください',
      en: 'This entry was merged into another one at the counter. If you do not know of it, please come to the counter',
    },
    more: call,
  },
  'merged-in-error': {
    title: {
      ja: 'ほかの人の登録を、あなたの登録に、まちがってまとめていました',
      jaEasy: 'ほかの ひとの 登録を、あなたの 登録に まちがって まとめて いました',
      en: 'Somebody else’s entry had been merged into yours by mistake',
    },
    more: and(
      {
        ja: 'もとにもどしました。ご迷惑をおかけしました。その登録の記録は、もう読めません。そのときに止まった利用は、止まったままです。続けたいときは、もう一度お答えください。',
        jaEasy:
          'もとに もどしました。おわびします。その 登録の 記録は、もう 読めません。止まった ものは、止まった ままです。つづけたい ときは、もう 一度 答えて ください。',
        en: 'It has been put right, and we apologise. The record of that entry can be read no more. What was stopped then stays stopped: answer again what should go on.',
      },
      call,
    ),
  },
  // By letter, too, and nobody signs in before they have a card: it says all.
  'stands-again': {
    title: {
      ja: 'この登録を、ほかの登録に、まちがってまとめていました。もとにもどしました。カードを作りに、窓口へおいでください',
      jaEasy:
        'この 登録を、まちがって ほかの 登録に まとめて いました。もとに もどしました。カードを 作るので、窓口に 来て ください',
      en: 'This entry had been merged into another one by mistake, and was put right. Please come to the counter for a new card',
    },
    more: and(
      {
        ja: 'ご迷惑をおかけしました。会社への「使ってよい」は、止まったままです。',
        jaEasy: 'おわびします。会社への 「使って よい」は、止まった ままです。',
        en: 'We apologise. Every permission you gave a company stays stopped.',
      },
      call,
    ),
  },
  merged: {
    title: {
      ja: '2つあったあなたの登録を、1つにまとめました',
      jaEasy: '2つ あった 登録を、1つに しました',
      en: 'You were registered 2 times; the 2 entries were made 1',
    },
    more: and(
      {
        ja: 'もう1つの登録で、ことわったり止めたりしていた利用は、こちらでも止めました。続けたいときは、もう一度お答えください。新しく「使ってよい」になったものは、ありません。もう1つの登録の記録は、14日をすぎたら、利用の記録で読めます。',
        jaEasy:
          'もう 1つの 登録で ことわったり 止めたり した ものは、こちらでも 止めました。つづけたい ときは、もう 一度 答えて ください。もう 1つの 登録の 記録は、14日 すぎたら、利用の 記録に あります。',
        en: 'What you had refused or stopped in the other entry is stopped here, too: answer again what should go on. Nothing new is allowed. After 14 days the record of the other entry is in your history of use.',
      },
      call,
    ),
  },
} as const satisfies Partial<Record<NoticeKind, NoticeText>>
