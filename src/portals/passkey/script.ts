import { makeScript } from '../browser-script.ts'
import type { Asset } from '../ui/index.ts'

let made: Asset | undefined

/** What asks the authenticator for a passkey, which nothing but a script can (WebAuthn). Made once a process. */
export function passkeyScript(): Asset {
  return (made ??= makeScript('passkey', new URL('in-browser.ts', import.meta.url), [
    '@simplewebauthn/browser',
  ]))
}
