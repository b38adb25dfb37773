import { dayWords, defineWords } from '../../../ui/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'

interface Day {
  day: LocalDay
}

interface Days {
  days: number
}

export const mergedWords = defineWords({
  ja: {
    title: '{統合|とうごう}した記録',
    link: 'まとめた登録の記録（{統合|とうごう}した記録）を見る',
    what: '窓口で、あなたの2つの登録を、1つにまとめました。',
    lead: ({ day }: Day) =>
      `ここにあるのは、もう使わないほうの登録の記録です。そこに預けたデータは、どの会社にもわたりません。${dayWords('ja', day)}をすぎたら、ぜんぶ消えます。`,
    early: ({ day }: Day) =>
      `もう使わないほうの登録の記録は、${dayWords('ja', day)}から、ここで読めます。「うつし」にも、その日から入ります。`,
    earlyWhy: ({ days }: Days) =>
      `ほかの{人|ひと}の登録だったときに、その{人|ひと}が先に窓口で{言|い}えるように、${String(days)}日をすぎてから見られます。`,
    keep: '{手|て}もとに残したいときは、それまでに「うつし」を作ってください。もう使わないほうのデータも入ります。',
    copy: 'データのうつしを作る',
    call: '{身|み}におぼえがないときは、すぐに窓口にお電話ください。',
    which: 'まとめた登録',
    one: ({ number }: { number: number }) => `${String(number)}つめ`,
    none: '{統合|とうごう}した記録はありません。',
    noneWhy: '登録が2つあるとわかり、窓口で1つにまとめたときに、ここに出ます。',
    back: '利用の記録へもどる',
  },
  'ja-easy': {
    title: '1つに した {記録|きろく}',
    link: '1つに した {登録|とうろく}の {記録|きろく}を {見|み}る',
    what: '{窓口|まどぐち}で、2つの {登録|とうろく}を 1つに しました。',
    lead: ({ day }) =>
      `これは、もう {使|つか}わない {登録|とうろく}の {記録|きろく}です。{会社|かいしゃ}には わたしません。${dayWords('ja-easy', day)}を すぎたら、ぜんぶ {消|き}えます。`,
    early: ({ day }) =>
      `もう {使|つか}わない {登録|とうろく}の {記録|きろく}は、${dayWords('ja-easy', day)}から {見|み}られます。「うつし」にも その {日|ひ}から {入|はい}ります。`,
    earlyWhy: ({ days }) =>
      `ほかの {人|ひと}の {登録|とうろく}かも しれません。その {人|ひと}が {来|く}るのを ${String(days)}日 まちます。`,
    keep: 'ほしい ときは、それまでに「うつし」を つくって ください。',
    copy: 'データの うつしを つくる',
    call: 'しらない ときは、すぐに {窓口|まどぐち}に {電話|でんわ}して ください。',
    which: '1つに した {登録|とうろく}',
    one: ({ number }) => `${String(number)}つめ`,
    none: '1つに した {記録|きろく}は ありません。',
    noneWhy: '{窓口|まどぐち}で 2つの {登録|とうろく}を 1つに すると、ここに {出|で}ます。',
    back: '{利用|りよう}の {記録|きろく}へ もどる',
  },
  en: {
    title: 'Merged records',
    link: 'See the records of the entry that was merged',
    what: 'At the counter your 2 entries were made 1.',
    lead: ({ day }) =>
      `These are the records of the entry that was closed. What was deposited there goes to no company. After ${dayWords('en', day)} all of it is erased.`,
    early: ({ day }) =>
      `The records of the entry that was closed can be read here from ${dayWords('en', day)}, and are in your copy from that day.`,
    earlyWhy: ({ days }) =>
      `Should it have been somebody else’s entry, they have ${String(days)} days to come to the counter first.`,
    keep: 'If you want to keep it, take out a copy before that day. It holds the data of that entry, too.',
    copy: 'Take out a copy of my data',
    call: 'If you know nothing of this, please call the office at once.',
    which: 'Merged entry',
    one: ({ number }) => `No. ${String(number)}`,
    none: 'There are no merged records.',
    noneWhy: 'When you had 2 entries and the counter makes them 1, the records of the other one appear here.',
    back: 'Back to your history',
  },
})
