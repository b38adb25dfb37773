import { z } from 'zod'
import { isDatabaseUrl } from './forms.ts'
import { aToken, noUnit, origin, path, token } from './values.ts'
import type { Variable, Words } from './variable.ts'

const databaseUrl = z.string().refine(isDatabaseUrl)
const aDatabaseUrl: Words = {
  ja: 'postgres://利用者:パスワード@ホスト:ポート/ の形',
  en: 'the form postgres://user:password@host:port/',
}

/** Where data, keys and stops are kept, twice and for how long. */
export const variablesOfKeeping = {
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
    unit: noUnit,
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
    unit: noUnit,
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
} as const satisfies Record<string, Variable<unknown>>
