import { vi } from 'vitest'
import { azukari } from '../../src/cli/program.ts'

class Exit extends Error {
  readonly status: number

  constructor(status: unknown) {
    super()
    this.status = Number(status)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const settingName = /^(AZUKARI_\w+|PORT|DATABASE_URL)$/

/** `azukari …` as a person types it, with these settings and no others; in this process, for a start takes seconds. */
export async function typing(typed: string, settings: NodeJS.ProcessEnv) {
  const said = { stdout: '', stderr: '' }
  const before = signals.map((name) => process.listeners(name))
  for (const name of Object.keys(process.env)) if (settingName.test(name)) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  for (const stream of ['stdout', 'stderr'] as const)
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += String(chunk)
      return true
    })
  vi.spyOn(console, 'log').mockImplementation((line) => (said.stdout += `${line}\n`))
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(code)
  })
  try {
    await azukari().parseAsync(typed.split(' ').filter(Boolean), { from: 'user' })
    return { ...said, status: process.exitCode }
  } catch (exit) {
    if (!(exit instanceof Exit)) throw exit
    return { ...said, status: exit.status }
  } finally {
    process.exitCode = undefined
    // A command that ended listens no more: it would answer the signal that ends the tests.
    for (const [index, name] of signals.entries())
      for (const listener of process.listeners(name))
        if (!before[index]?.includes(listener)) process.off(name, listener)
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  }
}
