import type { LocalDay } from '../../../kernel/index.ts'
import { dayWords, defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '預けたものを、ぜんぶ消す',
    goes: '消えるもの',
    goesDeposits: '預けたデータが、すべて消えます。',
    goesName: 'お名前や生年月日が消えます。もう、サインインできません。',
    goesSignIn: 'もう、サインインできません。',
    goesConsents: '会社への「使ってよい」を、ぜんぶ止めます。',
    copies: ({ day }: { day: LocalDay }) =>
      `${dayWords('ja', day)}までは、市に鍵の控えが残ります。そのあとは、だれにも読めません。`,
    stays: '残るもの',
    staysRecords:
      '会社にわたした記録と、お名前・生年月日が残ります。法律で、3年残すことになっています。ほかの人が見られないように、しまっておきます。預けたデータは入っていません。',
    staysUntil: ({ day }: { day: LocalDay }) => `${dayWords('ja', day)}をすぎたら、これも読めなくなります。`,
    staysNothing: 'あなたのことが分かる記録は、残りません。',
    atCompanies:
      '会社がすでに受け取ったものは、ここでは消えません。止めたことは、会社に知らせます。消してほしいときは、お電話ください。',
    sureLabel: '確かめてください',
    sure: 'もとにもどせないことが、わかりました。',
    tickFirst: '「もとにもどせないことが、わかりました。」をえらんでください。',
    erase: 'ぜんぶ消す',
    notNow: 'やめて、設定にもどる',
    askPhone: 'わからないことは、お電話ください。',
    erasedTitle: 'ぜんぶ消しました',
    erased: 'ぜんぶ消しました。サインアウトしました。',
    erasedAt: '消した日：',
    underWay: '消す前に始まった受け渡しが、まだ終わっていません。新しくわたすことはありません。',
    waitsTitle: '消す手続きをしました',
    waits: '消す手続きをしました。サインアウトしました。',
    waitsMore:
      '不具合のため、鍵がまだ残っています。市が直しだい、自動で消えます。会社には、もうわたりません。',
    keepNumber: 'この番号が、消したことの控えです。紙に書くか、印刷してください。',
  },
  'ja-easy': {
    title: '{預|あず}けた ものを、ぜんぶ {消|け}す',
    goes: '{消|き}える もの',
    goesDeposits: '{預|あず}けた データが ぜんぶ {消|き}えます。',
    goesName:
      'あなたの {名前|なまえ}や {生年月日|せいねんがっぴ}が {消|き}えます。もう サインインできません。',
    goesSignIn: 'もう サインインできません。',
    goesConsents: '{会社|かいしゃ}への 「{使|つか}って よい」を、{先|さき}に ぜんぶ {止|と}めます。',
    copies: ({ day }) => `${dayWords('ja-easy', day)}の あとは、だれも {読|よ}めません。`,
    stays: '{残|のこ}る もの',
    staysRecords:
      '{会社|かいしゃ}に わたした きろくと、あなたの {名前|なまえ}が {残|のこ}ります。{法律|ほうりつ}で 3{年|ねん} {残|のこ}します。{預|あず}けた データは {入|はい}って いません。',
    staysUntil: ({ day }) => `${dayWords('ja-easy', day)}を すぎたら、これも {読|よ}めません。`,
    staysNothing: 'あなたの ことが わかる きろくは {残|のこ}りません。',
    atCompanies:
      '{会社|かいしゃ}が もう {持|も}って いる ものは、ここでは {消|き}えません。{消|け}して ほしい ときは、{電話|でんわ}して ください。',
    sureLabel: '{確|たし}かめて ください',
    sure: 'もとに もどせない ことが わかりました。',
    tickFirst: '「もとに もどせない ことが わかりました。」に しるしを つけて ください。',
    erase: 'ぜんぶ {消|け}す',
    notNow: 'やめて、{設定|せってい}に もどる',
    askPhone: 'わからない ときは、{電話|でんわ}して ください。',
    erasedTitle: 'ぜんぶ {消|け}しました',
    erased: 'ぜんぶ {消|け}しました。サインアウトしました。',
    underWay:
      '{消|け}す {前|まえ}に {始|はじ}まった ものが、まだ {終|お}わって いません。もう {新|あたら}しく わたしません。',
    waitsTitle: '{消|け}す {手続|てつづ}きを しました',
    waits: '{消|け}す {手続|てつづ}きを しました。サインアウトしました。',
    waitsMore:
      'まだ ぜんぶは {消|き}えて いません。{市|し}が なおすと、{消|き}えます。{会社|かいしゃ}には もう わたしません。',
    erasedAt: '{消|け}した {日|ひ}：',
    keepNumber: 'この {番号|ばんごう}が {控|ひか}えです。{書|か}くか、{印刷|いんさつ}して ください。',
  },
  en: {
    title: 'Erase everything',
    goes: 'What goes',
    goesDeposits: 'Everything you have deposited.',
    goesName: 'Your name and date of birth. You can no longer sign in.',
    goesSignIn: 'You can no longer sign in.',
    goesConsents: 'Every permission you gave a company. They are stopped first.',
    copies: ({ day }) =>
      `Spare copies of the keys are kept until ${dayWords('en', day)}. After that nobody can read it.`,
    stays: 'What stays',
    staysRecords:
      'The record of what was given to companies, with your name and date of birth, sealed. The law wants it kept for 3 years. Nothing you deposited is in it.',
    staysUntil: ({ day }) => `After ${dayWords('en', day)} it can no longer be read either.`,
    staysNothing: 'Nothing stays that can be read or traced to you.',
    atCompanies:
      'What companies have received already is not erased by this. We tell them that you have stopped. If you want it deleted, please call.',
    sureLabel: 'Please confirm',
    sure: 'I understand that this cannot be undone.',
    tickFirst: 'Tick “I understand that this cannot be undone.”',
    erase: 'Erase everything',
    notNow: 'Not now, back to settings',
    askPhone: 'Please call if you have a question.',
    erasedTitle: 'Everything is erased',
    erased: 'Everything is erased. You are signed out.',
    erasedAt: 'Erased on',
    underWay: 'A delivery that began before has not ended yet. Nothing new is given.',
    waitsTitle: 'Your erasure is under way',
    waits: 'Your erasure is under way. You are signed out.',
    waitsMore:
      'A fault at the city keeps the last keys from being destroyed. They go by themselves once it is mended. Nothing is given to companies any more.',
    keepNumber: 'This number shows that it was erased. Please write it down, or print this page.',
  },
})
