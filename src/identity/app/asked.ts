import { z } from 'zod'
import { appScopes, type AppScope } from './rules.ts'
import type { AppAct } from './store.ts'

/** What an app asks a resident for (RFC 6749 §4.1.1, RFC 7636 §4.3), as it is remembered while they sign in. */
export const askedSchema = z.object({
  appId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.enum(appScopes)).min(1),
  state: z.string().nullable(),
  codeChallenge: z.string(),
  /** How old the resident's proof may be, in seconds, when they are asked (OpenID Connect Core §3.1.2.1, `max_age`). */
  maxAge: z.int().nullable(),
  /** The key the token is to be bound to (RFC 9449 §10). */
  dpopJkt: z.string().nullable(),
  askedAt: z.iso.datetime(),
})
export type Asked = z.infer<typeof askedSchema>

/** What the app is told where it asked wrongly. The resident is told nothing, for they can do nothing about it. */
export type AskedError =
  | 'invalid_request'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'request_not_supported'
  | 'login_required'

const thumbprint = z.string().regex(/^[\w-]{43}$/)

/** A parameter that comes twice is a list, and so none of these (RFC 6749 §3.1). */
const querySchema = z.object({
  response_type: z.string().optional(),
  response_mode: z.literal('query').optional(),
  scope: z.string().max(200).optional(),
  state: z
    .string()
    .regex(/^[\x20-\x7e]{0,500}$/)
    .optional(),
  code_challenge: thumbprint,
  // Left out it would mean `plain` (RFC 7636 §4.3), which whoever sees the question has the answer to.
  code_challenge_method: z.literal('S256'),
  max_age: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
  prompt: z.enum(['none', 'login', 'consent', 'login consent']).optional(),
  resource: z.string().optional(),
  dpop_jkt: thumbprint.optional(),
})

/** What this app asks for, or what is wrong with it. `audience`: what a token of an app is for. */
export function readAsked(
  { appId, redirectUri, scopes: onFile }: Pick<AppAct, 'appId' | 'scopes'> & { redirectUri: string },
  query: Readonly<Record<string, unknown>>,
  { audience, now }: { audience: string; now: Date },
): { ok: true; asked: Asked } | { ok: false; error: AskedError } {
  const no = (error: AskedError) => ({ ok: false, error }) as const
  if (query['request'] !== undefined || query['request_uri'] !== undefined) return no('request_not_supported')
  const parsed = querySchema.safeParse(query)
  if (!parsed.success) return no('invalid_request')
  const { response_type, scope = '', resource, prompt, max_age, ...rest } = parsed.data
  if (response_type === undefined) return no('invalid_request')
  if (response_type !== 'code') return no('unsupported_response_type')
  if (resource !== undefined && resource !== audience) return no('invalid_target')
  // Whoever is signed in or not: a resident is always asked.
  if (prompt === 'none') return no('login_required')
  const scopes = scopesIn(scope)
  if (!scopes || scopes.length === 0 || !scopes.every((one) => onFile.includes(one)))
    return no('invalid_scope')
  const asked: Asked = {
    appId,
    redirectUri,
    scopes,
    state: rest.state ?? null,
    codeChallenge: rest.code_challenge,
    maxAge: prompt?.includes('login') ? 0 : max_age === undefined ? null : Number(max_age),
    dpopJkt: rest.dpop_jkt ?? null,
    askedAt: now.toISOString(),
  }
  return { ok: true, asked }
}

/** In our order and each once; undefined where one of them is none of ours. */
function scopesIn(text: string): AppScope[] | undefined {
  const named = text.split(' ').filter((one) => one !== '')
  const known = appScopes.filter((scope) => named.includes(scope))
  return named.every((one) => known.some((scope) => scope === one)) ? known : undefined
}

/** Is what the resident has shown as new as the app wants it? Counted from when it asked, so that whoever reads slowly is not asked again. */
export function isNewEnough({ maxAge, askedAt }: Pick<Asked, 'maxAge' | 'askedAt'>, shownAt: Date): boolean {
  return maxAge === null || shownAt.getTime() >= Date.parse(askedAt) - maxAge * 1000
}

/** Where the app is answered, and by whom: it knows by `iss` that it was not another provider (RFC 9207). */
export function answerAddress(
  { redirectUri, state }: Pick<Asked, 'redirectUri' | 'state'>,
  issuer: string,
  answer: { code: string } | { error: AskedError | 'access_denied' },
): URL {
  const address = new URL(redirectUri)
  for (const [name, value] of Object.entries({ ...answer, iss: issuer }))
    address.searchParams.set(name, value)
  if (state !== null) address.searchParams.set('state', state)
  return address
}
