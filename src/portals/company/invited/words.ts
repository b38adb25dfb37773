import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '会社の担当としてはじめる',
    why: 'この機器にパスキーを登録します。次からは、指紋や顔、または機器の暗証番号でサインインします。',
    own: '自分だけが使う機器で登録してください。招待は、1人が1回だけ使えます。',
    invitation: '招待の文字',
    invitationHint:
      '招待のアドレスを開くと、自動で入ります。入っていないときは、アドレスの全体をはり付けてください。',
    join: 'パスキーを登録する',
  },
  'ja-easy': {
    title: '{会社|かいしゃ}の {担当|たんとう}として はじめる',
    why: 'パスキーを {作|つく}ります。つぎから、ゆびや {顔|かお}、{番号|ばんごう}で サインインします。',
    own: '{自分|じぶん}だけが {使|つか}う スマホや パソコンで して ください。1人が 1回だけ できます。',
    invitation: '{招待|しょうたい}の {文字|もじ}',
    invitationHint: 'なにも ない ときは、もらった アドレスを ぜんぶ {入|い}れて ください。',
    join: 'パスキーを {作|つく}る',
  },
  en: {
    title: 'Begin for a company',
    why: 'A passkey is registered on this device. From then on you sign in by fingerprint, face or the PIN of the device.',
    own: 'Use a device that is yours alone. An invitation is good for 1 person, 1 time.',
    invitation: 'Invitation',
    invitationHint:
      'It is filled in when you open the address you were given. If it is empty, paste the whole address.',
    join: 'Register a passkey',
  },
})
