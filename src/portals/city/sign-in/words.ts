import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '職員のサインイン',
    why: '登録したパスキーで確かめます。指紋や顔、または機器の暗証番号をたずねられます。',
    signIn: 'パスキーでサインインする',
    resident: '市民のサインインへ',
  },
  'ja-easy': {
    title: '{職員|しょくいん}の サインイン',
    why: 'パスキーを {使|つか}います。ゆびや {顔|かお}、{番号|ばんごう}で たしかめます。',
    signIn: 'パスキーで サインインする',
    resident: '{市民|しみん}の サインインへ',
  },
  en: {
    title: 'Staff sign-in',
    why: 'You are asked for the passkey you registered: by fingerprint, face or the PIN of your device.',
    signIn: 'Sign in with a passkey',
    resident: 'Sign-in for residents',
  },
})
