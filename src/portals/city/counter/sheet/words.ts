import type { LocalDay } from '../../../../kernel/index.ts'
import { dayWords, defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'わたす紙',
    print: 'このページを印刷して、本人や家族にわたしてください。',
    leaving: 'やめる手続きをしました。',
    'moved-away': '引っ越しの手続きをしました。',
    died: '亡くなったと記録しました。お悔やみを申し上げます。',
    stopped: '止まったもの',
    stoppedAll: '会社への「使ってよい」は、ぜんぶ止まりました。会社には、もう何もわたりません。',
    stoppedDeath:
      'カードでも、ほかの方法でも、サインインはできません。お知らせや手紙も、本人にはお送りしません。',
    kept: '残るもの',
    keptUntil: ({ day }: { day: LocalDay }) =>
      `預けたデータは、${dayWords('ja', day)}まで、そのままです。だれにもわたしません。そのあと、ぜんぶ消します。`,
    records: ({ day }: { day: LocalDay }) =>
      `会社にわたした記録は、法律のために、${dayWords('ja', day)}まで残します。`,
    noRecords: '会社にわたしたものは、ありません。',
    back: 'また参加したいとき',
    backUntil: ({ day }: { day: LocalDay }) =>
      `${dayWords('ja', day)}までに、窓口でおっしゃるか、サインインしてください。止めたものは、止まったままです。`,
    mistake: 'まちがいのとき',
    mistakeHow: 'すぐに、お電話ください。もとの状態にもどします。',
    phone: 'お電話',
    nothing: 'この人に、わたす紙はありません。',
    nothingWhy: 'いま参加しています。',
    life: '手続きにもどる',
  },
  'ja-easy': {
    title: 'わたす {紙|かみ}',
    print: 'この ページを {印刷|いんさつ}して わたして ください。',
    leaving: 'やめる {手続|てつづ}きを しました。',
    'moved-away': '{引|ひ}っ{越|こ}しの {手続|てつづ}きを しました。',
    died: '{亡|な}くなったと {書|か}きました。おくやみを もうしあげます。',
    stopped: '{止|と}まった もの',
    stoppedAll: '{会社|かいしゃ}への 「{使|つか}って よい」は ぜんぶ {止|と}まりました。もう わたしません。',
    stoppedDeath: 'サインインは できません。{手紙|てがみ}も おくりません。',
    kept: 'のこる もの',
    keptUntil: ({ day }) =>
      `{預|あず}けた データは ${dayWords('ja-easy', day)}まで のこります。だれにも わたしません。その あと ぜんぶ {消|け}します。`,
    records: ({ day }) =>
      `{会社|かいしゃ}に わたした {記録|きろく}は ${dayWords('ja-easy', day)}まで のこります。`,
    noRecords: '{会社|かいしゃ}に わたした ものは ありません。',
    back: 'また {参加|さんか}したい とき',
    backUntil: ({ day }) =>
      `${dayWords('ja-easy', day)}までに {窓口|まどぐち}で {言|い}って ください。{止|と}めた ものは {止|と}まった ままです。`,
    mistake: 'まちがいの とき',
    mistakeHow: 'すぐに {電話|でんわ}して ください。もとに もどします。',
    phone: '{電話|でんわ}',
    nothing: 'わたす {紙|かみ}は ありません。',
    nothingWhy: 'いま {参加|さんか}して います。',
    life: '{手続|てつづ}きに もどる',
  },
  en: {
    title: 'Paper to hand over',
    print: 'Print this page and give it to the person, or to their family.',
    leaving: 'It is entered that you leave.',
    'moved-away': 'It is entered that you have moved away.',
    died: 'The death is recorded. Please accept our condolences.',
    stopped: 'What has stopped',
    stoppedAll: 'Every permission for a company is stopped. Nothing is given to companies any more.',
    stoppedDeath: 'Nobody can sign in, by card or otherwise. No notice and no letter is sent to them.',
    kept: 'What is kept',
    keptUntil: ({ day }) =>
      `What was deposited stays as it is until ${dayWords('en', day)} and is given to nobody. Then it is all erased.`,
    records: ({ day }) => `The law has us keep the records of what was given until ${dayWords('en', day)}.`,
    noRecords: 'Nothing was ever given to a company.',
    back: 'To take part again',
    backUntil: ({ day }) =>
      `Say so at the counter, or sign in, by ${dayWords('en', day)}. What was stopped stays stopped.`,
    mistake: 'If it is a mistake',
    mistakeHow: 'Please call at once. It will be put right.',
    phone: 'Telephone',
    nothing: 'There is no paper for this person.',
    nothingWhy: 'They take part.',
    life: 'Back to how they stand',
  },
})
