import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { makeAsset, type Asset } from '../../ui/index.ts'

/** Of our dependencies, those that run in a browser. All others must not be needed there. */
const pure = ['@noble/ed25519', '@noble/hashes', '@scure/base', 'canonicalize', 'zod']
const root = new URL('../../../../', import.meta.url)
let made: Asset | undefined

/**
 * The checks of `azukari verify` and what shows them, as one script: our modules as they stand, so that a browser runs
 * the same lines. Made once a process, in 0.2 s, by the esbuild that runs the sources anyway (ADR 0001). What a check
 * does not use is left out (`sideEffects` in package.json says that it may be); throws when it has come to use something
 * that a browser has not.
 */
export function verifyScript(): Asset {
  return (made ??= makeAsset('verify', 'js', 'text/javascript; charset=utf-8', bundled()))
}

function bundled(): string {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const notPure = Object.keys(dependencies).filter((name) => !pure.includes(name))
  const { outputFiles, metafile } = buildSync({
    entryPoints: [fileURLToPath(new URL('in-browser.ts', import.meta.url))],
    absWorkingDir: fileURLToPath(root),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    external: ['node:*', ...notPure],
  })
  const missing = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  if (missing.length > 0) throw new Error(`what is checked in a browser needs ${missing.join(', ')}`)
  return outputFiles[0]?.text ?? ''
}
