import { defineWords } from '../../ui/index.ts'

interface Sent {
  address: string
}

export const words = defineWords({
  ja: {
    title: 'メールアドレス',
    about:
      '登録すると、メールのコードでサインインできます。お知らせがあることを、メールで知ることもできます。',
    more: '登録する・変える',
    none: 'メールアドレスは、登録していません。なくても、ほかのことはぜんぶできます。',
    now: 'いまのアドレス',
    since: '確かめた日時',
    notYet: 'まだ確かめていません',
    notYetWhy: 'サインインに使うには、同じアドレスを入れて、コードで確かめてください。',
    why: 'アドレスを入れると、そこにコードをお送りします。次の画面でコードを入れると、登録できます。',
    email: 'メールアドレス',
    newEmail: '新しいメールアドレス',
    emailHint: 'ほかの人も見るアドレスは、使わないでください。',
    emailWrong: 'メールアドレスを確かめてください。name@example.jp のように入れます。',
    send: 'コードを送ってもらう',
    remove: 'アドレスを消す',
    removeWhy:
      '消すと、メールではサインインできなくなり、お知らせのメールもとどきません。カードなどは、そのまま使えます。',
    removeNow: 'メールアドレスを消す',
    changed:
      'メールアドレスを登録しました。前のアドレスがあったときは、ほかの画面のサインインを終わりにしました。',
    removed: 'メールアドレスを消しました。ほかの画面のサインインも、終わりにしました。',
    back: '設定にもどる',
    codeTitle: 'アドレスを確かめる',
    sent: ({ address }: Sent) => `「${address}」にコードをお送りしました。`,
    register: 'このアドレスを登録する',
    again: 'アドレスを入れなおす',
    noCode: 'コードをお送りしていないか、時間がたちました',
    noCodeWhy: 'もう一度、アドレスを入れて、コードを送ってもらってください。いまの登録は、変わっていません。',
  },
  'ja-easy': {
    title: 'メールアドレス',
    about:
      '{登録|とうろく}すると、メールで サインインできます。お{知|し}らせが ある ことも、メールで わかります。',
    more: '{登録|とうろく}する・{変|か}える',
    none: 'メールアドレスは、ありません。なくても だいじょうぶです。',
    now: 'いまの アドレス',
    since: 'たしかめた とき',
    notYet: 'まだ たしかめて いません',
    notYetWhy: 'サインインに {使|つか}う ときは、{同|おな}じ アドレスを {下|した}に {入|い}れて ください。',
    why: 'アドレスを {入|い}れると、コードを {送|おく}ります。{次|つぎ}の {画面|がめん}で コードを {入|い}れて ください。',
    email: 'メールアドレス',
    newEmail: '{新|あたら}しい メールアドレス',
    emailHint: 'ほかの {人|ひと}も {見|み}る アドレスは、{使|つか}わないで ください。',
    emailWrong: 'メールアドレスを もう一度 {見|み}て ください。name@example.jp のように {入|い}れます。',
    send: 'コードを {送|おく}って もらう',
    remove: 'アドレスを {消|け}す',
    removeWhy:
      '{消|け}すと、メールで サインインできません。お{知|し}らせの メールも きません。カードは {使|つか}えます。',
    removeNow: 'メールアドレスを {消|け}す',
    changed:
      'メールアドレスを {登録|とうろく}しました。{前|まえ}の アドレスが あった ときは、ほかの {画面|がめん}の サインインも {終|お}わりました。',
    removed: 'メールアドレスを {消|け}しました。ほかの {画面|がめん}の サインインも {終|お}わりました。',
    back: '{設定|せってい}に もどる',
    codeTitle: 'アドレスを たしかめる',
    sent: ({ address }) => `「${address}」に コードを {送|おく}りました。`,
    register: 'この アドレスを {登録|とうろく}する',
    again: 'アドレスを もう一度 {入|い}れる',
    noCode: 'コードを {頼|たの}んで いないか、{時間|じかん}が すぎました',
    noCodeWhy: 'もう一度 アドレスを {入|い}れて ください。いまの {登録|とうろく}は {変|か}わって いません。',
  },
  en: {
    title: 'Mail address',
    about:
      'Once it is registered, you can sign in with a code by e-mail, and learn by mail that there is a notice for you.',
    more: 'Register or change',
    none: 'You have registered no mail address. You can do everything else without one.',
    now: 'Address now',
    since: 'Shown to be yours',
    notYet: 'Not yet',
    notYetWhy: 'To sign in with it, enter the same address below and confirm it with the code.',
    why: 'Enter an address and a code is sent there. With the code, the address is registered on the next page.',
    email: 'E-mail address',
    newEmail: 'New e-mail address',
    emailHint: 'Please do not use one that somebody else reads, too.',
    emailWrong: 'Please check your e-mail address. It looks like name@example.jp.',
    send: 'Send me a code',
    remove: 'Take the address away',
    removeWhy:
      'You can then no longer sign in by e-mail, and no notices come by mail. Your card goes on working.',
    removeNow: 'Take the mail address away',
    changed:
      'Your mail address is registered. If there was another before, sign-ins on other screens have ended.',
    removed: 'Your mail address was taken away. Sign-ins on other screens have ended, too.',
    back: 'Back to the settings',
    codeTitle: 'Confirm the address',
    sent: ({ address }) => `A code was sent to “${address}”.`,
    register: 'Register this address',
    again: 'Enter the address again',
    noCode: 'No code was asked for, or it took too long',
    noCodeWhy: 'Please enter the address again and ask for a code. What is registered has not changed.',
  },
})
