import { z } from 'zod'
import { noUnit, path } from './values.ts'
import type { Variable, Words } from './variable.ts'
import { variablesOfKeeping } from './variables-of-keeping.ts'
import { variablesOfMessages } from './variables-of-messages.ts'
import { variablesOfTheDoor } from './variables-of-the-door.ts'

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535))
const aPort: Words = { ja: '1～65535 の整数', en: 'a whole number from 1 to 65535' }

/** All of them, in the order in which docs/configuration.md shows them. */
export const variables = {
  AZUKARI_MODE: {
    schema: z.enum(['demo', 'production']),
    unit: noUnit,
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
  ...variablesOfKeeping,
  ...variablesOfTheDoor,
  ...variablesOfMessages,
  AZUKARI_LOG_LEVEL: {
    schema: z.enum(['error', 'warn', 'info', 'debug']),
    default: 'info',
    unit: noUnit,
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
    unit: noUnit,
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
