import type { LocalDay } from '../../../../kernel/index.ts'
import { dayWords, defineWords } from '../../../ui/index.ts'

export const pauseWords = defineWords({
  ja: {
    pauseUse: 'この目的では、しばらく止める',
    pauseCompany: 'この会社を、しばらく止める',
    more: '期限の日は変わりません。いつでも、ぜんぶ止めることもできます。',
    week: '1週間、止める',
    month: '1か月、止める',
    resumed: 'もどすまで、止める',
    until: ({ day }: { day: LocalDay }) => `${dayWords('ja', day)}まで止めています`,
    open: 'もどすまで止めています',
    resume: ({ item }: { item: string }) => `${item}を、また使ってよいにする`,
    resumeUse: 'この目的で、また使ってよいにする',
  },
  'ja-easy': {
    pauseUse: 'この {目的|もくてき}は、しばらく {止|と}める',
    pauseCompany: 'この {会社|かいしゃ}を、しばらく {止|と}める',
    more: '{期限|きげん}の {日|ひ}は {変|か}わりません。いつでも ぜんぶ {止|と}められます。',
    week: '1{週間|しゅうかん} {止|と}める',
    month: '1か{月|げつ} {止|と}める',
    resumed: 'もどすまで {止|と}める',
    until: ({ day }) => `${dayWords('ja-easy', day)}まで {止|と}めて います`,
    open: 'もどすまで {止|と}めて います',
    resume: ({ item }) => `${item}を また {使|つか}って よいに する`,
    resumeUse: 'この {目的|もくてき}で、また {使|つか}って よいに する',
  },
  en: {
    pauseUse: 'Pause for this purpose',
    pauseCompany: 'Pause this company',
    more: 'The end of your consent does not move while it is paused. You can stop it altogether at any time.',
    week: 'Pause for a week',
    month: 'Pause for a month',
    resumed: 'Pause until I allow it again',
    until: ({ day }) => `Paused until ${dayWords('en', day)}`,
    open: 'Paused until you allow it again',
    resume: ({ item }) => `Allow it again: ${item}`,
    resumeUse: 'Allow it again for this purpose',
  },
})
