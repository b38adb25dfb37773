import { defineRefusals } from '../../kernel/index.ts'

/** What persons of a company are told at its door, and of its programs and keys. */
export const companyDoorRefusals = defineRefusals({
  'company-not-signed-in': {
    status: 401,
    ja: '会社の担当としてサインインしていないか、時間がたってサインインが終わりました。もう一度サインインしてください。',
    jaEasy: '会社の サインインが おわって います。もう一度 サインインして ください。',
    en: 'You are not signed in for a company, or your session has ended. Please sign in again.',
  },
  'bad-company-invitation': {
    status: 410,
    ja: 'この招待は使えません。期限が過ぎたか、もう使われています。会社のほかの担当に、もう一度招待してもらってください。ほかに担当がいないときは、会社の登録をやりなおしてください。',
    jaEasy:
      'この 招待は 使えません。会社の ほかの 担当に もう一度 頼んで ください。だれも いない ときは、もう一度 登録して ください。',
    en: 'This invitation is not valid. It has expired or has been used. Please ask another person of your company for a new one, or register the company again if there is none.',
  },
  'company-at-rest': {
    status: 403,
    ja: 'この会社は、いま登録や契約が止まっているため、変えることができません。窓口にお電話ください。',
    jaEasy: 'いま 会社の 契約が ありません。変える ことは できません。窓口に 電話して ください。',
    en: 'Nothing can be changed while the registration or contract of this company is at rest. Please call the office.',
  },
  'unknown-person': {
    status: 404,
    ja: 'この担当はいないか、もう終了しています。',
    jaEasy: 'この 担当は いません。',
    en: 'There is no such person, or their access has ended.',
  },
  'only-another-person': {
    status: 409,
    ja: '自分のことは、自分では変えられません。会社のほかの担当に頼んでください。',
    jaEasy: '自分の ことは できません。会社の ほかの 担当に 頼んで ください。',
    en: 'You cannot do this to yourself. Please ask another person of your company.',
  },
  'too-many-persons': {
    status: 409,
    ja: '担当は20人までです。使わなくなった担当を終了してから、招待してください。',
    jaEasy: '担当は 20人までです。だれかを おわりに してから、招待して ください。',
    en: 'A company has at most 20 responsible persons. End one who is not needed any more, then invite.',
  },
  'invited-already': {
    status: 409,
    ja: 'この人は、もう招待しました。招待がないときは、担当の一覧で、その人をもう一度招待してください。',
    jaEasy: 'この ひとは、もう 招待しました。招待が ない ときは、もう一度 招待して ください。',
    en: 'This person was invited already. If you do not have the invitation, invite the person once more from the list.',
  },
  'too-many-programs': {
    status: 409,
    ja: 'プログラムは5つまでです。使わなくなったプログラムを終了してから、登録してください。',
    jaEasy: 'プログラムは 5つまでです。どれかを おわりに して ください。',
    en: 'A company has at most 5 programs. End one that is not needed any more, then register.',
  },
  'too-many-keys': {
    status: 409,
    ja: '鍵は、1つのプログラムに3つまでです。古い鍵を終了してから、加えてください。',
    jaEasy: '鍵は 3つまでです。古い 鍵を おわりに して ください。',
    en: 'A program has at most 3 keys. Retire an old one, then add the new one.',
  },
  'key-known-already': {
    status: 409,
    ja: 'この鍵は、もう登録されているか、前に終了した鍵です。新しい鍵を作り、加えてください。',
    jaEasy: 'この 鍵は もう あります。新しい 鍵を つくって ください。',
    en: 'This key, or its kid, is registered or was retired. Please make a new key.',
  },
  'unknown-key': {
    status: 404,
    ja: 'この鍵はないか、もう終了しています。',
    jaEasy: 'この 鍵は ありません。',
    en: 'There is no such key, or it was retired.',
  },
  'last-key': {
    status: 409,
    ja: '最後の鍵です。はじめに新しい鍵を加えるか、プログラムを終了してください。',
    jaEasy: 'さいごの 鍵です。新しい 鍵を ふやして ください。',
    en: 'This is the last key. First add a new one, or end the program.',
  },
  'unreadable-key': {
    status: 422,
    ja: 'この鍵は使えません。P-256 か Ed25519 の公開鍵を、JWK か PEM のまま、はり付けてください。',
    jaEasy: 'この 鍵は 使えません。P-256 か Ed25519 の 公開鍵を 入れて ください。',
    en: 'This key cannot be used. Paste a public key of P-256 or Ed25519, as a JWK or in PEM.',
  },
})
