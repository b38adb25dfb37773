/** Names of the OpenID provider and of what its tokens are for, under a city's public origin. */
export function issuerOf(publicOrigin: string): string {
  return `${publicOrigin}/oidc`
}

export function exchangeAudienceOf(publicOrigin: string): string {
  return `${publicOrigin}/exchange`
}

export const exchangeScope = 'exchange'

/** What a program of the city is for. Another audience than a company's, so that no token is good in both places. */
export function adminAudienceOf(publicOrigin: string): string {
  return `${publicOrigin}/admin`
}
