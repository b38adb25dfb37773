import { makeScript } from '../../browser-script.ts'
import type { Asset } from '../../ui/index.ts'

const pure = ['@noble/ed25519', '@noble/hashes', '@scure/base', 'canonicalize', 'zod']
let made: Asset | undefined

/** The checks of `azukari verify` and what shows them, as one script, so that a browser runs the same lines. Made once a process. */
export function verifyScript(): Asset {
  return (made ??= makeScript('verify', new URL('in-browser.ts', import.meta.url), pure))
}
