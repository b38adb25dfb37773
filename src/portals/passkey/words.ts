import { defineWords } from '../ui/index.ts'

export const passkeyWords = defineWords({
  ja: {
    noScript:
      'このページには JavaScript が必要です。パスキーは、ほかのやりかたでは使えません。使えないときは、管理者か、下の窓口に相談してください。',
    noScriptCompany:
      'このページには JavaScript が必要です。パスキーは、ほかのやりかたでは使えません。使えないときは、下の窓口にお電話ください。',
    noScriptOwn:
      'パスキーには JavaScript が必要です。預かりカードでのサインインは、JavaScript がなくても使えます。',
    failed: 'パスキーを使えませんでした。',
    thereAlready: 'このスマホやパソコンには、あなたのパスキーがもうあります。',
    thereAlreadyNext: 'もう一度登録しなくても、次から、そのままサインインに使えます。',
    failedNextOwn:
      'もう一度お試しください。できないときは、預かりカードなど、ほかのやりかたを使ってください。',
    failedNext:
      'もう一度お試しください。パスキーをなくしたときや、機器を変えたときは、管理者に、もう一度招待してもらってください。',
    failedNextCompany:
      'もう一度お試しください。パスキーをなくしたときや、機器を変えたときは、会社のほかの担当に、もう一度招待してもらってください。ほかに担当がいないときは、下の窓口にお電話ください。',
  },
  'ja-easy': {
    noScript:
      'この ページには JavaScript（ジャバスクリプト）が いります。{使|つか}えない ときは、{管理者|かんりしゃ}に {聞|き}いて ください。',
    noScriptCompany:
      'この ページには JavaScript（ジャバスクリプト）が いります。{使|つか}えない ときは、{窓口|まどぐち}に {電話|でんわ}して ください。',
    noScriptOwn:
      'パスキーには JavaScript（ジャバスクリプト）が いります。{預|あず}かりカードは、なくても {使|つか}えます。',
    failed: 'パスキーを {使|つか}えませんでした。',
    thereAlready: 'この スマホや パソコンには、パスキーが もう あります。',
    thereAlreadyNext: 'もう{一度|いちど} {作|つく}らなくても、つぎから そのまま {使|つか}えます。',
    failedNextOwn:
      'もう{一度|いちど} して ください。できない ときは、{預|あず}かりカードなどを {使|つか}って ください。',
    failedNext:
      'もう{一度|いちど} して ください。パスキーを なくした ときは、{管理者|かんりしゃ}に もう{一度|いちど} {招待|しょうたい}して もらいます。',
    failedNextCompany:
      'もう{一度|いちど} して ください。パスキーを なくした ときは、{会社|かいしゃ}の ほかの {担当|たんとう}に もう{一度|いちど} {招待|しょうたい}して もらいます。いない ときは、{窓口|まどぐち}に {電話|でんわ}して ください。',
  },
  en: {
    noScript:
      'This page needs JavaScript: a passkey cannot be used in any other way. If you cannot turn it on, please ask an administrator or the office below.',
    noScriptCompany:
      'This page needs JavaScript: a passkey cannot be used in any other way. If you cannot turn it on, please call the office below.',
    noScriptOwn: 'Passkeys need JavaScript. Signing in with your Azukari card works without it.',
    failed: 'The passkey could not be used.',
    thereAlready: 'This device has a passkey of yours already.',
    thereAlreadyNext: 'You need not register it again. You can sign in with it as it is.',
    failedNextOwn: 'Please try again. If it does not work, use your Azukari card or another way.',
    failedNext:
      'Please try again. If you have lost your passkey or changed your device, ask an administrator to invite you again.',
    failedNextCompany:
      'Please try again. If you have lost your passkey or changed your device, ask another person of your company to invite you again. If there is nobody else, please call the office below.',
  },
})
