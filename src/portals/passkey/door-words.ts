import { defineWords, type View } from '../ui/index.ts'

/** What stands on the door of the city's staff, and on that of companies. */
export const doorWords = defineWords({
  ja: {
    'city-sign-in': '職員のサインイン',
    'city-elsewhere': '市民のサインインへ',
    'city-invited': '職員としてはじめる',
    'company-sign-in': '会社のサインイン',
    'company-elsewhere': 'はじめての会社は、こちらで登録します',
    'company-invited': '会社の担当としてはじめる',
    why: '登録したパスキーで確かめます。指紋や顔、またはスマホやパソコンの画面を開くときの番号をたずねられます。',
    signIn: 'パスキーでサインインする',
    invitedWhy:
      'この機器にパスキーを登録します。次からは、指紋や顔、またはスマホやパソコンの画面を開くときの番号でサインインします。',
    own: '自分だけが使う機器で登録してください。招待は、1人が1回だけ使えます。',
    invitation: '招待の文字',
    invitationHint:
      '招待のアドレスを開くと、自動で入ります。入っていないときは、アドレスの全体をはり付けてください。',
    join: 'パスキーを登録する',
    prove: 'はじめに、パスキーで確かめます',
    proveWhy: '変える前に、もう一度パスキーを使います。そのあと、しばらくの間、操作できます。',
    proveNow: 'パスキーで確かめる',
    address: '招待のアドレス',
    handOver:
      'このアドレスを、本人だけに、じかにわたしてください。1回だけ使えます。このページを閉じると、もう見られません。',
    goodUntil: '使える期限：',
  },
  'ja-easy': {
    'city-sign-in': '{職員|しょくいん}の サインイン',
    'city-elsewhere': '{市民|しみん}の サインインへ',
    'city-invited': '{職員|しょくいん}として はじめる',
    'company-sign-in': '{会社|かいしゃ}の サインイン',
    'company-elsewhere': 'はじめての {会社|かいしゃ}は ここで {登録|とうろく}します',
    'company-invited': '{会社|かいしゃ}の {担当|たんとう}として はじめる',
    why: 'パスキーを {使|つか}います。ゆびや {顔|かお}か、{画面|がめん}を {開|ひら}く {番号|ばんごう}で たしかめます。',
    signIn: 'パスキーで サインインする',
    invitedWhy:
      'パスキーを {作|つく}ります。つぎから、ゆびや {顔|かお}か、{画面|がめん}を {開|ひら}く {番号|ばんごう}で サインインします。',
    own: '{自分|じぶん}だけが {使|つか}う スマホや パソコンで して ください。1人が 1回だけ できます。',
    invitation: '{招待|しょうたい}の {文字|もじ}',
    invitationHint: 'なにも ない ときは、もらった アドレスを ぜんぶ {入|い}れて ください。',
    join: 'パスキーを {作|つく}る',
    prove: 'はじめに、パスキーで たしかめます',
    proveWhy: 'もう{一度|いちど} パスキーを {使|つか}います。',
    proveNow: 'パスキーで たしかめる',
    address: '{招待|しょうたい}の アドレス',
    handOver:
      'その {人|ひと}だけに わたして ください。1回だけ {使|つか}えます。あとで {見|み}る ことは できません。',
    goodUntil: '{使|つか}える {期限|きげん}：',
  },
  en: {
    'city-sign-in': 'Staff sign-in',
    'city-elsewhere': 'Sign-in for residents',
    'city-invited': 'Begin as staff',
    'company-sign-in': 'Sign-in for companies',
    'company-elsewhere': 'Register a company that is new here',
    'company-invited': 'Begin for a company',
    why: 'You are asked for the passkey you registered: by fingerprint, face or the number that unlocks its screen.',
    signIn: 'Sign in with a passkey',
    invitedWhy:
      'A passkey is registered on this device. From then on you sign in by fingerprint, face or the number that unlocks its screen.',
    own: 'Use a device that is yours alone. An invitation is good for 1 person, 1 time.',
    invitation: 'Invitation',
    invitationHint:
      'It is filled in when you open the address you were given. If it is empty, paste the whole address.',
    join: 'Register a passkey',
    prove: 'First, show your passkey',
    proveWhy:
      'Your passkey is asked for once more before anything changes. After that you can go on for a while.',
    proveNow: 'Show the passkey',
    address: 'Address of the invitation',
    handOver:
      'Give this address to the person it is for, and to nobody else. It is good 1 time. When you close this page it cannot be seen again.',
    goodUntil: 'Good until: ',
  },
})

/** The words of this door, by whose pages they stand on. */
export function sayAt<What extends 'sign-in' | 'elsewhere' | 'invited'>({ portal }: View, what: What) {
  return portal === 'city' ? (`city-${what}` as const) : (`company-${what}` as const)
}
