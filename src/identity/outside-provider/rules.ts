import type { OutsideProvider } from '../../platform/tenant.ts'

/** From being sent there to coming back: as long as finding a card and a PIN takes, with the telephone in between. */
export const roundTripMs = 15 * 60_000

/** Where, and as whom, something was begun. */
interface Begun {
  issuer: string
  clientId: string
}

/** What was begun at one provider is not finished by another (RFC 9700 §4.4, mix-up), also after it was changed. */
export function isOf(provider: OutsideProvider, begun: Begun): boolean {
  return begun.issuer === provider.issuer && begun.clientId === provider.clientId
}

/** Asking for `acr_values` binds nobody (OpenID Connect Core §5.5.1.1), so the answer is looked at. */
export function isSureEnough({ acrValues }: Pick<OutsideProvider, 'acrValues'>, acr: unknown): boolean {
  return acrValues.length === 0 || acrValues.some((asked) => asked === acr)
}

/** The clocks of two machines are never quite alike. */
const skewMs = 30_000

/**
 * Has somebody proved themselves since they were sent there? Whoever finds a telephone may find its session at the provider,
 * too. Silence means no, but where the city has said that the provider asks each time.
 */
export function isFresh(
  { freshness }: Pick<OutsideProvider, 'freshness'>,
  authTime: unknown,
  begunAt: Date,
): boolean {
  if (freshness === 'each-time') return true
  return typeof authTime === 'number' && authTime * 1_000 >= begunAt.getTime() - skewMs
}

/** What the provider's own no (RFC 6749 §4.1.2.1) means to the person who comes back with it. */
export function becauseOfError(
  error: string,
): 'outside-declined' | 'outside-unreachable' | 'outside-not-believed' {
  if (error === 'access_denied') return 'outside-declined'
  const isForNow = ['server_error', 'temporarily_unavailable'].includes(error)
  return isForNow ? 'outside-unreachable' : 'outside-not-believed'
}
