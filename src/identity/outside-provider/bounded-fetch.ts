import type { CustomFetch } from 'openid-client'
import type { OutsideProvider } from '../../platform/tenant.ts'

/** Seconds for each of the three requests it takes to come back; a person waits for them. */
export const patienceSeconds = 5
/** Metadata of large providers are 5 KiB, their key sets 10. */
const mostAnswerBytes = 256 * 1024

/** It does not answer, too late, or says itself that it cannot. */
export class ProviderUnreachable extends Error {}

/** It is not what the city configured, or answers without bounds. */
export class ProviderOutOfBounds extends Error {}

export function originsOf({ issuer, origins }: OutsideProvider): readonly string[] {
  return [new URL(issuer).origin, ...origins.map((origin) => new URL(origin).origin)]
}

/**
 * Asks the configured provider and nobody else, whatever its metadata say (SSRF, ASVS 5.0 §1.3.6): no other origin, no
 * redirects, and no more of an answer than anybody needs.
 */
export function boundedFetch(provider: OutsideProvider): CustomFetch {
  const origins = originsOf(provider)
  return async (url, { body, method, headers, redirect, signal }) => {
    if (!origins.includes(new URL(url).origin)) throw new ProviderOutOfBounds()
    // A form, or nothing: OAuth sends no other bodies.
    const form = body instanceof URLSearchParams ? body : null
    const given = { method, headers, redirect, body: form, ...(signal && { signal }) }
    const answer = await fetch(url, given).catch(unreachable)
    if (answer.status >= 500) {
      await answer.body?.cancel()
      throw new ProviderUnreachable()
    }
    return new Response(await readBounded(answer), { status: answer.status, headers: answer.headers })
  }
}

async function readBounded(answer: Response): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = answer.body?.getReader()
  for (
    let part = await reader?.read().catch(unreachable);
    part?.value;
    part = await reader?.read().catch(unreachable)
  ) {
    bytes += part.value.byteLength
    if (bytes > mostAnswerBytes) {
      await reader?.cancel()
      throw new ProviderOutOfBounds()
    }
    chunks.push(part.value)
  }
  return new Blob(chunks).arrayBuffer()
}

function unreachable(): never {
  throw new ProviderUnreachable()
}
