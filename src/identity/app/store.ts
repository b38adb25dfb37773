import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { publicKeySetSchema, type PublicKeySet } from '../public-keys.ts'
import { staffIdSchema, type StaffId } from '../staff/staff.ts'
import { appScopes, type AppScope } from './rules.ts'

export const appActKinds = ['registered', 'changed', 'ended'] as const

/** One line of the ledger: who did what, and all that holds of the app from then on. */
export interface AppAct {
  appId: string
  number: number
  kind: (typeof appActKinds)[number]
  /** null: the machine room. */
  by: StaffId | null
  name: string
  /** Who makes it, as residents are told. */
  maker: string
  scopes: readonly AppScope[]
  redirectUris: readonly string[]
  /** null: an app on people's own devices, which can keep no key. */
  jwks: PublicKeySet | null
  happenedAt: Date
}

/** A scope that this version does not know opens nothing. */
export const scopesSchema = z
  .array(z.string())
  .transform((scopes) => appScopes.filter((scope) => scopes.includes(scope)))

const actSchema: z.ZodType<AppAct> = z.object({
  appId: z.string(),
  number: z.int(),
  kind: z.enum(appActKinds),
  by: staffIdSchema.nullable(),
  name: z.string(),
  maker: z.string(),
  scopes: scopesSchema,
  redirectUris: z.array(z.string()),
  jwks: publicKeySetSchema.nullable(),
  happenedAt: z.date(),
})

const columns = `app_id as "appId", number, kind, by_staff as by, name, maker, scopes, redirect_uris as "redirectUris", jwks,
  happened_at as "happenedAt"`

/** False where a line of this number is there: somebody was faster. */
export async function insertAppAct(database: Queryable, act: AppAct): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.app_acts
       (app_id, number, kind, by_staff, name, maker, scopes, redirect_uris, jwks, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing`,
    [
      act.appId,
      act.number,
      act.kind,
      act.by,
      act.name,
      act.maker,
      JSON.stringify(act.scopes),
      JSON.stringify(act.redirectUris),
      act.jwks,
      act.happenedAt,
    ],
  )
  return rowCount === 1
}

/** What holds of it now. */
export async function selectApp(database: Queryable, appId: string): Promise<AppAct | undefined> {
  const { rows } = await database.query(
    `select ${columns} from identity.app_acts where app_id = $1 order by number desc limit 1`,
    [appId],
  )
  return rows.map((row) => actSchema.parse(row))[0]
}

/** What holds now of every app, by id. */
export async function selectApps(database: Queryable, atMost: number): Promise<AppAct[]> {
  const { rows } = await database.query(
    `select distinct on (app_id) ${columns} from identity.app_acts order by app_id, number desc limit $1`,
    [atMost],
  )
  return rows.map((row) => actSchema.parse(row))
}
