import { partsOf, type Device } from '../platform/http/index.ts'
import { deviceWords } from './device-words.ts'
import type { View } from './ui/index.ts'

type Reader = Pick<View, 'locale' | 'ruby'>

/** 「iPhone（Safari）」 */
export function deviceName(view: Reader, device: Device | null) {
  const say = deviceWords.in(view)
  if (device === null) return say('unknown')
  const { system, browser } = partsOf(device)
  return (
    <>
      {say(system)}
      {browser !== 'other' && say(browser)}
    </>
  )
}

/** The same, where only text can go. */
export function deviceText(view: Reader, device: Device): string {
  const say = deviceWords.in(view)
  const { system, browser } = partsOf(device)
  return say.text(system) + (browser === 'other' ? '' : say.text(browser))
}
