import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'パスキーを登録した人',
    about: '登録していないときは、ほかのやりかたでサインインしてください。',
    signIn: 'パスキーでサインインする',
  },
  'ja-easy': {
    title: 'パスキーを {登録|とうろく}した {人|ひと}',
    about: '{登録|とうろく}して いない {人|ひと}は、ほかの やりかたを {使|つか}って ください。',
    signIn: 'パスキーで サインインする',
  },
  en: {
    title: 'If you have registered a passkey',
    about: 'If you have not, please sign in another way.',
    signIn: 'Sign in with a passkey',
  },
})
