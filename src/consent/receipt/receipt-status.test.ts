import { describe, expect, test } from 'vitest'
import { addDays, newId } from '../../kernel/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { UseId } from '../../review/index.ts'
import type { ConsentEvent, EventId } from '../store.ts'
import { eventRecord, eventRecordSchema } from './event-record.ts'
import { consentStatus } from './receipt-document.ts'

const now = new Date('2026-12-03T01:00:00Z')
const act = { receiptNumber: '0000-0000-0000', happenedAt: now, evidence: null, signedOn: null }

function recordOf(changed: Partial<ConsentEvent>) {
  const event: ConsentEvent = {
    eventId: newId<EventId>(),
    useId: newId<UseId>(),
    useVersion: 1,
    item: 'activity.steps',
    kind: 'paused',
    until: addDays(now, 365),
    pausedUntil: null,
    ...changed,
  }
  return eventRecordSchema.parse(eventRecord(newId<ResidentId>(), act, event))
}

describe('A receipt', () => {
  test.each([
    [{ pausedUntil: addDays(now, 7) }, addDays(now, 7).toISOString()],
    [{ pausedUntil: null }, undefined],
  ])('of a pause says that nothing may be done by it, and until when: %j', (changed, until) => {
    const status = consentStatus(recordOf(changed))
    expect(status['@type']).toEqual(['dpv:ConsentStatusInvalidForProcessing', 'azukari:ConsentPaused'])
    expect((status as Record<string, unknown>)['azukari:pausedUntil']).toBe(until)
    expect(status).toMatchObject({ 'dct:valid': addDays(now, 365).toISOString() })
  })

  test('of what is used again says that it was given again', () => {
    expect(consentStatus(recordOf({ kind: 'resumed' }))['@type']).toContain('dpv:RenewedConsentGiven')
  })

  test('of what is no pause says as much as before there were any', () => {
    for (const kind of ['granted', 'withdrawn', 'refused', 'frozen'] as const)
      expect(recordOf({ kind })).not.toHaveProperty('pausedUntil')
  })
})
