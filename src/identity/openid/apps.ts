import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import { systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import {
  appLinkIdSchema,
  hashOfLink,
  selectAppLink,
  type AppLink,
  type AppLinkId,
} from '../app/link-store.ts'
import { endCopiedApp } from '../app/own-apps.ts'
import { scopesLeft } from '../app/rules.ts'
import { selectApp } from '../app/store.ts'
import { meAudienceOf } from './addresses.ts'
import { consumeDocument, insertDocument, selectDocument } from './document-store.ts'

/** What the provider may know of an app: where it is answered, and its keys where it can keep one. One that may nothing gets no token. */
export async function findAppMetadata(
  { database }: Tenant,
  appId: string,
): Promise<AdapterPayload | undefined> {
  const app = await selectApp(database, appId)
  if (!app || app.scopes.length === 0) return undefined
  const onDevice = app.redirectUris.some((address) => !address.startsWith('https:'))
  return {
    client_id: appId,
    application_type: onDevice ? 'native' : 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [...app.redirectUris],
    scope: app.scopes.join(' '),
    ...(app.jwks
      ? { token_endpoint_auth_method: 'private_key_jwt' as const, jwks: app.jwks }
      : { token_endpoint_auth_method: 'none' as const }),
  }
}

/** What the provider calls a grant is what the resident has let in: ended there, it is none here. */
export function grantsOf(tenant: Tenant, publicOrigin: string): Pick<Adapter, 'find' | 'destroy'> {
  return {
    find: async (grantId) => {
      const link = await findLink(tenant, grantId)
      return link && grantDocument(link, meAudienceOf(publicOrigin))
    },
    destroy: (grantId) => endCopied(tenant, grantId),
  }
}

/** The link of this id, while it is good, for what the city allows of it still; where that is nothing there is none. */
export async function findLink({ database }: Tenant, id: unknown): Promise<NamedLink | undefined> {
  const linkId = appLinkIdSchema.safeParse(id)
  if (!linkId.success) return undefined
  const link = await selectAppLink(database, hashOfLink(linkId.data), systemClock.now())
  const app = link && (await selectApp(database, link.appId))
  const scopes = link && app ? scopesLeft(link.scopes, app.scopes) : []
  return link && scopes.length > 0 ? { ...link, scopes, linkId: linkId.data } : undefined
}

interface NamedLink extends AppLink {
  linkId: AppLinkId
}

function grantDocument(
  { linkId, appId, scopes, letInAt, endsAt }: NamedLink,
  audience: string,
): AdapterPayload {
  return {
    kind: 'Grant',
    jti: linkId,
    iat: Math.floor(letInAt.getTime() / 1000),
    exp: Math.floor(endsAt.getTime() / 1000),
    accountId: linkId,
    clientId: appId,
    resources: { [audience]: scopes.join(' ') },
  }
}

/**
 * Codes and refresh tokens are good once. They are kept without themselves (`jti`), so that a copy of the table is of no use; and
 * the provider asks first and marks then, so that the second of two at once is told here, and ends what came of the first.
 */
export function codesAndTokensOf(
  tenant: Tenant,
  model: string,
): Pick<Adapter, 'consume' | 'revokeByGrantId'> & Partial<Pick<Adapter, 'find' | 'upsert'>> {
  const { database } = tenant
  const shared = { revokeByGrantId: (grantId: string) => endCopied(tenant, grantId) }
  if (model !== 'AuthorizationCode' && model !== 'RefreshToken')
    return { ...shared, consume: () => Promise.reject(new Error('this flow is not offered')) }
  return {
    ...shared,
    find: async (id) => {
      const document = await selectDocument(database, model, id, systemClock.now())
      return document && { ...document, jti: id }
    },
    upsert: async (id, payload, expiresInSeconds) => {
      if (expiresInSeconds === undefined) throw new Error(`a ${model} must expire`)
      const document = { ...payload }
      delete document.jti
      const now = systemClock.now()
      const expiresAt = new Date(now.getTime() + expiresInSeconds * 1000)
      if (!(await insertDocument(database, model, id, document, { now, expiresAt })))
        throw new Error(`a ${model} of this id is there`)
    },
    consume: async (id) => {
      const now = systemClock.now()
      if (await consumeDocument(database, model, id, now)) return
      await endCopied(tenant, (await selectDocument(database, model, id, now))?.['grantId'])
      throw new errors.InvalidGrant('used before')
    },
  }
}

async function endCopied(tenant: Tenant, grantId: unknown): Promise<void> {
  const linkId = appLinkIdSchema.safeParse(grantId)
  if (linkId.success) await endCopiedApp(tenant, linkId.data)
}
