import { defineWords } from '../ui/index.ts'

/** What several pages of companies say. */
export const companyDoorWords = defineWords({
  ja: {
    home: 'やること',
    persons: '担当',
    keys: 'プログラムと鍵',
    acts: '会社の記録',
    prove: 'はじめに、パスキーで確かめます',
    proveWhy: '担当や鍵を変える前に、もう一度パスキーを使います。そのあと、しばらくの間、操作できます。',
    proveNow: 'パスキーで確かめる',
    invitation: '招待のアドレス',
    handOver:
      'このアドレスを、本人だけに、じかにわたしてください。1回だけ使えます。このページを閉じると、もう見られません。',
    goodUntil: '使える期限：',
  },
  'ja-easy': {
    home: 'やること',
    persons: '{担当|たんとう}',
    keys: 'プログラムと {鍵|かぎ}',
    acts: '{会社|かいしゃ}の {記録|きろく}',
    prove: 'はじめに、パスキーで たしかめます',
    proveWhy: 'もう{一度|いちど} パスキーを {使|つか}います。',
    proveNow: 'パスキーで たしかめる',
    invitation: '{招待|しょうたい}の アドレス',
    handOver:
      'その {人|ひと}だけに わたして ください。1回だけ {使|つか}えます。あとで {見|み}る ことは できません。',
    goodUntil: '{使|つか}える {期限|きげん}：',
  },
  en: {
    home: 'What to do',
    persons: 'Persons',
    keys: 'Programs and keys',
    acts: 'Record of the company',
    prove: 'First, show your passkey',
    proveWhy:
      'Your passkey is asked for once more before persons or keys change. After that you can go on for a while.',
    proveNow: 'Show the passkey',
    invitation: 'Address of the invitation',
    handOver:
      'Give this address to the person it is for, and to nobody else. It is good 1 time. When you close this page it cannot be seen again.',
    goodUntil: 'Good until: ',
  },
})
