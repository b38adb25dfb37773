import type { LocalDay } from '../../../kernel/index.ts'
import { counted, dayWords, defineWords } from '../../ui/index.ts'

interface Told {
  company: string | undefined
}
interface Many {
  count: number
}
interface Last {
  day: LocalDay
}
interface Unread {
  unread: number
}

export const words = defineWords({
  ja: {
    title: 'お知らせ',
    lead: 'お知らせが暗証番号をたずねることは、ありません。',
    none: 'お知らせはありません',
    noneWhy: 'カードや同意のことでお知らせすることがあると、ここに出ます。',
    unread: '新しい',
    company: ({ company = 'ある会社' }: Told) => `会社：${company}`,
    uses: ({ count }: Many) => `止めたもの：${counted('ja', count, 'purpose')}`,
    items: ({ count }: Many) => `預かったもの：${counted('ja', count, 'item')}`,
    sessions: ({ count }: Many) => `終わりにしたもの：${counted('ja', count, 'record')}`,
    ends: ({ day }: Last) => `終わる日：${dayWords('ja', day)}`,
    againFrom: ({ day }: Last) => `${dayWords('ja', day)}から、また使えます。`,
    erased: ({ day }: Last) => `${dayWords('ja', day)}をすぎると、消します。`,
    more: ({ count }: Many) => `このあと、同じことが${counted('ja', count, 'time')}ありました。`,
    read: 'ぜんぶ読んだことにする',
    done: '読んだことにしました。',
    older: 'もっと前のお知らせ',
    newest: '新しいお知らせにもどる',
    home: 'お知らせ',
    homeMore: ({ unread }: Unread) => `新しいお知らせが**${counted('ja', unread, 'record')}**あります。`,
    homeNone: '新しいお知らせはありません。',
  },
  'ja-easy': {
    title: 'お{知|し}らせ',
    lead: 'お{知|し}らせが {暗証|あんしょう}{番号|ばんごう}を {聞|き}く ことは ありません。',
    none: 'お{知|し}らせは ありません',
    noneWhy: 'カードなどの ことで {何|なに}かが あると、ここに {出|で}ます。',
    unread: '{新|あたら}しい',
    company: ({ company = 'ある {会社|かいしゃ}' }) => `{会社|かいしゃ}：${company}`,
    uses: ({ count }) => `{止|と}めた もの：${counted('ja-easy', count, 'purpose')}`,
    items: ({ count }) => `{預|あず}かった もの：${counted('ja-easy', count, 'item')}`,
    sessions: ({ count }) => `{終|お}わりに した もの：${counted('ja-easy', count, 'record')}`,
    ends: ({ day }) => `おわる {日|ひ}：${dayWords('ja-easy', day)}`,
    againFrom: ({ day }) => `${dayWords('ja-easy', day)}から、また {使|つか}えます。`,
    erased: ({ day }) => `${dayWords('ja-easy', day)}を すぎると、{消|け}します。`,
    more: ({ count }) => `この あと、おなじ ことが ${counted('ja-easy', count, 'time')} ありました。`,
    read: 'ぜんぶ {読|よ}んだ ことに する',
    done: '{読|よ}んだ ことに しました。',
    older: 'もっと {前|まえ}の お{知|し}らせ',
    newest: '{新|あたら}しい お{知|し}らせに もどる',
    home: 'お{知|し}らせ',
    homeMore: ({ unread }) =>
      `{新|あたら}しい お{知|し}らせが **${counted('ja-easy', unread, 'record')}** あります。`,
    homeNone: '{新|あたら}しい お{知|し}らせは ありません。',
  },
  en: {
    title: 'Notices',
    lead: 'A notice never asks for your PIN.',
    none: 'There are no notices',
    noneWhy: 'When something happens to your card or your consents, it appears here.',
    unread: 'New',
    company: ({ company = 'a company' }) => `Company: ${company}`,
    uses: ({ count }) => `Stopped: ${counted('en', count, 'purpose')}`,
    items: ({ count }) => `Deposited: ${counted('en', count, 'item')}`,
    sessions: ({ count }) => `Ended: ${count}`,
    ends: ({ day }) => `It ends on ${dayWords('en', day)}`,
    againFrom: ({ day }) => `It may be used again from ${dayWords('en', day)}.`,
    erased: ({ day }) => `After ${dayWords('en', day)} it is erased.`,
    more: ({ count }) => `The same happened ${counted('en', count, 'time')} more that day.`,
    read: 'Mark all as read',
    done: 'Marked as read.',
    older: 'Older notices',
    newest: 'Back to the newest notices',
    home: 'Notices',
    homeMore: ({ unread }) => `You have **${counted('en', unread, 'record')}** you have not read.`,
    homeNone: 'There is nothing new.',
  },
})
