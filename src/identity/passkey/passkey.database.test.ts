import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Authenticator, type Spoilt } from '../../../test/support/authenticator.ts'
import { siteOf } from '../../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { newId, Personal } from '../../kernel/index.ts'
import type { Occasion } from './challenge.ts'
import { askForPasskey, checkPasskey } from './check.ts'
import type { PasskeyOwner } from './passkey.ts'
import { askForNewPasskey, readNewPasskey } from './register.ts'
import { insertPasskey } from './store.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

const now = new Date('2026-11-27T01:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const name = new Personal('窓口 花子')
const anOwner = (kind: PasskeyOwner['kind'] = 'staff'): PasskeyOwner => ({ kind, id: newId() })
const atTheDoor: Occasion = { purpose: 'sign-in', owner: { kind: 'staff', id: null } }
const anAuthenticator = () => new Authenticator(siteOf(tenant).origin)

const askNew = (owner: PasskeyOwner) =>
  askForNewPasskey(tenant.database, siteOf(tenant), { owner, name }, now)
const readNew = (owner: PasskeyOwner, answer: string, at = now) =>
  readNewPasskey(tenant.database, siteOf(tenant), owner, answer, at)
const ask = (occasion = atTheDoor) => askForPasskey(tenant.database, siteOf(tenant), occasion, now)
const check = (answer: string, occasion = atTheDoor, at = now) =>
  checkPasskey(tenant.database, { site: siteOf(tenant), occasion, answer, now: at }, (_client, owner) =>
    Promise.resolve(owner),
  )

async function registered(owner: PasskeyOwner): Promise<Authenticator> {
  const authenticator = anAuthenticator()
  const passkey = await readNew(owner, authenticator.make(await askNew(owner)))
  if (!passkey) throw new Error('the passkey was not taken')
  await insertPasskey(tenant.database, passkey, now)
  return authenticator
}

/** What must be refused, whatever else is right. */
const faults: [string, Spoilt][] = [
  ['from another origin', { origin: 'https://evil.example' }],
  ['from the same host on another port', { origin: 'http://localhost:8080' }],
  ['for another host', { rpId: 'evil.example' }],
  ['for the domain above', { rpId: 'test' }],
  ['without the user verified', { userVerified: false }],
]

describe('A passkey that is made', () => {
  it('is taken once, for the owner it was asked for', async () => {
    const owner = anOwner()
    const answer = anAuthenticator().make(await askNew(owner))
    expect(await readNew(owner, answer)).toMatchObject({ owner, counter: 0, transports: ['internal'] })
    expect(await readNew(owner, answer), 'replayed').toBeUndefined()
  })

  it('is none for another owner, or of another kind', async () => {
    const owner = anOwner()
    const answers = [anAuthenticator().make(await askNew(owner)), anAuthenticator().make(await askNew(owner))]
    expect(await readNew(anOwner(), answers[0] ?? '')).toBeUndefined()
    expect(await readNew({ ...owner, kind: 'resident' }, answers[1] ?? '')).toBeUndefined()
  })

  it('comes within five minutes', async () => {
    const owner = anOwner()
    const answers = [anAuthenticator().make(await askNew(owner)), anAuthenticator().make(await askNew(owner))]
    expect(await readNew(owner, answers[0] ?? '', later(300_000))).toBeUndefined()
    expect(await readNew(owner, answers[1] ?? '', later(299_999))).toBeDefined()
  })

  it.each([...faults, ['as if it were shown', { type: 'webauthn.get' }]] as [string, Spoilt][])(
    '%s is refused',
    async (_what, spoilt) => {
      const owner = anOwner()
      expect(await readNew(owner, anAuthenticator().make(await askNew(owner), spoilt))).toBeUndefined()
    },
  )

  it('answers a challenge for making, not for showing', async () => {
    const owner = anOwner()
    const asked = await ask({ purpose: 'prove-again', owner })
    const answer = anAuthenticator().make({ ...asked, user: { id: '' } })
    expect(await readNew(owner, answer)).toBeUndefined()
  })

  it.each(['', '{}', 'null', '[]', '{"id":', '"x"', '{"response":{"clientDataJSON":"e30"}}'])(
    'is not “%s”',
    async (text) => expect(await readNew(anOwner(), text)).toBeUndefined(),
  )
})

describe('A passkey that is shown', () => {
  it('tells whose it is', async () => {
    const owner = anOwner()
    const authenticator = await registered(owner)
    expect(await check(authenticator.show(await ask()))).toEqual(owner)
    expect(await check(authenticator.show(await ask()))).toEqual(owner)
  })

  it('tells it once: the same answer again is refused', async () => {
    const answer = (await registered(anOwner())).show(await ask(), { counter: 0 })
    expect(await check(answer)).toBeDefined()
    expect(await check(answer)).toBeUndefined()
  })

  it('of two answers to one challenge at the same moment, one is taken', async () => {
    const [one, other] = [await registered(anOwner()), await registered(anOwner())]
    const asked = await ask()
    const found = await Promise.all([check(one.show(asked)), check(other.show(asked))])
    expect(found.filter(Boolean)).toHaveLength(1)
  })

  it('answers a challenge of ours', async () => {
    const authenticator = await registered(anOwner())
    const challenge = Buffer.alloc(32, 1).toString('base64url')
    expect(await check(authenticator.show({ challenge }))).toBeUndefined()
  })

  it('answers within five minutes', async () => {
    const authenticator = await registered(anOwner())
    expect(await check(authenticator.show(await ask()), atTheDoor, later(300_000))).toBeUndefined()
  })

  it('answers for what it was asked for', async () => {
    const owner = anOwner()
    const authenticator = await registered(owner)
    const again: Occasion = { purpose: 'prove-again', owner }
    expect(await check(authenticator.show(await ask(again)), atTheDoor)).toBeUndefined()
    expect(await check(authenticator.show(await ask()), again)).toBeUndefined()
    expect(await check(authenticator.show(await ask(again)), again)).toEqual(owner)
  })

  it('of another member proves nothing for this one', async () => {
    const [mine, other] = [anOwner(), anOwner()]
    await registered(mine)
    const again: Occasion = { purpose: 'prove-again', owner: mine }
    expect(await check((await registered(other)).show(await ask(again)), again)).toBeUndefined()
  })

  it('of a resident opens no door of staff', async () => {
    const authenticator = await registered(anOwner('resident'))
    expect(await check(authenticator.show(await ask()))).toBeUndefined()
  })

  it('says the same owner as we know', async () => {
    const authenticator = await registered(anOwner())
    const userHandle = Buffer.alloc(16, 1).toString('base64url')
    expect(await check(authenticator.show(await ask(), { userHandle }))).toBeUndefined()
  })

  it.each([...faults, ['as if it were made', { type: 'webauthn.create' }]] as [string, Spoilt][])(
    '%s is refused',
    async (_what, spoilt) => {
      const authenticator = await registered(anOwner())
      expect(await check(authenticator.show(await ask(), spoilt))).toBeUndefined()
    },
  )

  it('never counts back: then there are two with the same key', async () => {
    const owner = anOwner()
    const authenticator = await registered(owner)
    expect(await check(authenticator.show(await ask(), { counter: 7 }))).toEqual(owner)
    for (const counter of [6, 7, 0])
      expect(await check(authenticator.show(await ask(), { counter })), String(counter)).toBeUndefined()
    expect(await check(authenticator.show(await ask(), { counter: 8 }))).toEqual(owner)
  })

  it('with a counter that another has reached at the same moment is refused', async () => {
    const authenticator = await registered(anOwner())
    const asked = [await ask(), await ask()] as const
    const found = await Promise.all(asked.map((one) => check(authenticator.show(one, { counter: 5 }))))
    expect(found.filter(Boolean)).toHaveLength(1)
  })

  it('that nobody registered is refused', async () => {
    expect(await check(anAuthenticator().show(await ask()))).toBeUndefined()
  })

  it('with a signature of another key is refused', async () => {
    const [mine, other] = [await registered(anOwner()), await registered(anOwner())]
    const asked = await ask()
    const [shown, forged] = [mine.show(asked), other.show(asked)].map(
      (text) => JSON.parse(text) as { response: { signature: string } },
    )
    const { signature } = forged?.response ?? {}
    const answer = JSON.stringify({ ...shown, response: { ...shown?.response, signature } })
    expect(await check(answer)).toBeUndefined()
  })
})
