import { refuse, systemClock, type Refusal } from '../kernel/index.ts'
import type { VendorId } from '../vendors/index.ts'
import { companyAudienceOf, type CompanyScope } from './openid/addresses.ts'
import { readAccessToken, type PresentedToken, type TokenRefusal } from './read-access-token.ts'
import { selectClient } from './store.ts'

/** The program that speaks, and the company it speaks for. What it may read is not decided here. */
export interface Company {
  clientId: string
  vendorId: VendorId
}

/** Whose token of this scope is this? One of the sandbox opens nothing of the gate, nor the reverse. Refusals do not tell what is wrong with a token beyond its age. */
export async function verifyAccessToken(
  presented: PresentedToken,
  scope: CompanyScope,
  now = systemClock.now(),
): Promise<{ ok: true; company: Company } | Refusal<TokenRefusal>> {
  const token = await readAccessToken(presented, companyAudienceOf(presented.publicOrigin, scope), now)
  if (!token.ok) return token
  if (token.scopes.join(' ') !== scope) return refuse('bad-token')
  const client = await selectClient(presented.tenant.database, token.clientId)
  if (client?.standing !== 'active') return refuse('bad-token')
  // Is the key good still with which the token was got? One that names none was got with none.
  if (!client.jwks.keys.some(({ kid }) => kid === token.keyId)) return refuse('bad-token')
  return { ok: true, company: { clientId: client.clientId, vendorId: client.vendorId } }
}
