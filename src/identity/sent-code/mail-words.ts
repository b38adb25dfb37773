import type { Sentence } from '../../kernel/index.ts'
import type { Preferences } from '../../residents/index.ts'
import type { CodePurpose } from './rules.ts'

export type Locale = Preferences['locale']

/** What the code is for, as the mail begins. */
export const askedFor: Readonly<Record<CodePurpose, Sentence>> = {
  'sign-in': {
    ja: 'サインインするためのコードをお送りします。',
    jaEasy: 'サインインする ための コードを 送ります。',
    en: 'Here is the code to sign in.',
  },
  'prove-again': {
    ja: 'ご本人か確かめるためのコードをお送りします。',
    jaEasy: 'あなたか たしかめる ための コードを 送ります。',
    en: 'Here is the code to show that it is you.',
  },
  join: {
    ja: '参加するためのコードをお送りします。',
    jaEasy: '参加する ための コードを 送ります。',
    en: 'Here is the code to join.',
  },
  'text-number': {
    ja: '携帯電話の番号を登録するためのコードです。',
    jaEasy: '電話の 番号を 登録する ための コードです。',
    en: 'Here is the code to register your mobile number.',
  },
  'change-address': {
    ja: 'メールアドレスを登録するためのコードをお送りします。',
    jaEasy: 'メールアドレスを 登録する ための コードを 送ります。',
    en: 'Here is the code to register your e-mail address.',
  },
}

export const mailWords = {
  subject: { ja: 'コードのお知らせ', jaEasy: 'コードの お知らせ', en: 'Your code' },
  howLong: {
    ja: '送ってもらった画面に入れてください。コードは10分のあいだ使えます。',
    jaEasy: '送って もらった 画面に 入れて ください。コードは 10分の あいだ 使えます。',
    en: 'Enter it on the page where you asked for it. The code works for 10 minutes.',
  },
  tellNobody: {
    ja: 'このコードを、だれにも知らせないでください。市がコードを聞くことはありません。',
    jaEasy: 'この コードを、だれにも 知らせないで ください。市から コードを 聞く ことは ありません。',
    en: 'Tell this code to nobody. The city never asks for it.',
  },
  notYou: {
    ja: 'こころあたりがないときは、何もしないでください。だれもサインインできません。何度もくるときは、窓口にお電話ください。',
    jaEasy:
      'あなたで なければ、何も しないで ください。だれも サインインできません。何度も くる ときは、窓口に 電話して ください。',
    en: 'If it was not you, do nothing: nobody can sign in. If such mails keep coming, please call the office.',
  },
} as const satisfies Record<string, Sentence>

/** To the address that was somebody's until now. */
export const formerAddressWords = {
  subject: {
    ja: 'メールアドレスが変わりました',
    jaEasy: 'メールアドレスが かわりました',
    en: 'Your e-mail address was changed',
  },
  changed: {
    ja: '登録されているメールアドレスが、ほかのアドレスに変わったか、なくなりました。これからは、このアドレスではサインインできません。',
    jaEasy:
      '登録して いる メールアドレスが、かわったか、なくなりました。これからは、この アドレスで サインインできません。',
    en: 'Your registered e-mail address was changed to another one, or taken away. This address no longer signs you in.',
  },
  notYou: {
    ja: 'こころあたりがないときは、すぐに窓口にお電話ください。',
    jaEasy: 'あなたで なければ、すぐに 窓口に 電話して ください。',
    en: 'If it was not you, please call the office at once.',
  },
} as const satisfies Record<string, Sentence>

