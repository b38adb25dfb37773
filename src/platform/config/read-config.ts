import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { mayWriteIn } from './may-write-in.ts'
import { contradictions, forbiddenIn, type Problem } from './rules.ts'
import { tenantsSchema, type TenantSetting } from './tenants.ts'
import { variablesOfTheChecks } from './variables-of-checks.ts'
import type { Words } from './variable.ts'
import { variables, type VariableName } from './variables.ts'

interface ConfigOfBothModes {
  port: number
  cityPort: number
  /** Absolute. */
  dataDirectory: string
  /** Absolute path of the folder with the key ring of each city. */
  cityKeys: string
  /** Absolute path of the folder with the stop journal of each city. */
  journal: string
  /** Where the second machine takes the copy of the journal, an origin; undefined: there is one machine. */
  standby: string | undefined
  /** What the two machines show each other. */
  standbyToken: string | undefined
  /** Scheme, host and port; no path, no closing slash. */
  publicUrl: string
  /** IP addresses and ranges whose X-Forwarded-For is believed. Empty: nobody’s. */
  trustedProxies: readonly string[]
  /** What must be shown to read /metrics; undefined: only this machine may. */
  metricsToken: string | undefined
  /** Keys as C2SP signed-note writes them, by their form alone. */
  witnesses: readonly string[]
  /** The server that sends mail, a URL with its password; undefined: there is no mail. */
  mail: { server: string; from: string } | undefined
  /** The service that sends text messages, and what requests to it are signed with; undefined: there are none. */
  sms: { server: string; secret: string } | undefined
  tenants: readonly TenantSetting[]
  logLevel: z.infer<(typeof variables)['AZUKARI_LOG_LEVEL']['schema']>
  uploadLimitBytes: number
  /** age recipients of backups; none: the demo makes an identity of its own. */
  backupRecipients: readonly string[]
  /** How old a backup of the key store may be. */
  keyBackupDays: number
}

interface GivenDatabases {
  kind: 'given'
  data: string
  keystore: string
}

interface DemoConfig extends ConfigOfBothModes {
  mode: 'demo'
  databases: { kind: 'embedded' } | GivenDatabases
  demo: { signIn: boolean; clock: Date | undefined }
}

/** Has no demo settings at all: code that needs one does not compile for production. */
interface ProductionConfig extends ConfigOfBothModes {
  mode: 'production'
  databases: GivenDatabases
}

export type Config = DemoConfig | ProductionConfig

export type ConfigOutcome = { ok: true; config: Config } | { ok: false; problems: Problem[] }

type Environment = Readonly<Record<string, string | undefined>>
type Values = { [Name in VariableName]: z.infer<(typeof variables)[Name]['schema']> | undefined }

/** The fictional city of the demo. */
const demoTenants: readonly TenantSetting[] = [
  {
    id: 'aobano',
    hosts: ['localhost', '127.0.0.1'],
    city: {
      name: { ja: 'あおば野市', en: 'Aobano City' },
      contact: {
        name: { ja: 'あおば野市 データ相談窓口', en: 'Aobano City data desk' },
        phone: '048-000-0000',
        hours: { ja: '平日 8時30分〜17時15分', en: 'Weekdays 8:30–17:15' },
      },
    },
    // 川島さくら is seventeen, and decides about her own data.
    joinAloneAge: 16,
  },
]
const mebibyte = 1024 * 1024

/** What has to be looked up on this machine. */
interface Disk {
  readText(file: string): string
  mayWriteIn(folder: string): boolean
}

const thisDisk: Disk = { readText: (file) => readFileSync(file, 'utf8'), mayWriteIn }

/** The configuration, or everything that is wrong with it. */
export function readConfig(environment: Environment, disk: Disk = thisDisk): ConfigOutcome {
  const problems: Problem[] = unknownVariables(environment)
  const values = readVariables(environment, problems)
  const { AZUKARI_DATA: data } = values
  if (data !== undefined && !disk.mayWriteIn(resolve(data)))
    problems.push(notAsExpected('AZUKARI_DATA', variables.AZUKARI_DATA.expected))
  const tenants = readTenants(values.AZUKARI_TENANTS, disk.readText, problems)
  const mode = values.AZUKARI_MODE
  const settings = settingsOf(environment, values, tenants)
  if (mode) problems.push(...contradictions({ mode, ...settings }))
  if (mode) problems.unshift(...forbiddenIn({ mode, ...settings }))
  if (!mode || problems.length > 0) return { ok: false, problems: firstPerVariable(problems) }
  return { ok: true, config: assemble(mode, values, tenants) }
}

/** The first is the cause, the others mostly its consequences: a malformed URL is also "not set". */
function firstPerVariable(problems: readonly Problem[]): Problem[] {
  return problems.filter(
    ({ variable }, index) => problems.findIndex((one) => one.variable === variable) === index,
  )
}

