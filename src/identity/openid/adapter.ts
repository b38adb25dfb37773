import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import { systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { appIdSchema } from '../app/rules.ts'
import { programIdSchema } from '../program/rules.ts'
import { selectProgram } from '../program/store.ts'
import { scopesFor } from '../rules.ts'
import { selectClient, selectClientOnFile } from '../store.ts'
import { codesAndTokensOf, findAppMetadata, grantsOf } from './apps.ts'
import { deleteDocument, insertDocument, selectDocument } from './document-store.ts'

/** Where the OpenID provider keeps what it must remember. Clients are read from our own table and written nowhere. */
export function openIdAdapter(tenant: Tenant, publicOrigin: string): (model: string) => Adapter {
  return (model) => {
    if (model === 'Client') return clientsOf(tenant)
    if (model === 'Grant') return { ...nothingElse, ...grantsOf(tenant, publicOrigin) }
    return { ...documentsOf(tenant, model), ...codesAndTokensOf(tenant, model) }
  }
}

function clientsOf(tenant: Tenant): Adapter {
  return { ...nothingElse, find: (clientId) => findClientMetadata(tenant, clientId) }
}

/** What the provider may know of a client: that it proves itself with its own keys, and for what it may ask. */
async function findClientMetadata(tenant: Tenant, clientId: string): Promise<AdapterPayload | undefined> {
  if (appIdSchema.safeParse(clientId).success) return findAppMetadata(tenant, clientId)
  const known = programIdSchema.safeParse(clientId).success
    ? await findProgram(tenant, clientId)
    : await findCompanysProgram(tenant, clientId)
  if (!known) return undefined
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    ...known,
  }
}

/** A program of the city that may nothing gets no token. */
async function findProgram({ database }: Tenant, programId: string) {
  const program = await selectProgram(database, programId)
  if (!program || program.scopes.length === 0) return undefined
  return { jwks: program.jwks, scope: program.scopes.join(' ') }
}

async function findCompanysProgram({ database, clock }: Tenant, clientId: string) {
  const onFile = await selectClientOnFile(database, clientId)
  const client = await selectClient(database, clientId)
  const scopes = scopesFor(onFile, clock.now())
  if (!client || scopes.length === 0) return undefined
  return { jwks: client.jwks, scope: scopes.join(' ') }
}

function documentsOf({ database }: Tenant, model: string): Adapter {
  return {
    ...nothingElse,
    find: (id) => selectDocument(database, model, id, systemClock.now()),
    destroy: (id) => deleteDocument(database, model, id),
    upsert: async (id, payload, expiresInSeconds) => {
      if (expiresInSeconds === undefined) throw new Error(`a ${model} must expire`)
      const now = systemClock.now()
      const expiresAt = new Date(now.getTime() + expiresInSeconds * 1000)
      // The provider asks first and writes then; two requests at once would both find nothing.
      if (!(await insertDocument(database, model, id, payload, { now, expiresAt })))
        throw new errors.InvalidClientAuth('used before')
    },
  }
}

/** Flows we do not offer would need these. */
function notOffered(): Promise<never> {
  return Promise.reject(new Error('this flow is not offered'))
}

const nothingElse = {
  upsert: notOffered,
  find: notOffered,
  destroy: notOffered,
  findByUserCode: notOffered,
  findByUid: notOffered,
  consume: notOffered,
  revokeByGrantId: notOffered,
}
