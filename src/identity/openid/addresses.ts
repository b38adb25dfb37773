import type { ProgramArea } from '../program/rules.ts'

/** Names of the OpenID provider and of what its tokens are for, under a city's public origin. */
export function issuerOf(publicOrigin: string): string {
  return `${publicOrigin}/oidc`
}

/** Where an app sends a resident (RFC 6749 §3.1). */
export const authorizationPath = '/oidc/auth'

/** What a company's token may be for: the gate, or the sandbox where nobody exists. Never both. */
export const companyScopes = ['exchange', 'sandbox'] as const
export type CompanyScope = (typeof companyScopes)[number]

export function companyAudienceOf(publicOrigin: string, scope: CompanyScope): string {
  return `${publicOrigin}/${scope}`
}

/** What a program of the city is for, one area at a time: no token is good in two places, nor where companies' are. */
export function programAudienceOf(publicOrigin: string, area: ProgramArea): string {
  return `${publicOrigin}/${area}`
}

/** What an app that a resident has let in is for: what is theirs, and nothing of a company's or of the city's. */
export function meAudienceOf(publicOrigin: string): string {
  return `${publicOrigin}/me`
}

/** The claim of an access token that names the key of its program with which it was got. */
export const keyClaim = 'client_kid'
