import {
  allowInsecureRequests,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  modifyAssertion,
  PrivateKeyJwt,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client'
import type { OutsideProvider, Tenant } from '../../platform/tenant.ts'
import { boundedFetch, originsOf, patienceSeconds, ProviderOutOfBounds } from './bounded-fetch.ts'
import { signingKeyForProvider } from './provider-key.ts'

/** A provider that moves an endpoint or changes what it can do is asked again within the hour. */
const believedMs = 60 * 60_000
const known = new WeakMap<OutsideProvider, { metadata: ServerMetadata; readAt: number }>()

/** The provider as our client sees it. Its key set is asked for each time: no key that was withdrawn counts. */
export async function reachProvider(tenant: Tenant, provider: OutsideProvider): Promise<Configuration> {
  const metadata = await metadataOf(provider)
  const config = new Configuration(metadata, provider.clientId, {}, await proofOf(tenant, provider))
  config[customFetch] = boundedFetch(provider)
  config.timeout = patienceSeconds
  if (isOnThisMachine(provider)) allowInsecureRequests(config)
  // The library would take the word of the connection (OpenID Connect Core §3.1.3.7, 6); we want the signature, too.
  enableNonRepudiationChecks(config)
  return config
}

async function metadataOf(provider: OutsideProvider): Promise<ServerMetadata> {
  const remembered = known.get(provider)
  if (remembered && performance.now() - remembered.readAt < believedMs) return remembered.metadata
  const config = await discovery(new URL(provider.issuer), provider.clientId, {}, undefined, {
    [customFetch]: boundedFetch(provider),
    timeout: patienceSeconds,
    execute: isOnThisMachine(provider) ? [allowInsecureRequests] : [],
  })
  const metadata = config.serverMetadata()
  // The browser is sent there, and only there.
  const place = URL.parse(metadata.authorization_endpoint ?? '')?.origin
  if (place === undefined || !originsOf(provider).includes(place)) throw new ProviderOutOfBounds()
  known.set(provider, { metadata, readAt: performance.now() })
  return metadata
}

/** The configuration lets http pass on this machine, in the demo, and nowhere else. */
function isOnThisMachine({ issuer }: OutsideProvider): boolean {
  return issuer.startsWith('http:')
}

async function proofOf(tenant: Tenant, { assertionAudience }: OutsideProvider): Promise<ClientAuth> {
  const key = await signingKeyForProvider(tenant)
  return (as, client, body, headers) => {
    const audience = assertionAudience === 'issuer' ? as.issuer : as.token_endpoint
    const address = (_header: unknown, payload: Record<string, unknown>) => void (payload['aud'] = audience)
    return PrivateKeyJwt(key, { [modifyAssertion]: address })(as, client, body, headers)
  }
}
