import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '会社のサインイン',
    why: '登録したパスキーで確かめます。指紋や顔、または機器の暗証番号をたずねられます。',
    signIn: 'パスキーでサインインする',
    register: 'はじめての会社は、こちらで登録します',
  },
  'ja-easy': {
    title: '{会社|かいしゃ}の サインイン',
    why: 'パスキーを {使|つか}います。ゆびや {顔|かお}、{番号|ばんごう}で たしかめます。',
    signIn: 'パスキーで サインインする',
    register: 'はじめての {会社|かいしゃ}は ここで {登録|とうろく}します',
  },
  en: {
    title: 'Sign-in for companies',
    why: 'You are asked for the passkey you registered: by fingerprint, face or the PIN of your device.',
    signIn: 'Sign in with a passkey',
    register: 'Register a company that is new here',
  },
})
