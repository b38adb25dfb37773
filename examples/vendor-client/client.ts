/**
 * A company's program that reads what residents consented to. It uses only the public interface of the city, fetch,
 * and jose for signing. Copy it, and put what follows `for (const line of lines)` to your own use.
 */
import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { SignJWT, type JWK } from 'jose'

const attempts = 3

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; README.md lists what is needed`)
  return value
}

const city = setting('AZUKARI_URL').replace(/\/$/, '')
const clientId = setting('CLIENT_ID')
const keyFile = setting('KEY_FILE')
const use = setting('USE')
const reasonCode = setting('REASON')
const stateFile = setting('STATE_FILE')
/** `exchange`, or `sandbox` to try with people who do not exist. */
const scope = process.env['SCOPE'] ?? 'exchange'
/** The pseudonym of one resident; without it everybody who consented is asked for. */
const subject = process.env['SUBJECT']

/** Where the last complete answer ended, and the key of a request whose answer was not complete. */
interface State {
  cursor: string
  unfinishedKey: string
}

async function readState(): Promise<State> {
  const text = await readFile(stateFile, 'utf8').catch(() => '')
  const [cursor = '', unfinishedKey = ''] = text.split('\n')
  return { cursor, unfinishedKey }
}

/** Written beside and renamed: a crash leaves the old state or the new one. */
async function writeState({ cursor, unfinishedKey }: State): Promise<void> {
  await writeFile(`${stateFile}.new`, `${cursor}\n${unfinishedKey}\n`, { mode: 0o600 })
  await rename(`${stateFile}.new`, stateFile)
}

interface SigningKey {
  key: KeyObject
  alg: string
  kid: string | undefined
}

/** PEM, or a private JWK. How a key signs goes by its kind. */
async function readKey(): Promise<SigningKey> {
  const text = await readFile(keyFile, 'utf8')
  const jwk = text.trimStart().startsWith('{') ? (JSON.parse(text) as JWK) : undefined
  const key = jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPrivateKey(text)
  const alg = algorithmOf(key)
  if (alg === undefined) throw new Error('KEY_FILE must be a private key of P-256 or Ed25519')
  return { key, alg, kid: jwk?.kid ?? process.env['KEY_ID'] }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType === 'ed25519') return 'EdDSA'
  if (asymmetricKeyType === 'rsa') return 'RS256'
  return asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : undefined
}

async function getToken(): Promise<string> {
  const discovery = await fetch(`${city}/oidc/.well-known/openid-configuration`)
  if (!discovery.ok) throw new Error(`no OpenID provider at ${city}: ${String(discovery.status)}`)
  const { issuer, token_endpoint } = (await discovery.json()) as { issuer: string; token_endpoint: string }
  const { key, alg, kid } = await readKey()
  const assertion = await new SignJWT()
    .setProtectedHeader(kid === undefined ? { alg } : { alg, kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
  const answer = await fetch(token_endpoint, { method: 'POST', body })
  if (!answer.ok) throw new Error(`no token: ${await answer.text()}`)
  return ((await answer.json()) as { access_token: string }).access_token
}

/** One line of the answer. Other fields depend on `type`; README.md lists them. */
type Line = Record<string, unknown> & { type: string }

interface End {
  cursor: string
  more: boolean
}

/** Asks once. The lines, and the end line when the answer is complete. A refusal ends the program. */
async function ask(token: string, { cursor, unfinishedKey }: State): Promise<{ lines: Line[]; end?: End }> {
  const path = subject
    ? `/${scope}/v1/residents/${encodeURIComponent(subject)}/records`
    : `/${scope}/v1/records`
  const query = new URLSearchParams({ use, reasonCode, ...(cursor ? { cursor } : {}) })
  const answer = await fetch(`${city}${path}?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': unfinishedKey },
  })
  if (!answer.ok) throw new Refused(await answer.text())
  const lines = (await answer.text())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
  const last = lines.at(-1)
  if (last?.type !== 'end') return { lines }
  return { lines: lines.slice(0, -1), end: { cursor: String(last['cursor']), more: last['more'] === true } }
}

class Refused extends Error {}

/** An answer that broke off is asked for again with the same key: it is the same delivery, and counts once. */
async function askUntilComplete(token: string, state: State): Promise<{ lines: Line[]; end: End }> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const { lines, end } = await ask(token, state)
      if (end) return { lines, end }
    } catch (error) {
      if (error instanceof Refused) throw error
    }
    console.error(`attempt ${String(attempt)}: the answer is incomplete`)
  }
  throw new Error(`incomplete after ${String(attempts)} attempts; run again to continue`)
}

async function readEverythingNew(): Promise<void> {
  const token = await getToken()
  let state = await readState()
  let more = true
  while (more) {
    state = { ...state, unfinishedKey: state.unfinishedKey || randomUUID() }
    await writeState(state)
    const { lines, end } = await askUntilComplete(token, state)
    for (const line of lines) console.log(JSON.stringify(line))
    // Only now: whoever stops between the two gets the same lines once more, never fewer.
    state = { cursor: end.cursor, unfinishedKey: '' }
    await writeState(state)
    more = end.more
  }
}

await readEverythingNew().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
