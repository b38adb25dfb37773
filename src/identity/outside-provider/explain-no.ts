import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { ProviderOutOfBounds, ProviderUnreachable } from './bounded-fetch.ts'
import { becauseOfError } from './rules.ts'

export type ProviderNo = ReturnType<typeof becauseOfError>

/**
 * What went wrong at the provider, for the person; for the operator a line with the code of the error, which does not
 * say what it quotes: tokens. @throws what is a fault of ours
 */
export function explainNo(error: unknown, tenant: Pick<Tenant, 'id'>, log: Log): Refusal<ProviderNo> {
  const because = becauseOf(error)
  if (!because) throw error
  if (because !== 'outside-declined')
    log.warn('the outside provider was of no use', { tenant: tenant.id, because, error })
  return refuse(because)
}

const notBelieved = [ClientError, ResponseBodyError, ProviderOutOfBounds] as const

function becauseOf(error: unknown): ProviderNo | undefined {
  if (isUnreachable(error)) return 'outside-unreachable'
  if (error instanceof AuthorizationResponseError) return becauseOfError(error.error)
  return notBelieved.some((kind) => error instanceof kind) ? 'outside-not-believed' : undefined
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ClientError && error.cause instanceof ProviderUnreachable
}
