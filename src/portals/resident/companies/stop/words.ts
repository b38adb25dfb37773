import type { LocalDay } from '../../../../kernel/index.ts'
import { clockWords, counted, dayWords, defineWords } from '../../../ui/index.ts'

interface At {
  at: Date
}

export const stopWords = defineWords({
  ja: {
    stopped: ({ at }: At) => `止めました（${clockWords(at)}）。`,
    paused: ({ at }: At) => `しばらく止めました（${clockWords(at)}）。`,
    againFrom: ({ day }: { day: LocalDay }) => `${dayWords('ja', day)}から、また使えます。`,
    againOpen: 'あなたが「また使ってよいにする」を押すまで、止めておきます。',
    resumed: ({ at }: At) => `また使ってよいにしました（${clockWords(at)}）。`,
    resumedMore: 'しばらく止める前と同じように使えます。',
    noMore: 'これから新しくわたしません。すでにわたした分は下のとおりです。',
    noMoreAnywhere: 'これから新しくわたしません。すでにわたした分は、利用の記録にあります。',
    underWay: ({ at, count }: At & { count: number }) =>
      `${clockWords(at)}に始まった受け渡し${counted('ja', count, 'record')}は、まだ終わっていません。`,
    mayArrive:
      '止めたときに送りはじめていた分は、とどくことがあります。わたした数は、終わると利用の記録に出ます。',
    undoUntil: ({ at }: At) => `${clockWords(at)}まで、もとにもどせます。`,
    between: '・',
    andMore: ({ names, more }: { names: string; more: number }) =>
      `${names} ほか${counted('ja', more, 'company')}`,
    undo: 'もとにもどす',
    undone: ({ at }: At) => `もとにもどしました（${clockWords(at)}）。`,
    undoneMore: '止める前と同じように使えます。',
    receipt: '控え',
    erase: '消してもらう',
    history: '利用の記録',
  },
  'ja-easy': {
    stopped: ({ at }) => `{止|と}めました（${clockWords(at)}）。`,
    paused: ({ at }) => `しばらく {止|と}めました（${clockWords(at)}）。`,
    againFrom: ({ day }) => `${dayWords('ja-easy', day)}から、また {使|つか}えます。`,
    againOpen: 'あなたが「また {使|つか}って よいに する」を おすまで、{止|と}めます。',
    resumed: ({ at }) => `また {使|つか}って よいに しました（${clockWords(at)}）。`,
    resumedMore: '{止|と}める {前|まえ}と おなじように {使|つか}えます。',
    noMore: 'これから {新|あたら}しく わたしません。もう わたした データは {下|した}に あります。',
    noMoreAnywhere:
      'これから {新|あたら}しく わたしません。もう わたした データは {利用|りよう}の {記録|きろく}に あります。',
    underWay: ({ at, count }) =>
      `${clockWords(at)}に わたしはじめた ${counted('ja-easy', count, 'record')}は、まだ おわって いません。`,
    mayArrive:
      '{止|と}めた ときに もう {送|おく}りはじめて いた ぶんは、とどく ことが あります。おわると、{利用|りよう}の {記録|きろく}に {数|かず}が {出|で}ます。',
    undoUntil: ({ at }) => `${clockWords(at)}まで、もとに もどせます。`,
    between: '・',
    andMore: ({ names, more }) => `${names} ほか ${counted('ja-easy', more, 'company')}`,
    undo: 'もとに もどす',
    undone: ({ at }) => `もとに もどしました（${clockWords(at)}）。`,
    undoneMore: '{止|と}める {前|まえ}と おなじように {使|つか}えます。',
    receipt: '{控|ひか}え',
    erase: '{消|け}して もらう',
    history: '{利用|りよう}の {記録|きろく}',
  },
  en: {
    stopped: ({ at }) => `Stopped (${clockWords(at)}).`,
    paused: ({ at }) => `Paused (${clockWords(at)}).`,
    againFrom: ({ day }) => `It may be used again from ${dayWords('en', day)}.`,
    againOpen: 'It stays paused until you press “Allow it again”.',
    resumed: ({ at }) => `Allowed again (${clockWords(at)}).`,
    resumedMore: 'The use is allowed as before the pause.',
    noMore: 'Nothing new is given from now on. What has been given already is listed below.',
    noMoreAnywhere: 'Nothing new is given from now on. What has been given already is in your history.',
    underWay: ({ at, count }) =>
      count === 1
        ? `1 delivery that began at ${clockWords(at)} has not ended yet.`
        : `${counted('en', count, 'record')} that began at ${clockWords(at)} have not ended yet.`,
    mayArrive:
      'What was already being sent when you stopped may still arrive. Your history will then say how much was given.',
    undoUntil: ({ at }) => `You can undo this until ${clockWords(at)}.`,
    between: ', ',
    andMore: ({ names, more }) => `${names} and ${counted('en', more, 'company')} more`,
    undo: 'Undo',
    undone: ({ at }) => `Undone (${clockWords(at)}).`,
    undoneMore: 'The use is allowed as before.',
    receipt: 'Receipt',
    erase: 'Ask to delete',
    history: 'History',
  },
})
