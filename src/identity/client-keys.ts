import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { z } from 'zod'
import { hasCode } from '../platform/durable-file.ts'

export interface ClientKeyPair {
  /** For the program that signs. */
  privateJwk: JWK & { kid: string }
  privatePem: string
  /** For `registerClient`. */
  publicJwks: { keys: JWK[] }
}

/** A key pair such as a company makes for its program: P-256, because openssl everywhere can sign with it. */
export async function makeClientKeyPair(): Promise<ClientKeyPair> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint(jwk)
  const described = { kid, alg: 'ES256', use: 'sig' }
  return {
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...described },
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicJwks: { keys: [{ ...jwk, ...described }] },
  }
}

const clientIdPattern = /^[a-z0-9-]{3,64}$/

/** Demo only: keeps the private key of a seeded company's program, which in earnest only the company has. */
export async function saveDemoKey(directory: string, clientId: string, pair: ClientKeyPair): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await writeOwn(fileOf(directory, clientId, 'json'), JSON.stringify(pair.privateJwk))
  await writeOwn(fileOf(directory, clientId, 'pem'), pair.privatePem)
}

async function writeOwn(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600 })
  await chmod(file, 0o600)
}

const privateJwkSchema = z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string(), d: z.string() })
export type PrivateJwk = z.infer<typeof privateJwkSchema>

export async function readDemoKey(directory: string, clientId: string): Promise<PrivateJwk | undefined> {
  if (!clientIdPattern.test(clientId)) return undefined
  try {
    return privateJwkSchema.parse(JSON.parse(await readFile(fileOf(directory, clientId, 'json'), 'utf8')))
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function fileOf(directory: string, clientId: string, extension: 'json' | 'pem'): string {
  return join(directory, `${clientId}.${extension}`)
}