function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? '').trim() !== ''
}

function unknownVariables(environment: Environment): Problem[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('AZUKARI_') && isSet(environment, name))
    .filter((name) => !(name in variables) && !(name in variablesOfTheChecks))
    .map((variable) => ({ variable, ja: 'このような設定はありません', en: 'is not a setting' }))
}

function readVariables(environment: Environment, problems: Problem[]): Values {
  const values: Record<string, unknown> = {}
  for (const [variable, { schema, expected, ...rest }] of Object.entries(variables)) {
    const text = isSet(environment, variable)
      ? environment[variable]?.trim()
      : 'default' in rest
        ? rest.default
        : undefined
    const needed = variable === 'AZUKARI_MODE'
    if (text === undefined && !needed) continue
    const parsed = schema.safeParse(text)
    if (parsed.success) values[variable] = parsed.data
    else problems.push(notAsExpected(variable, expected))
  }
  return values as Values
}

function notAsExpected(variable: string, expected: Words): Problem {
  return { variable, ja: `${expected.ja}にしてください`, en: `must be ${expected.en}` }
}

function readTenants(
  file: string | undefined,
  readText: (file: string) => string,
  problems: Problem[],
): readonly TenantSetting[] {
  if (file === undefined) return demoTenants
  try {
    return tenantsSchema.parse(JSON.parse(readText(resolve(file))))
  } catch {
    problems.push(notAsExpected('AZUKARI_TENANTS', variables.AZUKARI_TENANTS.expected))
    return []
  }
}

function settingsOf(environment: Environment, values: Values, tenants: readonly TenantSetting[]) {
  const names = Object.keys(variables) as VariableName[]
  return {
    given: new Set(names.filter((name) => isSet(environment, name))),
    port: values.PORT ?? 0,
    cityPort: values.AZUKARI_CITY_PORT ?? -1,
    databaseUrl: values.DATABASE_URL,
    keystoreUrl: values.AZUKARI_KEYSTORE_URL,
    publicUrl: values.AZUKARI_PUBLIC_URL,
    standby: values.AZUKARI_STANDBY,
    tenants,
  }
}

/** Only called when nothing is wrong, so what production requires is there. */
function assemble(mode: 'demo' | 'production', values: Values, tenants: readonly TenantSetting[]): Config {
  const port = present(values.PORT)
  const dataDirectory = resolve(present(values.AZUKARI_DATA))
  const both: ConfigOfBothModes = {
    port,
    cityPort: present(values.AZUKARI_CITY_PORT),
    dataDirectory,
    journal: values.AZUKARI_JOURNAL ? resolve(values.AZUKARI_JOURNAL) : join(dataDirectory, 'journal'),
    standby: values.AZUKARI_STANDBY,
    standbyToken: values.AZUKARI_STANDBY_TOKEN,
    cityKeys: values.AZUKARI_CITY_KEYS ? resolve(values.AZUKARI_CITY_KEYS) : join(dataDirectory, 'city-keys'),
    publicUrl: values.AZUKARI_PUBLIC_URL ?? `http://localhost:${port}`,
    trustedProxies: values.AZUKARI_TRUSTED_PROXIES ?? [],
    metricsToken: values.AZUKARI_METRICS_TOKEN,
    witnesses: values.AZUKARI_WITNESSES ?? [],
    mail: mailOf(values),
    sms: smsOf(values),
    tenants,
    logLevel: present(values.AZUKARI_LOG_LEVEL),
    uploadLimitBytes: present(values.AZUKARI_UPLOAD_LIMIT_MIB) * mebibyte,
    backupRecipients: values.AZUKARI_BACKUP_RECIPIENTS ?? [],
    keyBackupDays: present(values.AZUKARI_KEY_BACKUP_DAYS),
  }
  const { DATABASE_URL: data, AZUKARI_KEYSTORE_URL: keystore } = values
  const given = data && keystore ? { kind: 'given' as const, data, keystore } : undefined
  if (mode === 'production') return { ...both, mode, databases: present(given) }
  const demo = { signIn: present(values.AZUKARI_DEMO_SIGN_IN), clock: values.AZUKARI_DEMO_CLOCK }
  return { ...both, mode, databases: given ?? { kind: 'embedded' }, demo }
}

function mailOf({ AZUKARI_SMTP_URL: server, AZUKARI_MAIL_FROM: from }: Values) {
  return server === undefined || from === undefined ? undefined : { server, from }
}

function smsOf({ AZUKARI_SMS_URL: server, AZUKARI_SMS_SECRET: secret }: Values) {
  return server === undefined || secret === undefined ? undefined : { server, secret }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a setting without a default was read before it was checked')
  return value
}
