import { Personal } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'

/** A note of a resident's and what somebody said of themselves, under the key of the records, as long as the law keeps these. */
type Of = `share/${string}` | `opening/${string}`

export function sealText(keys: OwnerKeys, text: Personal<string>, of: Of): Buffer {
  return keys.seal('records', Buffer.from(JSON.stringify(text.reveal())), `shares/${of}`)
}

export function openText(keys: OwnerKeys, sealed: Buffer, of: Of): Personal<string> {
  return new Personal(JSON.parse(keys.open('records', sealed, `shares/${of}`).toString('utf8')) as string)
}
