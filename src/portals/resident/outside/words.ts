import { defineWords } from '../../ui/index.ts'

interface Named {
  name: string
}

export const words = defineWords({
  ja: {
    title: ({ name }: Named) => `${name}でのサインイン`,
    about: 'つなぐと、この方法でもサインインできます。',
    more: 'つなぐ・やめる',
    since: 'つないだ日時',
    notLinked: 'まだつながっていません。つなぐと、この方法でもサインインできます。',
    how: ({ name }: Named) =>
      `ボタンを押すと、${name}の画面が開きます。そこで本人だと確かめると、ここにもどります。`,
    link: 'つなぐ',
    unlinkWhy: 'やめたあとも、ほかの方法はそのまま使えます。いつでも、またつなげます。',
    unlink: 'つなぐのをやめる',
    linked: 'つなぎました。',
    unlinked: 'つなぐのをやめました。ほかの画面のサインインも、終わりにしました。',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: ({ name }) => `${name}での サインイン`,
    about: 'つなぐと、この やりかたでも サインインできます。',
    more: 'つなぐ・やめる',
    since: 'つないだ とき',
    notLinked: 'まだ つながって いません。つなぐと、この やりかたでも サインインできます。',
    how: ({ name }) =>
      `ボタンを おすと、${name}の {画面|がめん}が {開|ひら}きます。あなただと わかったら、ここに もどります。`,
    link: 'つなぐ',
    unlinkWhy: 'やめても、ほかの やりかたは {使|つか}えます。また つなぐ ことも できます。',
    unlink: 'つなぐのを やめる',
    linked: 'つなぎました。',
    unlinked: 'つなぐのを やめました。ほかの {画面|がめん}の サインインも {終|お}わりました。',
    back: '「{設定|せってい}」に もどる',
  },
  en: {
    title: ({ name }) => `Signing in with ${name}`,
    about: 'Once it is linked, you can sign in this way, too.',
    more: 'Link or unlink',
    since: 'Linked since',
    notLinked: 'Not linked yet. Once it is linked, you can sign in this way, too.',
    how: ({ name }) => `The button takes you to ${name}. Once it knows that it is you, you come back here.`,
    link: 'Link',
    unlinkWhy: 'Afterwards other ways go on working as before. You can link it again at any time.',
    unlink: 'Unlink',
    linked: 'Linked.',
    unlinked: 'Unlinked. Sign-ins on other screens have ended, too.',
    back: 'Back to the settings',
  },
})
