import { defineWords } from '../ui/index.ts'

/** What stands wherever a code that came by mail or text message is entered. */
export const codeWords = defineWords({
  ja: {
    code: 'メールのコード',
    codeBySms: 'SMSのコード',
    codeHint: '8けたの数字です。コードは10分のあいだ使えます。',
    codeWrong: 'コードは、8けたの数字で入れてください。',
  },
  'ja-easy': {
    code: 'メールの コード',
    codeBySms: 'SMSの コード',
    codeHint: '{数字|すうじ}が 8こ あります。コードは 10分の あいだ {使|つか}えます。',
    codeWrong: 'コードは {数字|すうじ}が 8こです。',
  },
  en: {
    code: 'Code from the e-mail',
    codeBySms: 'Code from the text message',
    codeHint: '8 figures. The code works for 10 minutes.',
    codeWrong: 'The code has 8 figures.',
  },
})
