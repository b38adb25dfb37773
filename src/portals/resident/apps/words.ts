import { defineWords } from '../../ui/index.ts'

interface Named {
  name: string
}

export const words = defineWords({
  ja: {
    title: '使っているアプリ',
    about: 'データを見たり、会社の利用を止めたりできるようにしたアプリです。',
    more: 'アプリを見る',
    what: '終わりにすると、そのアプリは、すぐに何もできなくなります。',
    none: '使えるようにしたアプリは、ありません。',
    nothing: '何もできません。市が、ぜんぶ終わりにしました。',
    takenBack: '市が終わりにしたこと',
    since: '使えるようにした日時',
    used: '最後に使った日時',
    never: 'まだ使っていません',
    until: '使える期限',
    end: ({ name }: Named) => `${name}を終わりにする`,
    ended: '終わりにしました。そのアプリは、もう何もできません。',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: '{使|つか}って いる アプリ',
    about: 'データを {見|み}たり、{止|と}めたり できる アプリです。',
    more: 'アプリを {見|み}る',
    what: '{終|お}わりに すると、その アプリは すぐに {何|なに}も できません。',
    none: '{使|つか}えるように した アプリは、ありません。',
    nothing: '{何|なに}も できません。{市|し}が ぜんぶ {終|お}わりに しました。',
    takenBack: '{市|し}が {終|お}わりに した こと',
    since: '{使|つか}えるように した とき',
    used: '{最後|さいご}に {使|つか}った とき',
    never: 'まだ {使|つか}って いません',
    until: 'いつまで {使|つか}えるか',
    end: ({ name }) => `${name}を {終|お}わりに する`,
    ended: '{終|お}わりに しました。その アプリは もう {何|なに}も できません。',
    back: '{設定|せってい}に もどる',
  },
  en: {
    title: 'Apps you use',
    about: 'Apps that you allowed to look at your data, or to stop its use.',
    more: 'See the apps',
    what: 'When you end one, it can do nothing any more at once.',
    none: 'There is no app that you have let in.',
    nothing: 'Nothing any more: the city has ended all of it.',
    takenBack: 'Ended by the city',
    since: 'Let in',
    used: 'Last used',
    never: 'Not used yet',
    until: 'Good until',
    end: ({ name }) => `End ${name}`,
    ended: 'It has ended, and can do nothing any more.',
    back: 'Back to settings',
  },
})
