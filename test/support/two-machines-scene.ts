/** A city on two machines with a company that reads, and people who agreed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { giveConsent } from '../../src/consent/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { aResident, aUse, by, deposit, stepsFile } from './city.ts'
import { registerTestCompany } from './http-company.ts'
import { browserOf, type SignedInBrowser } from './served-resident.ts'
import { aToken, readRecords, type Line } from './service-company.ts'
import type { ServiceProcess } from './service.ts'
import { twoMachines, type Process, type TwoMachines } from './two-machines.ts'
import { proven } from './proven.ts'

const residentsInCity = 40

export interface Scene {
  two: TwoMachines
  receiver: Process
  services: ServiceProcess[]
  use: Use
  residents: { residentId: ResidentId; receiptNumber: string; browser: SignedInBrowser }[]
  /** By turns, more than its readers can use up. */
  token: () => string
}

export async function aScene(): Promise<Scene> {
  const two = await twoMachines()
  const receiver = await two.startReceiver()
  const { city } = two
  const services = await Promise.all([city.start(), city.start()])
  const company = await registerTestCompany(city.tenant)
  const use = await aUse(city.tenant, company.vendor, { items: ['activity.steps'] })
  const residents = []
  for (let count = 0; count < residentsInCity; count += 1) {
    const residentId = await aResident(city.tenant)
    await deposit(city.tenant, residentId, stepsFile({ '2026-11-01': 1_000 + count }))
    const answer = { useId: use.useId, versionShown: use.version, items: use.terms.items }
    const given = await giveConsent(city.tenant, proven(by(residentId)), answer)
    if (!given.ok) throw new Error(given.because)
    const browser = await browserOf(city.tenant, residentId, `10.0.0.${count}`)
    await browser.open(services[count % 2]!, '/companies')
    residents.push({ residentId, receiptNumber: given.receiptNumber, browser })
  }
  await city.settle()
  const tokens: string[] = []
  for (let count = 0; count < 12; count += 1) tokens.push(await aToken(city, services[0]!, company))
  let turn = 0
  const token = () => tokens[(turn += 1) % tokens.length]!
  return { two, receiver, services, use, residents, token }
}

/** Whether a read of everything gets through to its end. */
export async function delivers({ token, use }: Pick<Scene, 'token' | 'use'>, service: ServiceProcess) {
  return (await readRecords(service, { token: token(), use })).complete
}

export const untilDelivering = (scene: Scene) =>
  vi.waitFor(
    async () => {
      for (const service of scene.services) expect(await delivers(scene, service)).toBe(true)
    },
    { timeout: 30_000, interval: 200 },
  )

/** Reads without a pause at every service, until told to end; every line that came. */
export function readOn({ services, token, use }: Scene) {
  const lines: Line[] = []
  let over = false
  const reading = services.map(async (service) => {
    while (!over) {
      await readRecords(service, { token: token(), use, onLine: (line) => void lines.push(line) })
      await sleep(40)
    }
  })
  return {
    lines,
    end: async () => {
      over = true
      await Promise.all(reading)
    },
  }
}
