import { defineWords } from '../ui/index.ts'

export const typedWords = defineWords({
  ja: {
    title: 'もう一度パスキーで確かめます',
    why: 'パスキーを使ってから、時間がたちました。まだ何も変えていません。',
    kept: '入れたものは残っています。確かめたあと、入れた画面をもう一度お見せします。',
    notAllKept:
      '入れたものの一部は残っていません。秘密鍵や、読めない鍵、大きすぎるものは残しません。確かめたあとで、もう一度入れてください。',
    press: '確かめたあと、前の画面で、もう一度ボタンを押してください。',
    back: '確かめないで、前の画面にもどる',
    filled: '確かめました。まだ何も変えていません。',
    filledNext: '入れたものを見て、よければボタンを押してください。',
  },
  'ja-easy': {
    title: 'もう{一度|いちど} パスキーで たしかめます',
    why: 'パスキーを {使|つか}ってから {時間|じかん}が たちました。まだ なにも {変|か}えて いません。',
    kept: '{入|い}れた ものは あります。たしかめた あとで また {見|み}えます。',
    notAllKept:
      '{入|い}れた ものの いくつかは ありません。たしかめた あとで もう{一度|いちど} {入|い}れて ください。',
    press: 'たしかめた あとで、もう{一度|いちど} ボタンを おして ください。',
    back: 'たしかめないで もどる',
    filled: 'たしかめました。まだ なにも {変|か}えて いません。',
    filledNext: '{入|い}れた ものを {見|み}て、よければ ボタンを おして ください。',
  },
  en: {
    title: 'Your passkey is asked for again',
    why: 'It is a while since you showed your passkey. Nothing was changed yet.',
    kept: 'What you typed is kept. Once you have shown it, you see the form again as you filled it in.',
    notAllKept:
      'Not all that you typed is kept: no private key, no key that cannot be read, and nothing too long. Please enter it again once you have shown your passkey.',
    press: 'Once you have shown it, press the button on the page before again.',
    back: 'Go back without showing it',
    filled: 'Your passkey was verified. Nothing was changed yet.',
    filledNext: 'Look at what you typed, and press the button if it is right.',
  },
})
