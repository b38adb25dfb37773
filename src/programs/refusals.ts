import { defineRefusals } from '../kernel/index.ts'
import { repeatRefusals } from '../platform/decide-repeat.ts'
import { vendorRefusals } from '../vendors/index.ts'

export const programRefusals = defineRefusals({
  'key-used': repeatRefusals['key-used'],
  'no-evidence': {
    status: 422,
    ja: '本人の暗証番号か、署名した紙の SHA-256 の、どちらか1つを送ってください。',
    jaEasy: '本人の 暗証番号か、名前を 書いた 紙の 番号を 送って ください。',
    en: 'Send either the resident’s PIN or the SHA-256 of the paper they have signed.',
  },
  'unknown-use': {
    status: 404,
    ja: 'この利用はありません。',
    jaEasy: 'この 利用は ありません。',
    en: 'There is no such use.',
  },
  'unknown-company': {
    status: 404,
    ja: 'この事業者はありません。',
    jaEasy: 'この 会社は ありません。',
    en: 'There is no such company.',
  },
  'not-accepted': {
    status: 409,
    ja: 'この事業者は、まだ受け入れられていません。受け入れるかどうかは、職員が決めます。',
    jaEasy: 'この 会社は まだ きまって いません。市が きめます。',
    en: 'This company is not accepted. Whether it is, is decided by a member of staff.',
  },
  'bad-contract-day': vendorRefusals['bad-contract-day'],
  'not-the-next-version': {
    status: 409,
    ja: 'この番号では登録できません。次の番号で登録してください。内容は、あとから変えられません。',
    jaEasy: '次の 番号だけ 登録できます。',
    en: 'Only the next version can be published. One that is out never changes.',
  },
  'use-of-another': {
    status: 409,
    ja: 'この利用は、ほかの事業者のものです。',
    jaEasy: 'この 利用は ほかの 会社の ものです。',
    en: 'This use belongs to another company.',
  },
  'too-many-uses': {
    status: 409,
    ja: '利用の数が多すぎます。',
    jaEasy: '利用が 多すぎます。',
    en: 'The city has as many uses as it may.',
  },
})
