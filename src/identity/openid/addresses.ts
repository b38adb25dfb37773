/** Names of the OpenID provider and of what its tokens are for, under a city's public origin. */
export function issuerOf(publicOrigin: string): string {
  return `${publicOrigin}/oidc`
}

export function exchangeAudienceOf(publicOrigin: string): string {
  return `${publicOrigin}/exchange`
}

export const exchangeScope = 'exchange'
