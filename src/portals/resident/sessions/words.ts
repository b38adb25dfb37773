import { defineWords } from '../../ui/index.ts'

interface Numbered {
  number: number
}
interface Counted {
  times: number
}

export const words = defineWords({
  ja: {
    title: 'サインインしているところ',
    what: 'こころあたりのないものがあれば、終わりにしてください。なくした機器も、ここで終わりにできます。',
    asSaid: '機器の名前は、その機器が言ったとおりに書いています。ほんとうでないこともあります。',
    thisOne: ({ number }: Numbered) => `（${number}）いま使っているこの画面`,
    another: ({ number }: Numbered) => `（${number}）ほかの画面`,
    way: 'サインインのしかた',
    card: '預かりカード',
    outside: 'ほかのサービス',
    mail: 'メールのコード',
    passkey: 'パスキー',
    demo: 'デモの人をえらんだ',
    since: 'はじめた日時',
    seen: '最後に使った日時',
    end: ({ number }: Numbered) => `（${number}）を終わりにする`,
    endOthers: 'この画面のほかを、ぜんぶ終わりにする',
    ended: '終わりにしました。',
    others: 'この画面のほかを、ぜんぶ終わりにしました。',
    tries: ({ times }: Counted) => `ちがう暗証番号が${times}回入れられました`,
    triesMore:
      '前にカードでサインインしたときからいままでの回数です。こころあたりがないときは、窓口にお電話ください。',
    theCard: '預かりカード',
    issued: 'お渡しした日時',
    wrong: 'ちがう暗証番号',
    times: ({ times }: Counted) => `${times}回`,
    locked:
      'このカードでは、もうサインインできません。窓口で新しいカードをお渡しします。止めることはできます。',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: 'サインインして いる ところ',
    what: 'しらない ものが あれば、{終|お}わりに して ください。なくした スマホも {終|お}わりに できます。',
    asSaid: 'iPhoneや パソコンの {名前|なまえ}は、ほんとうで ない ことも あります。',
    thisOne: ({ number }) => `（${number}）いま {使|つか}って いる この {画面|がめん}`,
    another: ({ number }) => `（${number}）ほかの {画面|がめん}`,
    way: 'サインインの しかた',
    card: '{預|あず}かりカード',
    outside: 'ほかの サービス',
    mail: 'メールの コード',
    passkey: 'パスキー',
    demo: 'デモで {人|ひと}を えらんだ',
    since: 'はじめた とき',
    seen: '{最後|さいご}に {使|つか}った とき',
    end: ({ number }) => `（${number}）を {終|お}わりに する`,
    endOthers: 'この {画面|がめん}の ほかを、ぜんぶ {終|お}わりに する',
    ended: '{終|お}わりに しました。',
    others: 'この {画面|がめん}の ほかを、ぜんぶ {終|お}わりに しました。',
    tries: ({ times }) => `ちがう {暗証|あんしょう}{番号|ばんごう}が ${times}{回|かい} {入|はい}りました`,
    triesMore:
      '{前|まえ}に カードで サインインしてからの {回数|かいすう}です。あなたで なければ、{電話|でんわ}して ください。',
    theCard: '{預|あず}かりカード',
    issued: 'わたした とき',
    wrong: 'ちがう {暗証|あんしょう}{番号|ばんごう}',
    times: ({ times }) => `${times}{回|かい}`,
    locked:
      'この カードでは サインインできません。{窓口|まどぐち}で {新|あたら}しい カードを わたします。{止|と}める ことは できます。',
    back: '{設定|せってい}に もどる',
  },
  en: {
    title: 'Where you are signed in',
    what: 'If there is one you do not know, please end it. You can end one on a device that you have lost, too.',
    asSaid: 'What the device is, its browser says. It need not be true.',
    thisOne: ({ number }) => `(${number}) This one, which you are using now`,
    another: ({ number }) => `(${number}) Another one`,
    way: 'How',
    card: 'Azukari card',
    outside: 'Another service',
    mail: 'Code by e-mail',
    passkey: 'Passkey',
    demo: 'Chosen in the demonstration',
    since: 'Since',
    seen: 'Last used',
    end: ({ number }) => `End (${number})`,
    endOthers: 'End all but this one',
    ended: 'It has ended.',
    others: 'All but this one have ended.',
    tries: ({ times }) => `A wrong PIN was entered ${times} ${times === 1 ? 'time' : 'times'}`,
    triesMore:
      'Counted from your sign-in by card before this one. If it was not you, please call the office.',
    theCard: 'Azukari card',
    issued: 'Given to you',
    wrong: 'Wrong PINs',
    times: ({ times }) => `${times} ${times === 1 ? 'time' : 'times'}`,
    locked:
      'Nobody can sign in with this card any more. You get a new one at the counter. It still stops everything.',
    back: 'Back to settings',
  },
})
