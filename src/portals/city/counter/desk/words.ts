import { defineWords } from '../../../ui/index.ts'

interface OneCard {
  /** Who asked for it. */
  name: string
  number: string
}

export const words = defineWords({
  ja: {
    title: '窓口',
    attending: '応対を続けますか',
    attendingWhy:
      '画面をかくしました。続けるか、終わるかをえらんでください。しばらくすると、自動で終わります。',
    goOn: '続ける',
    end: '応対を終わる',
    search: '本人を探す',
    searchWhy:
      '{目|め}の前の人に聞いた、ふりがなと生年月日で探します。探したことは、その人の記録に残り、その人が読みます。',
    kana: 'ふりがな',
    kanaHint: 'アオバ　ハナコのように入れます。姓だけでも探せます。',
    birthDate: '生年月日',
    reason: '探すわけ',
    reasonHint: 'その人の記録に、このまま残ります。',
    question: 'ご相談',
    card: 'カードの受け渡し',
    identity: '本人の確認',
    stop: '止める手続き',
    leave: 'やめる・引っ越しの手続き',
    death: '亡くなった知らせ',
    agree: '「使ってよい」の手続き',
    searchNow: '探す',
    join: '新しく参加する人',
    joinWhy: '本人の書類を確かめて、はじめてのカードをわたします。',
    joinNow: '参加の手続きをする',
    confirm: 'もう1人の確認を待っているカード',
    confirmWhy:
      '{頼|たの}んだ職員といっしょに、本人と書類を見てから開いてください。開いたことは、その人の記録に残ります。',
    confirmOne: ({ name, number }: OneCard) => `${name}さんが{頼|たの}んだカードを開く（${number}）`,
    decide: 'もう1人の確認を待っている手続き',
    decideWhy:
      '{頼|たの}んだ職員といっしょに、書類を見てから開いてください。開いたことは、その人の記録に残ります。',
    takeOne: ({ number }: Pick<OneCard, 'number'>) => `市のプログラムからの紙を開く（${number}）`,
    decideOne: ({ name, number }: OneCard) => `${name}さんが{頼|たの}んだ手続きを開く（${number}）`,
  },
  'ja-easy': {
    title: '{窓口|まどぐち}',
    attending: '{続|つづ}けますか',
    attendingWhy: '{画面|がめん}を かくしました。あとで おわります。',
    goOn: '{続|つづ}ける',
    end: 'おわる',
    search: '{人|ひと}を {探|さが}す',
    searchWhy:
      '{名前|なまえ}の {読|よ}みかたと {生|う}まれた {日|ひ}で {探|さが}します。{探|さが}した ことは、その {人|ひと}の {記録|きろく}に のこります。',
    kana: '{名前|なまえ}の {読|よ}みかた',
    kanaHint: 'アオバ　ハナコのように {入|い}れます。',
    birthDate: '{生|う}まれた {日|ひ}',
    reason: '{探|さが}す {理由|りゆう}',
    reasonHint: 'その {人|ひと}の {記録|きろく}に のこります。',
    question: '{相談|そうだん}',
    card: 'カードを わたす ため',
    identity: 'その {人|ひと}か たしかめる ため',
    stop: '{止|と}める ため',
    leave: 'やめる・{引|ひ}っ{越|こ}しの {手続|てつづ}き',
    death: '{亡|な}くなった お{知|し}らせ',
    agree: '「{使|つか}って よい」の {手続|てつづ}き',
    searchNow: '{探|さが}す',
    join: '{新|あたら}しく {参加|さんか}する {人|ひと}',
    joinWhy: '{書類|しょるい}を {見|み}て、カードを わたします。',
    joinNow: '{参加|さんか}の {手続|てつづ}きを する',
    confirm: 'もう 1人を まって いる カード',
    confirmWhy:
      'その {人|ひと}と {書類|しょるい}を {見|み}てから {開|ひら}いて ください。{開|ひら}いた ことは {記録|きろく}に のこります。',
    confirmOne: ({ name, number }) => `${name}さんの カードを {開|ひら}く（${number}）`,
    decide: 'もう 1人を まって いる {手続|てつづ}き',
    decideWhy:
      '{書類|しょるい}を {見|み}てから {開|ひら}いて ください。{開|ひら}いた ことは {記録|きろく}に のこります。',
    takeOne: ({ number }) => `プログラムの {紙|かみ}を {開|ひら}く（${number}）`,
    decideOne: ({ name, number }) => `${name}さんの {手続|てつづ}きを {開|ひら}く（${number}）`,
  },
  en: {
    title: 'Counter',
    attending: 'Do you want to go on?',
    attendingWhy: 'The screen was hidden. Go on or end; after a while it ends by itself.',
    goOn: 'Go on',
    end: 'End',
    search: 'Find a person',
    searchWhy:
      'By the kana and the date of birth that the person in front of you says. The search is kept in that person’s own record, and they read it.',
    kana: 'Name in kana',
    kanaHint: 'In katakana. The family name is enough.',
    birthDate: 'Date of birth',
    reason: 'Why you search',
    reasonHint: 'It stands in that person’s record, just so.',
    question: 'A question',
    card: 'A card',
    identity: 'Checking who they are',
    stop: 'Stopping',
    leave: 'Leaving, or moving away',
    death: 'News of a death',
    agree: 'Agreeing to a use',
    searchNow: 'Find',
    join: 'Somebody who joins',
    joinWhy: 'Check their document and hand over their first card.',
    joinNow: 'Take somebody in',
    confirm: 'Cards that wait for a second person',
    confirmWhy:
      'Open one once you have seen the person and their document, with the colleague who asked. That you opened it is kept in their record.',
    confirmOne: ({ name, number }) => `Open the card that ${name} asked for (${number})`,
    decide: 'What waits for a second person',
    decideWhy:
      'Open one once you have seen the paper, with the colleague who asked. That you opened it is kept in their record.',
    takeOne: ({ number }) => `Open a paper that a program of the city has brought (${number})`,
    decideOne: ({ name, number }) => `Open what ${name} asked for (${number})`,
  },
})
