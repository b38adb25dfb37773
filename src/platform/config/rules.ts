import type { TenantSetting } from './tenants.ts'
import type { Words } from './variable.ts'
import { demoVariables, type VariableName } from './variables.ts'

export interface Problem extends Words {
  variable: string
}

/** What was set, each value already well-formed by itself; undefined = not set and without a default. */
interface Settings {
  mode: 'demo' | 'production'
  /** The variables the operator wrote, as against defaults. */
  given: ReadonlySet<VariableName>
  port: number
  cityPort: number
  databaseUrl: string | undefined
  keystoreUrl: string | undefined
  publicUrl: string | undefined
  standby: string | undefined
  tenants: readonly TenantSetting[]
}

/** What does not go together. Each answer names the variable to change. */
export function contradictions(settings: Settings): Problem[] {
  return [
    ...portProblems(settings),
    ...databaseProblems(settings),
    ...hostProblems(settings),
    ...cityProblems(settings),
    ...outsideProblems(settings),
    ...standbyProblems(settings),
    ...pairProblems(settings, ['AZUKARI_SMTP_URL', 'AZUKARI_MAIL_FROM']),
    ...pairProblems(settings, ['AZUKARI_SMS_URL', 'AZUKARI_SMS_SECRET']),
    ...modeProblems(settings),
  ]
}

function portProblems({ port, cityPort }: Settings): Problem[] {
  if (port !== cityPort) return []
  return [problem('AZUKARI_CITY_PORT', 'PORT と違う値にしてください', 'must differ from PORT')]
}

function databaseProblems({ databaseUrl, keystoreUrl }: Settings): Problem[] {
  if (databaseUrl && keystoreUrl) {
    if (serverOf(databaseUrl) !== serverOf(keystoreUrl)) return []
    const ja =
      'DATABASE_URL と別のサーバー（ホストかポートが違うもの）にしてください。同じサーバーでは消去した鍵が記録に残ります'
    const en =
      'must be another server (host or port) than DATABASE_URL: on the same one, erased keys stay in its log'
    return [problem('AZUKARI_KEYSTORE_URL', ja, en)]
  }
  if (databaseUrl) return [problem('AZUKARI_KEYSTORE_URL', ...together('DATABASE_URL'))]
  if (keystoreUrl) return [problem('DATABASE_URL', ...together('AZUKARI_KEYSTORE_URL'))]
  return []
}

function together(other: string): [string, string] {
  return [`${other} と一緒に設定してください`, `must be set together with ${other}`]
}

function serverOf(url: string): string {
  const { hostname, port } = new URL(url)
  return `${hostname.toLowerCase()}:${port || '5432'}`
}

function hostProblems({ publicUrl, tenants }: Settings): Problem[] {
  if (publicUrl === undefined || tenants.length === 0) return []
  const { hostname } = new URL(publicUrl)
  if (tenants.some(({ hosts }) => hosts.includes(hostname))) return []
  const ja = 'この住所のホスト名が AZUKARI_TENANTS のどの都市にもありません'
  return [problem('AZUKARI_PUBLIC_URL', ja, 'its host name belongs to no city of AZUKARI_TENANTS')]
}

/** The demo's clock and the keys of its companies are one set: two cities would share them. */
function cityProblems({ mode, tenants }: Settings): Problem[] {
  if (mode === 'production' || tenants.length <= 1) return []
  return [
    problem(
      'AZUKARI_TENANTS',
      'demo では都市を1つだけにしてください',
      'must name one city only in demo mode',
    ),
  ]
}

function outsideProblems({ mode, tenants }: Settings): Problem[] {
  const addresses = tenants.flatMap(({ outsideProvider: outside }) =>
    outside ? [outside.issuer, ...outside.origins] : [],
  )
  if (mode === 'demo' || addresses.every((address) => address.startsWith('https:'))) return []
  const ja = 'production では、outsideProvider の住所を https にしてください'
  return [problem('AZUKARI_TENANTS', ja, 'the addresses of outsideProvider must be https in production')]
}

/** The copy of the journal names residents by their numbers only, but its secret opens the way to it. */
function standbyProblems({ mode, given, standby }: Settings): Problem[] {
  if (standby === undefined) return []
  const missing = given.has('AZUKARI_STANDBY_TOKEN')
    ? []
    : [problem('AZUKARI_STANDBY_TOKEN', ...together('AZUKARI_STANDBY'))]
  if (mode === 'demo' || standby.startsWith('https:')) return missing
  const ja = 'production では https にしてください'
  return [...missing, problem('AZUKARI_STANDBY', ja, 'must be https in production')]
}

/** Two that are of no use without each other. */
function pairProblems({ given }: Settings, pair: readonly [VariableName, VariableName]): Problem[] {
  const missing = pair.filter((variable) => !given.has(variable))
  if (missing.length !== 1) return []
  return missing.map((variable) =>
    problem(variable, ...together(pair.find((one) => one !== variable) ?? variable)),
  )
}

const neededInProduction = [
  'DATABASE_URL',
  'AZUKARI_KEYSTORE_URL',
  'AZUKARI_CITY_KEYS',
  'AZUKARI_PUBLIC_URL',
  'AZUKARI_TENANTS',
] as const

function modeProblems({ mode, given, publicUrl }: Settings): Problem[] {
  if (mode === 'demo') return []
  const missing = neededInProduction
    .filter((variable) => !given.has(variable))
    .map((variable) => problem(variable, 'production では必要です', 'is required in production'))
  const open = publicUrl !== undefined && !publicUrl.startsWith('https:')
  const plain = open
    ? [problem('AZUKARI_PUBLIC_URL', 'production では https にしてください', 'must be https in production')]
    : []
  return [...missing, ...plain]
}

/** What must go away whatever its form: to be said before anything about the form. */
export function forbiddenIn({ mode, given }: Pick<Settings, 'mode' | 'given'>): Problem[] {
  if (mode !== 'production') return []
  const ja = 'production では使えません。設定を消してください'
  return demoVariables
    .filter((variable) => given.has(variable))
    .map((variable) => problem(variable, ja, 'must not be set in production'))
}

function problem(variable: VariableName, ja: string, en: string): Problem {
  return { variable, ja, en }
}