/** To the address of an entry that was merged into another one. */
export const mergedWords = {
  subject: {
    ja: '登録が1つにまとまりました',
    jaEasy: '登録を 1つに しました',
    en: 'Your 2 entries were made 1',
  },
  merged: {
    ja: '窓口で、あなたの登録が2つあるとわかり、1つにまとめました。このアドレスの登録は、使えなくなりました。もう1つの登録を、これまでのとおりお使いください。',
    jaEasy:
      'あなたの 登録が 2つ あったので、窓口で 1つに しました。この アドレスの 登録は、もう 使えません。もう 1つの 登録を 使って ください。',
    en: 'At the counter it was found that you were registered 2 times, and the 2 entries were made 1. The entry of this address is closed. Please go on with the other one.',
  },
  notYou: {
    ja: 'こころあたりがないときや、もう1つの登録があなたのものでないときは、すぐに窓口へおいでください。お電話でもかまいません。',
    jaEasy: 'もう 1つの 登録が あなたの もので なければ、すぐに 窓口に 来て ください。電話でも いいです。',
    en: 'If you know nothing of this, or the other entry (1) is not yours, please come to the counter at once, or call.',
  },
} as const satisfies Record<string, Sentence>

/** To the mailbox of an entry that was merged by mistake and stands by itself again. */
export const mergedInErrorWords = {
  subject: {
    ja: 'あなたの登録を、もとにもどしました',
    jaEasy: 'あなたの 登録を もとに もどしました',
    en: 'Your entry has been put right',
  },
  putRight: {
    ja: '窓口で、あなたの登録を、ほかの登録にまちがってまとめていました。もとにもどしました。ご迷惑をおかけしました。会社への「使ってよい」は、止まったままです。',
    jaEasy:
      'あなたの 登録を、まちがって ほかの 登録に まとめて いました。もとに もどしました。おわびします。会社への 「使って よい」は、止まった ままです。',
    en: 'At the counter your entry had been merged into another one by mistake. It has been put right, and we apologise. Every permission for a company stays stopped.',
  },
  comeForCard: {
    ja: 'サインインには、新しいカードがいります。本人の書類をお持ちになって、窓口へおいでください。',
    jaEasy: 'サインインには 新しい カードが いります。書類を もって、窓口に 来て ください。',
    en: 'To sign in you need a new card. Please come to the counter with a document that shows who you are.',
  },
} as const satisfies Record<string, Sentence>

/** To who wants to join with an address that a resident has already. */
export const knownAddressWords = {
  subject: {
    ja: 'このアドレスは登録されています',
    jaEasy: 'この アドレスは 登録して あります',
    en: 'This address is registered already',
  },
  known: {
    ja: 'このメールアドレスで参加しようとした人がいます。アドレスはもう登録されているので、コードはお送りしません。',
    jaEasy:
      'この メールアドレスで だれかが 参加しようと しました。アドレスは もう 登録して あります。コードは 送りません。',
    en: 'Somebody tried to join with this e-mail address. It is registered already, so no code is sent.',
  },
  signIn: {
    ja: 'あなたなら、もう参加しています。いつものサインインのページで、メールのコードを送ってもらってください。',
    jaEasy:
      'あなたなら、もう 参加して います。サインインの ページで、メールの コードを 送って もらって ください。',
    en: 'If it was you: you take part already. Ask for a code by e-mail on the page where you sign in.',
  },
  notYou: {
    ja: 'こころあたりがないときは、何もしないでください。何も変わっていません。',
    jaEasy: 'あなたで なければ、何も しないで ください。何も かわって いません。',
    en: 'If it was not you, do nothing. Nothing has changed.',
  },
} as const satisfies Record<string, Sentence>

/** As text messages say it: short, and nothing to open. */
export const textWords = {
  code: {
    ja: 'だれにも知らせないでください。コードは10分のあいだ使えます。',
    jaEasy: 'だれにも 知らせないで ください。コードは 10分の あいだ 使えます。',
    en: 'Tell it to nobody. The code works for 10 minutes.',
  },
  former: {
    ja: 'この番号への、市からのお知らせは終わりました。こころあたりがないときは、お電話ください。',
    jaEasy: 'この 番号への お知らせは 終わりました。あなたで なければ、電話して ください。',
    en: 'Notices from the city to this number have ended. If it was not you, please call.',
  },
} as const satisfies Record<string, Sentence>

export function inLocale({ ja, jaEasy, en }: Sentence, locale: Locale): string {
  return { ja, 'ja-easy': jaEasy, en }[locale]
}
