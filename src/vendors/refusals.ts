import { defineRefusals } from '../kernel/index.ts'
import type { VendorRefusal } from './rules.ts'

export const vendorRefusals = defineRefusals<VendorRefusal>({
  'unknown-company': {
    status: 404,
    ja: 'この会社は登録されていません。',
    jaEasy: 'この 会社は ありません。',
    en: 'There is no such company.',
  },
  'decided-already': {
    status: 409,
    ja: 'この登録については、もう決まっています。',
    jaEasy: 'もう きまって います。',
    en: 'This registration has been decided already.',
  },
  'not-under-contract': {
    status: 409,
    ja: 'この会社とは、契約していません。',
    jaEasy: 'この 会社とは 契約して いません。',
    en: 'There is no contract with this company.',
  },
  'bad-contract-day': {
    status: 422,
    ja: '契約の最後の日を確かめてください。これから5年以内の日を入れます。',
    jaEasy: '契約の おわりの ひを 入れて ください。5年より まえの ひです。',
    en: 'Enter the last day of the contract: after today, and within 5 years.',
  },
  'no-reason-given': {
    status: 422,
    ja: 'ことわる理由を、500文字までで書いてください。',
    jaEasy: 'ことわる 理由を 書いて ください。500文字までです。',
    en: 'Write the reason for saying no, in at most 500 characters.',
  },
  'bad-quotas': {
    status: 422,
    ja: '回数と人数は、0から1,000,000,000までの数字で入れてください。入れないときは、市が決めたとおりです。',
    jaEasy: '0から 1,000,000,000 までの 数字を 入れて ください。',
    en: 'Enter figures from 0 to 1,000,000,000, or leave them empty for what the city lets everybody.',
  },
  'registers-closed': {
    status: 503,
    ja: 'きょうの登録の受け付けは終わりました。あした、もう一度お試しください。',
    jaEasy: 'きょうは おわりました。あした もう一度 して ください。',
    en: 'No more registrations are taken today. Please try again tomorrow.',
  },
})
