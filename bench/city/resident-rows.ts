import { keyKinds, OwnerKeys, generation } from '../../src/platform/keys/owner-keys.ts'
import { ownerContext } from '../../src/platform/keys/key-store.ts'
import type { CityKeyRing } from '../../src/platform/keys/index.ts'
import { identityContext } from '../../src/residents/find-resident.ts'
import type { PlannedResident } from './plan.ts'
import { Rows } from './rows.ts'

const joinedAt = new Date('2026-05-01T00:00:00Z')
const identity = { name: '見本 花子', kana: 'ミホン ハナコ', birthDate: '1950-04-01' }

/** Residents with keys of their own, wrapped by the city's, and their identity sealed. */
export function residentRows(ring: CityKeyRing, now: Date) {
  const residents = new Rows('residents.residents', {
    resident_id: 'uuid',
    identity: 'bytea',
    joined_at: 'timestamptz',
  })
  const wrappedKeys = new Rows('keystore.owner_keys', {
    owner_id: 'uuid',
    kind: 'text',
    generation: 'int',
    city_key_id: 'text',
    wrapped: 'bytea',
    created_at: 'timestamptz',
  })
  return {
    data: [residents],
    keystore: [wrappedKeys],
    add({ residentId, random }: PlannedResident): OwnerKeys {
      const plain = new Map(keyKinds.map((kind) => [kind, random.bytes(32)]))
      for (const [kind, key] of plain) {
        const { cityKeyId, wrapped } = ring.wrap(key, ownerContext(residentId, kind))
        wrappedKeys.add({
          owner_id: residentId,
          kind,
          generation,
          city_key_id: cityKeyId,
          wrapped,
          created_at: now,
        })
      }
      const keys = new OwnerKeys(plain)
      const sealed = keys.seal('identity', Buffer.from(JSON.stringify(identity)), identityContext(residentId))
      residents.add({ resident_id: residentId, identity: sealed, joined_at: joinedAt })
      return keys
    },
  }
}
