import { z } from 'zod'
import { isMailAddress, isMailServer } from '../mail/index.ts'
import { isTextServer } from '../sms/index.ts'
import { noUnit } from './values.ts'
import type { Variable } from './variable.ts'

/** What carries mail and text messages. */
export const variablesOfMessages = {
  AZUKARI_SMTP_URL: {
    schema: z.string().max(1000).refine(isMailServer),
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: 'メールを送るサーバー。ほかの機械へは、かならず暗号化して送ります（smtps、または smtp の STARTTLS）。ないときはメールを送りません',
      en: 'The server that sends mail. To another machine always encrypted (smtps, or STARTTLS of smtp); no mail without it',
    },
    expected: {
      ja: 'smtp://利用者:パスワード@ホスト:ポート または smtps://… の形',
      en: 'the form smtp://user:password@host:port or smtps://…',
    },
  },
  AZUKARI_MAIL_FROM: {
    schema: z.string().refine(isMailAddress),
    unit: { ja: 'メールアドレス', en: 'mail address' },
    meaning: {
      ja: 'メールの差出人のアドレス。名前は都市の名前。都市ごとに変えるなら AZUKARI_TENANTS の mailFrom',
      en: 'The address mails come from, under the name of the city; mailFrom in AZUKARI_TENANTS where cities differ',
    },
    expected: {
      ja: 'メールアドレスだけ（例 azukari@city.example.jp）',
      en: 'a mail address alone (such as azukari@city.example.jp)',
    },
  },
  AZUKARI_SMS_URL: {
    schema: z.string().max(1000).refine(isTextServer),
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: 'SMSを送るサービス。受け取る形は src/platform/sms/README.md。ないときはSMSを送りません',
      en: 'The service that sends text messages, in the form of src/platform/sms/README.md; none are sent without it',
    },
    expected: { ja: 'https の URL（この機械の中は http も）', en: 'an https URL; http on this machine only' },
  },
  AZUKARI_SMS_SECRET: {
    schema: z.string().min(32).max(500),
    unit: noUnit,
    meaning: { ja: 'SMSのサービスへの署名の鍵', en: 'Signs requests to that service (HMAC-SHA256)' },
    expected: { ja: '32字から500字', en: '32 to 500 characters' },
  },
} as const satisfies Record<string, Variable<unknown>>
