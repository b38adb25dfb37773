import { z } from 'zod'
import { isMailAddress, isMailServer } from '../mail/index.ts'
import { isTextServer } from '../sms/index.ts'
import { isAddressOrRange, isDatabaseUrl, isOrigin, isWitnessKey } from './forms.ts'
import type { Variable, Words } from './variable.ts'

const none: Words = { ja: '—', en: '—' }
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535))
const aPort: Words = { ja: '1～65535 の整数', en: 'a whole number from 1 to 65535' }

const databaseUrl = z.string().refine(isDatabaseUrl)
const aDatabaseUrl: Words = {
  ja: 'postgres://利用者:パスワード@ホスト:ポート/ の形',
  en: 'the form postgres://user:password@host:port/',
}
const path = z.string().max(4096)
const origin = z
  .string()
  .refine(isOrigin)
  .transform((text) => new URL(text).origin)
const token = z.string().regex(/^[\w.~+/-]{32,200}={0,2}$/)
const aToken: Words = {
  ja: '32～200 字の英数字と - . _ ~ + /（例 openssl rand -hex 32 の出力）',
  en: '32 to 200 of letters, digits and - . _ ~ + / (such as openssl rand -hex 32 prints)',
}

export const variables = {
  AZUKARI_MODE: {
    schema: z.enum(['demo', 'production']),
    unit: none,
    meaning: {
      ja: '動作モード。./start は指定がなければ demo で起動します。serve には必ず指定してください',
      en: 'What this is: ./start chooses demo when not told otherwise; serve must be told',
    },
    expected: { ja: 'demo または production', en: 'demo or production' },
  },
  PORT: {
    schema: port,
    default: '3000',
    unit: { ja: 'TCP ポート', en: 'TCP port' },
    meaning: { ja: '画面と API のポート', en: 'Port of the pages and the API' },
    expected: aPort,
  },
  AZUKARI_CITY_PORT: {
    schema: port,
    default: '1026',
    unit: { ja: 'TCP ポート', en: 'TCP port' },
    meaning: {
      ja: '都市側（NGSI-LD）のために空けておくポート',
      en: 'Port kept for the city side (NGSI-LD)',
    },
    expected: aPort,
  },
  AZUKARI_DATA: {
    schema: path,
    default: './data',
    unit: { ja: 'フォルダー', en: 'folder' },
    meaning: {
      ja: 'データを置く場所。1つの場所で動くのは1つだけです',
      en: 'Where data is kept. One instance per place',
    },
    expected: { ja: '書き込めるフォルダーの場所', en: 'the path of a folder you may write to' },
  },
  DATABASE_URL: {
    schema: databaseUrl,
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: '自前の PostgreSQL（15 以上）。ないときは同梱の PostgreSQL を使います',
      en: 'Your own PostgreSQL (15 or later); the one that comes along is used when absent',
    },
    expected: aDatabaseUrl,
  },
  AZUKARI_KEYSTORE_URL: {
    schema: databaseUrl,
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: '鍵の保管庫。データとは別の PostgreSQL サーバーに置きます',
      en: 'The key store, on another PostgreSQL server than the data',
    },
    expected: aDatabaseUrl,
  },
  AZUKARI_CITY_KEYS: {
    schema: path,
    unit: { ja: 'フォルダー', en: 'folder' },
    meaning: {
      ja: '都市の鍵束。都市ごとに1つのファイル <id>.json（権限 0600）。demo では AZUKARI_DATA の下に作られます',
      en: 'The city key rings, one file <id>.json for each city (mode 0600); in demo mode made below AZUKARI_DATA',
    },
    expected: { ja: 'フォルダーの場所', en: 'the path of a folder' },
  },
  AZUKARI_JOURNAL: {
    schema: path,
    unit: { ja: 'フォルダー', en: 'folder' },
    meaning: {
      ja: '停止の控え。止めたことと消したことを、データベースの外にも書きます。データベースと別のディスクに置いてください。ないときは AZUKARI_DATA の下です',
      en: 'The stop journal: what was stopped and erased is written outside of the database, too. Put it on another disk than the database; below AZUKARI_DATA when absent',
    },
    expected: { ja: 'フォルダーの場所', en: 'the path of a folder' },
  },
  AZUKARI_STANDBY: {
    schema: origin,
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: '2台目の機械の受け口（azukari standby）。設定すると、2台目がすべてを知っている間だけ受け渡します。ないときは1台で動きます',
      en: 'Where azukari standby listens on the second machine. Once it is set, deliveries go on only while that machine knows everything; without it there is one machine',
    },
    expected: {
      ja: 'パスのない URL（例 https://standby.example.jp:7443）',
      en: 'a URL without a path (such as https://standby.example.jp:7443)',
    },
  },
  AZUKARI_STANDBY_TOKEN: {
    schema: token,
    unit: none,
    meaning: {
      ja: '2台の機械が互いに示す合言葉。2台とも同じものにします',
      en: 'What the two machines show each other; the same on both',
    },
    expected: aToken,
  },
  AZUKARI_BACKUP_RECIPIENTS: {
    schema: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().regex(/^age1[0-9a-z]{58}$/)).max(10)),
    unit: none,
    meaning: {
      ja: 'バックアップをだれが開けるか（age の公開鍵。azukari backup-identity が作ります）。ないと production では backup ができず、demo では自分で作ります',
      en: 'Who can open backups (age public keys; azukari backup-identity makes one). Without it production takes none, and the demo makes its own',
    },
    expected: {
      ja: 'age1… を「,」で区切って10まで',
      en: 'up to 10 of age1… with commas between',
    },
  },
  AZUKARI_KEY_BACKUP_DAYS: {
    schema: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(90)),
    default: '14',
    unit: { ja: '日', en: 'days' },
    meaning: {
      ja: '鍵の保管庫のバックアップの期限。過ぎたものは backup-keys が消し、restore は使いません。消去は、これを過ぎて最終になります',
      en: 'How old a backup of the key store may be: backup-keys deletes what is older, and restore refuses it. An erasure is final once this has passed',
    },
    expected: { ja: '1～90 の整数', en: 'a whole number from 1 to 90' },
  },
  AZUKARI_PUBLIC_URL: {
    schema: origin,
    unit: { ja: 'URL', en: 'URL' },
    meaning: {
      ja: '市民や事業者から見た住所。demo では http://localhost と PORT',
      en: 'The address residents and companies use; in demo mode http://localhost and PORT',
    },
    expected: {
      ja: 'パスのない URL（例 https://azukari.example.jp）',
      en: 'a URL without a path (such as https://azukari.example.jp)',
    },
  },
  AZUKARI_TRUSTED_PROXIES: {
    schema: z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().refine(isAddressOrRange)).max(50)),
    unit: { ja: 'アドレス', en: 'addresses' },
    meaning: {
      ja: '前に置いたリバースプロキシ。ここからの X-Forwarded-For だけを信じ、回数の制限を利用者ごとに数えます。ないときはだれの言うことも信じません',
      en: 'Reverse proxies in front. Only their X-Forwarded-For is believed, so that limits count each caller and not the proxy; without it nobody’s is',
    },
    expected: {
      ja: 'IP アドレスか範囲を「,」で区切って50まで（例 10.0.0.5,192.0.2.0/24）。/0 は不可',
      en: 'up to 50 IP addresses or ranges with commas between (such as 10.0.0.5,192.0.2.0/24), none of them /0',
    },
  },
  AZUKARI_METRICS_TOKEN: {
    schema: token,
    unit: none,
    meaning: {
      ja: '/metrics を読むための合言葉（Authorization: Bearer）。設定するとどこからでも必要です。ないときは同じ機械から直接だけ読めます',
      en: 'What must be shown to read /metrics (Authorization: Bearer), from everywhere once it is set; without it only this machine itself may read, not through a proxy',
    },
    expected: aToken,
  },
  AZUKARI_TENANTS: {
    schema: path,
    unit: { ja: 'JSON ファイル', en: 'JSON file' },
    meaning: {
      ja: '都市の一覧 [{"id", "hosts", "city"}]。demo では1つだけで、書かなければ架空の「あおば野市」',
      en: 'The cities, [{"id", "hosts", "city"}]; in demo mode one only, if none is given the fictional Aobano',
    },
    expected: {
      ja: '読める JSON ファイル。id は英小文字・数字・_ で20字まで、hosts は1つ以上、どちらも重複なし。city に name と contact（name, phone, hours）を ja と en で。mailFrom（メールの差出人）、outsideProvider、keepDays と joinAloneAge（docs/operations.md）はなくてもよい',
      en: 'a readable JSON file; id: up to 20 of a-z 0-9 _, at least one host, neither twice; city: name and contact (name, phone, hours) in ja and en; perhaps mailFrom (sender of mail), outsideProvider, keepDays and joinAloneAge (docs/operations.md)',
    },
  },
  AZUKARI_WITNESSES: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/u).filter(Boolean))
      .pipe(z.array(z.string().max(300).refine(isWitnessKey)).max(16)),
    unit: none,
    meaning: {
      ja: '透明性ログの立会人の鍵（azukari witness key の出力）。ここにある立会人の署名だけを受け取ります',
      en: 'Keys of the witnesses of the log, as azukari witness key prints them. Cosignatures of these alone are taken in',
    },
    expected: {
      ja: '鍵（名前+番号+鍵）を「,」で区切って16まで',
      en: 'up to 16 keys (name+id+key) with commas between',
    },
  },
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
    unit: none,
    meaning: { ja: 'SMSのサービスへの署名の鍵', en: 'Signs requests to that service (HMAC-SHA256)' },
    expected: { ja: '32字から500字', en: '32 to 500 characters' },
  },
  AZUKARI_LOG_LEVEL: {
    schema: z.enum(['error', 'warn', 'info', 'debug']),
    default: 'info',
    unit: none,
    meaning: { ja: '記録の細かさ', en: 'How much is logged' },
    expected: {
      ja: 'error・warn・info・debug のどれか',
      en: 'one of error, warn, info, debug',
    },
  },
  AZUKARI_UPLOAD_LIMIT_MIB: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(16_384)),
    default: '2048',
    unit: { ja: 'MiB', en: 'MiB' },
    meaning: { ja: '1回に受け取るファイルの上限', en: 'The largest file taken in one upload' },
    expected: { ja: '1～16384 の整数', en: 'a whole number from 1 to 16384' },
  },
  AZUKARI_DEMO_SIGN_IN: {
    schema: z.enum(['on', 'off']).transform((text) => text === 'on'),
    default: 'on',
    unit: none,
    meaning: {
      ja: '名前を選ぶだけのサインイン。demo だけ',
      en: 'Signing in by picking a name. Demo mode only',
    },
    expected: { ja: 'on または off', en: 'on or off' },
  },
  AZUKARI_DEMO_CLOCK: {
    schema: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    unit: { ja: '日時', en: 'instant' },
    meaning: {
      ja: '動かせる時計の最初の時刻。ないときは本当の時刻。demo だけ',
      en: 'Where the settable clock begins; the real time when absent. Demo mode only',
    },
    expected: {
      ja: '時差つきの日時（例 2026-11-23T10:00:00+09:00）',
      en: 'an instant with its offset (such as 2026-11-23T10:00:00+09:00)',
    },
  },
} as const satisfies Record<string, Variable<unknown>>

export type VariableName = keyof typeof variables

export const demoVariables = ['AZUKARI_DEMO_SIGN_IN', 'AZUKARI_DEMO_CLOCK'] as const
