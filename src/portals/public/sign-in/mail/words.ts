import { defineWords } from '../../../ui/index.ts'

interface Sent {
  address: string
}

export const words = defineWords({
  ja: {
    title: 'メールのコードでサインイン',
    about:
      '登録したメールアドレスに、8けたの数字のコードをお送りします。コードは、メールのアプリで見て、この画面に入れます。',
    email: 'メールアドレス',
    emailWrong: 'メールアドレスを確かめてください。name@example.jp のように入れます。',
    send: 'コードを送ってもらう',
    codeTitle: 'コードを入れる',
    sent: ({ address }: Sent) => `「${address}」が登録されていれば、コードをお送りしました。`,
    signIn: 'サインインする',
    again: 'コードをもう一度送ってもらう',
    help: 'コードがこないとき',
    slow: 'すこし時間がかかることがあります。「めいわくメール」のところも見てください。コードは、登録したアドレスだけに、1時間に3回までお送りします。ほかの人が頼んだものも数えるので、こないことがあります。',
    call: '窓口でも、お電話でもうかがいます。市からコードを聞くことはありません。',
    stop: '止めるために、コードはいりません。預かりカードの番号だけで、ぜんぶ止められます。カードがなければ、お電話か窓口でうかがいます。',
    stopByCard: '止める（カードで）',
    card: '預かりカードでサインインする',
    none: 'コードをお送りしていないか、時間がたちました',
    noneWhy: 'もう一度、コードを送ってもらってください。コードは、送ってもらった画面だけで使えます。',
  },
  'ja-easy': {
    title: 'メールの コードで サインイン',
    about:
      '{登録|とうろく}した メールアドレスに、コードを {送|おく}ります。コードは 8この {数字|すうじ}です。メールを {見|み}て、この {画面|がめん}に {入|い}れて ください。',
    email: 'メールアドレス',
    emailWrong: 'メールアドレスを もう一度 {見|み}て ください。name@example.jp のように {入|い}れます。',
    send: 'コードを {送|おく}って もらう',
    codeTitle: 'とどいた コードを {入|い}れる',
    sent: ({ address }) => `「${address}」が {登録|とうろく}して あれば、コードを {送|おく}りました。`,
    signIn: 'サインインする',
    again: 'もう一度 {送|おく}って もらう',
    help: 'コードが こない とき',
    slow: 'すこし {時間|じかん}が かかります。「めいわくメール」の ところも {見|み}て ください。コードは {登録|とうろく}した アドレスだけに、1{時間|じかん}に 3かいまで {送|おく}ります。ほかの {人|ひと}が {頼|たの}んでも {数|かぞ}えます。だから、こない ことが あります。',
    call: '{窓口|まどぐち}でも {電話|でんわ}でも {聞|き}けます。{市|し}は コードを {聞|き}きません。',
    stop: '{止|と}める ときに、コードは いりません。カードの {番号|ばんごう}だけで ぜんぶ {止|と}められます。カードが なければ、{電話|でんわ}か {窓口|まどぐち}で {聞|き}いて ください。',
    stopByCard: '{止|と}める（カードで）',
    card: '{預|あず}かりカードで サインインする',
    none: 'コードを {頼|たの}んで いないか、{時間|じかん}が すぎました',
    noneWhy:
      'もう一度 コードを {送|おく}って もらって ください。コードは、{頼|たの}んだ {画面|がめん}だけで {使|つか}えます。',
  },
  en: {
    title: 'Sign in with a code by e-mail',
    about:
      'We send a code of 8 figures to your registered e-mail address. You read it in your mail and enter it on this page.',
    email: 'E-mail address',
    emailWrong: 'Please check your e-mail address. It looks like name@example.jp.',
    send: 'Send me a code',
    codeTitle: 'Enter the code',
    sent: ({ address }) => `If “${address}” is registered, a code is on its way.`,
    signIn: 'Sign in',
    again: 'Send me another code',
    help: 'If no code comes',
    slow: 'It may take a little while. Look into the folder for spam, too. A code is sent to a registered address only, and at most 3 in 1 hour. Those that somebody else asks for count, too, so it may be that none comes.',
    call: 'You can ask at the counter or call us. The city never asks for the code.',
    stop: 'You need no code to stop. The number of your Azukari card alone stops everything. If you have no card, call us or come to the counter.',
    stopByCard: 'Stop (by card)',
    card: 'Sign in with your Azukari card',
    none: 'No code was asked for, or it took too long',
    noneWhy: 'Please ask for a code again. A code works only in the browser that asked for it.',
  },
})
