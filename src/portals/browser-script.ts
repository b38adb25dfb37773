import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { makeAsset, type Asset } from './ui/index.ts'

const root = new URL('../../', import.meta.url)

/**
 * Our modules as they stand, from `entry` on, as one script for a browser. Made in 0.2 s by the esbuild that runs the
 * sources anyway (ADR 0001). `pure` names those of our dependencies that run in a browser; what is not used is left out
 * (`sideEffects` in package.json says that it may be). Throws when it has come to use something that a browser has not.
 */
export function makeScript(name: string, entry: URL, pure: readonly string[]): Asset {
  return makeAsset(name, 'js', 'text/javascript; charset=utf-8', bundled(entry, pure))
}

function bundled(entry: URL, pure: readonly string[]): string {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const notPure = Object.keys(dependencies).filter((name) => !pure.includes(name))
  const { outputFiles, metafile } = buildSync({
    entryPoints: [fileURLToPath(entry)],
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
  if (missing.length > 0) throw new Error(`what runs in a browser needs ${missing.join(', ')}`)
  return outputFiles[0]?.text ?? ''
}
