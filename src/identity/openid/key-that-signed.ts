import { compactVerify, errors, importJWK } from 'jose'
import { materialOf, type PublicKey, type PublicKeySet } from '../public-keys.ts'

/**
 * Which of a program's keys has signed this assertion, or undefined. By the signature and not by the name in its header: a
 * token is good as long as its key, and must not name another one.
 */
export async function keyThatSigned(
  assertion: string,
  { keys }: PublicKeySet,
): Promise<PublicKey | undefined> {
  for (const key of keys) if (await hasSigned(key, assertion)) return key
  return undefined
}

async function hasSigned(key: PublicKey, assertion: string): Promise<boolean> {
  try {
    await compactVerify(assertion, await importJWK(materialOf(key), key.alg), { algorithms: [key.alg] })
    return true
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false
    throw error
  }
}
