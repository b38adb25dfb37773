import { z } from 'zod'
import { isAddressOrRange, isWitnessKey } from './forms.ts'
import { aToken, noUnit, origin, path, token } from './values.ts'
import type { Variable } from './variable.ts'

/** Under which address which city answers, and whom it believes. */
export const variablesOfTheDoor = {
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
    unit: noUnit,
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
    unit: noUnit,
    meaning: {
      ja: '透明性ログの立会人の鍵（azukari witness key の出力）。ここにある立会人の署名だけを受け取ります',
      en: 'Keys of the witnesses of the log, as azukari witness key prints them. Cosignatures of these alone are taken in',
    },
    expected: {
      ja: '鍵（名前+番号+鍵）を「,」で区切って16まで',
      en: 'up to 16 keys (name+id+key) with commas between',
    },
  },
} as const satisfies Record<string, Variable<unknown>>
