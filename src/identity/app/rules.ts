import { z } from 'zod'
import { addDays } from '../../kernel/index.ts'
import { proofGoodMs } from '../recent-proof/rules.ts'

/**
 * What a resident may let an app do. Before the colon stands the first part of the paths it opens, and no other. Each is chosen
 * by name; none contains another.
 */
export const appScopes = ['me:read', 'me:stop', 'me:agree', 'me:deposit', 'me:settings'] as const
export type AppScope = (typeof appScopes)[number]

/** Is this the id of an app? No company's has a dot, and a program of the city begins otherwise. */
export const appIdSchema = z.string().regex(/^app\.[a-z0-9-]{3,50}$/)

/** From being asked to answering: as long as finding a card and signing in takes. */
export const askedGoodMs = 30 * 60_000
export const codeGoodMs = 60_000
/** After so long the resident is asked anew, however often the app came. */
export const linkDays = 90
/** As many as are listed, of a city or of a resident. */
export const mostApps = 200
/** Being used is written down at most this often, so that reading is not a write. */
export const usedEveryMs = 60_000

export function endOfLink(letInAt: Date): Date {
  return addDays(letInAt, linkDays)
}

/** What the resident has let it in for, and the city allows it still. */
export function scopesLeft(letIn: readonly AppScope[], onFile: readonly AppScope[]): AppScope[] {
  return letIn.filter((scope) => onFile.includes(scope))
}

/**
 * In the token, let in by the resident, and allowed by the city now. Silence means no; which no says who decides about it, the
 * city or the resident.
 */
export function mayApp(
  scope: AppScope,
  {
    inToken,
    letIn,
    onFile,
  }: { inToken: readonly string[]; letIn: readonly AppScope[]; onFile: readonly AppScope[] },
): 'yes' | 'no-scope' | 'not-let-in' {
  if (!onFile.includes(scope)) return 'no-scope'
  return inToken.includes(scope) && letIn.includes(scope) ? 'yes' : 'not-let-in'
}

/** Has the resident shown who they are so shortly before that the app may agree for them? Nor is a proof of the future one. */
export function mayAgree(provenAt: Date, now: Date): boolean {
  const agoMs = now.getTime() - provenAt.getTime()
  return agoMs >= 0 && agoMs < proofGoodMs
}

/**
 * Where an app may be answered, compared letter by letter: https, this machine itself (RFC 8252 §7.3), or a name of the app's own
 * that has a dot (§7.1), which `javascript:` and `data:` have not.
 */
export const redirectUriSchema = z
  .string()
  .max(300)
  .refine((text) => {
    const url = URL.parse(text)
    if (!url || url.href !== text || text.includes('#')) return false
    if (url.username !== '' || url.password !== '') return false
    if (url.protocol === 'https:') return true
    if (url.protocol === 'http:') return ['127.0.0.1', '[::1]'].includes(url.hostname)
    return /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/u.test(url.protocol)
  })
