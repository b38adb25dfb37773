import { defineWords } from '../../ui/index.ts'

interface Named {
  name: string
}

export const words = defineWords({
  ja: {
    title: ({ name }: Named) => `${name}でサインイン`,
    how: ({ name }: Named) =>
      `ボタンを押すと、${name}の画面が開きます。そこで本人だと確かめると、ここにもどります。`,
    first: 'まだつないでいないときは、はじめにカードなどでサインインし、設定のページでつないでください。',
    told: ({ name }: Named) =>
      `${name}にわかるのは、このサービスを使うことだけです。あなたのデータは送りません。`,
    go: ({ name }: Named) => `${name}へ進む`,
    otherWay: 'ほかの方法でサインインする',
    goingTitle: ({ name }: Named) => `${name}を開きます`,
    going: '画面が変わらないときは、下のボタンを押してください。',
    'outside-declined': '途中でやめました',
    'outside-not-linked': 'まだつながっていません',
    'outside-taken': 'つなげませんでした',
    'outside-somebody-else': 'ちがう人として確かめられました',
    'outside-unreachable': 'いまは使えません',
    'outside-not-begun': 'はじめからやりなおしてください',
    'outside-not-believed': '確かめられませんでした',
    unchanged: 'あなたのデータと同意は、何も変わっていません。',
    toSignIn: 'サインインのページへ',
    toLinking: '設定のページへ',
  },
  'ja-easy': {
    title: ({ name }) => `${name}で サインイン`,
    how: ({ name }) =>
      `ボタンを おすと、${name}の {画面|がめん}が {開|ひら}きます。あなただと わかったら、ここに もどります。`,
    first:
      'はじめての ときは、{先|さき}に カードなどで サインインして ください。つぎに、「{設定|せってい}」で つないで ください。',
    told: ({ name }) =>
      `${name}は、あなたが ここを {使|つか}う ことだけを {知|し}ります。あなたの データは {送|おく}りません。`,
    go: ({ name }) => `${name}へ すすむ`,
    otherWay: 'ほかの やりかたで サインインする',
    goingTitle: ({ name }) => `${name}に いきます`,
    going: '{画面|がめん}が {変|か}わらない ときは、{下|した}の ボタンを おして ください。',
    'outside-declined': 'とちゅうで やめました',
    'outside-not-linked': 'まだ つながって いません',
    'outside-taken': 'つなげませんでした',
    'outside-somebody-else': 'ちがう {人|ひと}でした',
    'outside-unreachable': 'いまは {使|つか}えません',
    'outside-not-begun': 'はじめから もう{一度|いちど} して ください',
    'outside-not-believed': 'あなただと わかりませんでした',
    unchanged: 'あなたの データも「{使|つか}って よい」の {答|こた}えも、{変|か}わって いません。',
    toSignIn: 'サインインの ページへ',
    toLinking: '{設定|せってい}の ページへ',
  },
  en: {
    title: ({ name }) => `Sign in with ${name}`,
    how: ({ name }) => `The button takes you to ${name}. Once it knows that it is you, you come back here.`,
    first: 'The first time, sign in with your card or in another way, and link it in the settings.',
    told: ({ name }) => `${name} learns only that you use this service, and nothing of your data.`,
    go: ({ name }) => `Go to ${name}`,
    otherWay: 'Sign in another way',
    goingTitle: ({ name }) => `Going to ${name}`,
    going: 'If the page does not change, press the button below.',
    'outside-declined': 'You did not go on',
    'outside-not-linked': 'Not linked yet',
    'outside-taken': 'This could not be linked',
    'outside-somebody-else': 'It was somebody else',
    'outside-unreachable': 'Not possible at present',
    'outside-not-begun': 'Please start again',
    'outside-not-believed': 'It could not be checked',
    unchanged: 'Nothing about your data or your consent has changed.',
    toSignIn: 'Go to the sign-in page',
    toLinking: 'Go to the settings',
  },
})
