import { defineWords } from '../../ui/index.ts'

interface Numbered {
  number: number
}
interface Named extends Numbered {
  name: string
}

export const words = defineWords({
  ja: {
    title: 'パスキー',
    cardWhy: 'スマホやパソコンの指紋や顔で、サインインできるようにします。',
    cardMore: 'パスキーを見る・登録する',
    what: 'パスキーは、スマホやパソコンをかぎにするしくみです。指紋や顔、またはスマホやパソコンの画面を開くときの番号でサインインできます。新しい番号やことばはいりません。',
    safe: '指紋や顔は、あなたの機器の中だけで確かめます。市には送られません。',
    others:
      'パスキーを登録しても、預かりカードなど、いまのやりかたはそのまま使えます。登録しなくても、こまりません。',
    one: ({ number, name }: Named) => `（${number}）${name}`,
    since: '登録した日時',
    used: '最後に使った日時',
    end: ({ number }: Numbered) => `（${number}）を使えないようにする`,
    needs: 'ふつうのスマホやパソコンで登録できます。はじめに、ご本人か確かめることがあります。',
    begin: 'パスキーを登録する',
    enough: 'パスキーは10個までです。いらないものを使えないようにすると、また登録できます。',
    lost: '機器をなくしたとき',
    lostWhat:
      'そのパスキーを、ここで使えないようにしてください。サインインできないときは、窓口にお電話ください。',
    added: 'パスキーを登録しました。次から、これでサインインできます。',
    ended:
      '使えないようにしました。ほかの画面のサインインも、終わりにしました。このパスキーでは、もうサインインできません。',
    how: '名前をつけて、ボタンをおしてください。指紋や顔、またはスマホやパソコンの画面を開くときの番号をたずねられます。預かりカードの番号ではありません。',
    own: '自分だけが使う機器で登録してください。機器には、あなたの名前が残ります。',
    name: 'パスキーの名前',
    nameHint: 'どの機器か、あとでわかる名前です。30文字までです。「自分のスマホ」などです。',
    'no-name': '名前を、30文字までで入れてください。',
    make: '登録する',
    notNow: '登録しないで、もどる',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: 'パスキー',
    cardWhy: 'スマホや パソコンの ゆびや {顔|かお}で サインインできます。',
    cardMore: 'パスキーを {見|み}る・{作|つく}る',
    what: 'パスキーは、スマホや パソコンを かぎに します。ゆびや {顔|かお}か、{画面|がめん}を {開|ひら}く ときの {番号|ばんごう}で サインインします。',
    safe: 'ゆびや {顔|かお}は、{市|し}に {送|おく}りません。',
    others:
      'パスキーを {作|つく}っても、{預|あず}かりカードは {使|つか}えます。{作|つく}らなくても だいじょうぶです。',
    one: ({ number, name }) => `（${number}）${name}`,
    since: '{作|つく}った とき',
    used: '{最後|さいご}に {使|つか}った とき',
    end: ({ number }) => `（${number}）を {使|つか}えなく する`,
    needs: 'ふつうの スマホや パソコンで できます。はじめに、あなたか {確|たし}かめる ことが あります。',
    begin: 'パスキーを {作|つく}る',
    enough: 'パスキーは 10こまでです。いらない ものを {使|つか}えなく して ください。',
    lost: 'スマホなどを なくした とき',
    lostWhat:
      'その パスキーを ここで {使|つか}えなく します。サインインできない ときは、{電話|でんわ}して ください。',
    added: 'パスキーを {作|つく}りました。つぎから、これで サインインできます。',
    ended:
      '{使|つか}えなく しました。ほかの {画面|がめん}の サインインも {終|お}わりました。この パスキーでは、もう サインインできません。',
    how: '{名前|なまえ}を {入|い}れて、ボタンを おして ください。ゆびや {顔|かお}か、{画面|がめん}を {開|ひら}く ときの {番号|ばんごう}で {確|たし}かめます。カードの {番号|ばんごう}では ありません。',
    own: '{自分|じぶん}だけが {使|つか}う スマホや パソコンで して ください。あなたの {名前|なまえ}が のこります。',
    name: 'パスキーの {名前|なまえ}',
    nameHint: 'あとで わかる {名前|なまえ}です。30{文字|もじ}までです。「じぶんの スマホ」などです。',
    'no-name': '{名前|なまえ}を {入|い}れて ください。30{文字|もじ}までです。',
    make: '{作|つく}る',
    notNow: '{作|つく}らないで、もどる',
    back: '「{設定|せってい}」に もどる',
  },
  en: {
    title: 'Passkeys',
    cardWhy: 'Sign in by the fingerprint or face that your telephone or computer knows.',
    cardMore: 'See or register passkeys',
    what: 'A passkey makes your telephone or computer your key. You sign in by fingerprint, face or the number that unlocks its screen. There is nothing new to remember.',
    safe: 'Your fingerprint and face never leave your device. The city does not get them.',
    others:
      'With a passkey, your Azukari card and other ways go on working as before. You do not need to have one.',
    one: ({ number, name }) => `(${number}) ${name}`,
    since: 'Registered',
    used: 'Last used',
    end: ({ number }) => `End (${number})`,
    needs: 'An ordinary telephone or computer will do. You may first be asked to show that it is you.',
    begin: 'Register a passkey',
    enough:
      'You can have at most 10 passkeys. When you end one that you do not use, you can register another.',
    lost: 'If you have lost a device',
    lostWhat: 'Please end its passkey here. If you cannot sign in, please call the office.',
    added: 'The passkey is registered. You can sign in with it from now on.',
    ended:
      'It has ended, and so have sign-ins on other screens. Nobody can sign in with this passkey any more.',
    how: 'Give it a name and press the button. You are asked for your fingerprint, face or the number that unlocks its screen. It is not the number of your Azukari card.',
    own: 'Use a device that is yours alone. Your name is kept on it.',
    name: 'Name of the passkey',
    nameHint: 'To know later which device it is, at most 30 characters. For example “My telephone”.',
    'no-name': 'Please enter a name of at most 30 characters.',
    make: 'Register',
    notNow: 'Go back without registering',
    back: 'Back to the settings',
  },
})
