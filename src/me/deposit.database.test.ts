import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { describe, expect, it, vi } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { aResident, stepsFile } from '../../test/support/city.ts'
import { enrolResident } from '../residents/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { previewHours } from '../vault/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const steps = await text(stepsFile({ '2026-11-02': 4321 }).stream(0))

async function send(token: string, { key = randomUUID() as string, file = steps, name = 'export.xml' } = {}) {
  const answer = await scene.app.inject({
    method: 'POST',
    url: '/me/v1/deposits',
    headers: {
      host: scene.host,
      authorization: `Bearer ${token}`,
      'idempotency-key': key,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
    },
    payload: file,
  })
  return { status: answer.statusCode, body: answer.json() }
}
const act = (token: string, importId: string, what: string, body?: object, key: string = randomUUID()) =>
  callMe(scene, token, 'POST', `/me/v1/deposits/${importId}/${what}`, { key, ...(body ? { body } : {}) })
const look = async (token: string, importId: string) =>
  (await callMe(scene, token, 'GET', `/me/v1/deposits/${importId}/preview`)).body
const untilRead = (token: string, importId: string) =>
  vi.waitFor(async () => expect((await look(token, importId)).state).toBe('preview'), { timeout: 10_000 })

describe('An app that may deposit', () => {
  it('sends a file, shows what it holds, confirms it, and takes it back', async () => {
    const { access } = await app.tokens(await aResident(city), ['me:deposit', 'me:read'])
    const { status, body } = await send(access, { name: '記録.xml' })
    expect(status).toBe(202)
    await untilRead(access, body.importId)
    expect(await look(access, body.importId)).toMatchObject({
      holds: { fileName: '記録.xml', counts: [{ item: 'activity.steps', count: 1 }], chosen: [] },
    })
    const holdings = async () => (await callMe(scene, access, 'GET', '/me/v1/items')).body.items
    expect(await holdings()).toEqual([])
    expect((await act(access, body.importId, 'confirm', {})).body).toMatchObject({ state: 'live' })
    expect(await holdings()).toMatchObject([{ item: 'activity.steps', days: 1 }])
    expect((await act(access, body.importId, 'undo')).body).toMatchObject({ state: 'undone' })
    expect(await holdings()).toEqual([])
  })

  it('keeps nothing that was dropped, and confirms nothing after that', async () => {
    const { access } = await app.tokens(await aResident(city))
    const { importId } = (await send(access)).body
    await untilRead(access, importId)
    expect((await act(access, importId, 'discard')).body.state).toBe('discarded')
    expect((await act(access, importId, 'confirm', {})).body.because).toBe('not-ready')
  })

  it('sends it once for a key, and another file under it is refused', async () => {
    const { access } = await app.tokens(await aResident(city))
    const key = randomUUID()
    const first = await send(access, { key })
    expect((await send(access, { key })).body).toEqual(first.body)
    expect((await send(access, { key, name: 'other.xml' })).body.because).toBe('key-used')
    const { deposits } = (await callMe(scene, access, 'GET', '/me/v1/deposits')).body
    expect(deposits).toHaveLength(1)
  })

  it('touches nothing of anybody else', async () => {
    const [one, other] = [await app.tokens(await aResident(city)), await app.tokens(await aResident(city))]
    const { importId } = (await send(one.access)).body
    await untilRead(one.access, importId)
    for (const what of ['confirm', 'discard', 'undo'])
      expect((await act(other.access, importId, what, what === 'confirm' ? {} : undefined)).status).toBe(404)
    expect(await look(other.access, importId)).toMatchObject({ status: 404, because: 'not-found' })
    expect((await look(one.access, importId)).state).toBe('preview')
  })

  it('confirms and drops once for a key, of one file, and as it was said', async () => {
    const { access } = await app.tokens(await aResident(city))
    const [one, other] = [(await send(access)).body.importId, (await send(access)).body.importId]
    for (const importId of [one, other]) await untilRead(access, importId)
    const key = randomUUID()
    const first = await act(access, one, 'confirm', {}, key)
    expect(await act(access, one, 'confirm', {}, key)).toMatchObject({ status: 200, body: first.body })
    for (const [importId, what, body] of [
      [other, 'confirm', {}],
      [one, 'confirm', { notWanted: ['activity.steps'] }],
      [one, 'undo', undefined],
      [other, 'discard', undefined],
    ] as const)
      expect((await act(access, importId, what, body, key)).body.because, what).toBe('key-used')
    const taken = randomUUID()
    await act(access, other, 'discard', undefined, taken)
    expect((await act(access, other, 'undo', undefined, taken)).body.because).toBe('key-used')
    expect([await look(access, one), await look(access, other)]).toMatchObject([
      { state: 'live' },
      { state: 'discarded' },
    ])
  })

  it('confirms nothing once its time to confirm has passed, and the description says so', async () => {
    const { access } = await app.tokens(await aResident(city))
    const { importId } = (await send(access)).body
    await untilRead(access, importId)
    city.clock.advance(previewHours * 3_600_000)
    expect(await act(access, importId, 'confirm', {})).toMatchObject({
      status: 410,
      body: { because: 'expired' },
    })
    expect((await callMe(scene, access, 'GET', '/me/v1/items')).body.items).toEqual([])
    const { paths } = scene.app.swagger() as {
      paths: Record<string, { post?: { responses: Record<string, unknown> } }>
    }
    expect(paths['/me/v1/deposits/{importId}/confirm']?.post?.responses).toHaveProperty('410')
  })

  it('deposits nothing for who has not agreed to the terms', async () => {
    const identity = { name: '新 太郎', kana: 'シン タロウ', birthDate: '1970-01-02' as LocalDay }
    const { access } = await app.tokens(await enrolResident(city, identity))
    expect(await send(access)).toMatchObject({ status: 409, body: { because: 'terms-not-agreed' } })
  })

  it('is told when a file is too large, or none at all', async () => {
    const { access } = await app.tokens(await aResident(city))
    expect(await send(access, { file: 'x'.repeat(1024 * 1024 + 1) })).toMatchObject({
      status: 413,
      body: { because: 'too-large' },
    })
    const bare = await callMe(scene, access, 'POST', '/me/v1/deposits', { body: {} })
    expect(bare.status).toBe(415)
  })
})
