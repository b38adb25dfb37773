import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promiseMetrics, watchPromises } from './audit/index.ts'
import { addExchangeRoutes } from './exchange/index.ts'
import { addOpenIdRoutes, addOutsideKeys, checkScope, knownScopes } from './identity/index.ts'
import { housekeeping } from './housekeeping/index.ts'
import { checkpointsOf, openTenants, type DatabaseAddresses, type OpenTenant } from './installation/index.ts'
import { addIntakeRoutes } from './intake/index.ts'
import { addMeRoutes } from './me/index.ts'
import type { Config } from './platform/config/index.ts'
import { createApp, type App } from './platform/http/index.ts'
import { jobMetrics, startJobs, type Jobs } from './platform/jobs/index.ts'
import { createLog, type Log } from './platform/log.ts'
import { Metrics } from './platform/metrics.ts'
import { StartProblem } from './platform/start-problem.ts'
import type { Tenant } from './platform/tenant.ts'
import { addPortalRoutes, drawErrorPage, pathOfShare } from './portals/index.ts'
import { addProgramRoutes } from './programs/index.ts'
import { addLogRoutes, keeperMetrics, startSequencer, WitnessKey, type Sequencer } from './proof/index.ts'
import { admission } from './recovery/index.ts'
import { addSandboxRoutes } from './sandbox/index.ts'
import { refuseUnpromoted } from './standby/index.ts'
import { version } from './version.ts'

/** The service: everything is wired here, once. Runs until SIGTERM or SIGINT. @returns the exit code */
export async function serve(config: Config, addresses: DatabaseAddresses): Promise<number> {
  await refuseUnpromoted(config.journal)
  const log = createLog(config.logLevel)
  const admissionOf = (tenant: Tenant, log: Log) =>
    admission(tenant, log, { checkpoints: checkpointsOf(config, tenant.id) })
  const tenants = await openTenants(config, addresses, 'personal', log, admissionOf, version)
  const metrics = new Metrics()
  const app = await buildApp(config, tenants, log, metrics)
  await app.listen({ port: config.port, host: config.mode === 'demo' ? '127.0.0.1' : '0.0.0.0' })
  log.info('serving', { port: config.port, pid: process.pid })
  const workers = [
    ...keepHouse(tenants, log, metrics),
    ...appendToLogs(config, tenants, log, metrics),
    ...watch(tenants, log, metrics),
  ]
  const forgotten = Promise.race(tenants.map((tenant) => tenant.forgotten)).then(() => 1)
  const promoted = Promise.race(tenants.map((tenant) => tenant.promoted)).then(() => 1)
  const code = await Promise.race([told().then(() => 0), forgotten, promoted])
  if (code !== 0)
    log.error(
      'this process ends: its database no longer knows it, or never will, or the second machine has taken over',
    )
  // What is being delivered is finished first; new requests are turned away.
  await Promise.all([app.close(), ...workers.map((one) => one.stop())])
  for (const tenant of tenants) await tenant.close()
  return code
}

function keepHouse(tenants: readonly OpenTenant[], log: Log, metrics: Metrics): Jobs[] {
  const counted = jobMetrics(metrics)
  return tenants.map((tenant) =>
    startJobs({ ...housekeeping(tenant), tenant, connection: tenant.jobsConnection, log, metrics: counted }),
  )
}

function appendToLogs(
  config: Config,
  tenants: readonly OpenTenant[],
  log: Log,
  counted: Metrics,
): Sequencer[] {
  const metrics = keeperMetrics(counted)
  return tenants.map((tenant) => {
    const outside = { file: checkpointsOf(config, tenant.id), metrics }
    return startSequencer({ tenant, connection: tenant.sequencerConnection, log, outside })
  })
}

function watch(tenants: readonly OpenTenant[], log: Log, metrics: Metrics) {
  const counted = promiseMetrics(metrics)
  return tenants.map((tenant) => watchPromises(tenant, counted, log))
}

async function buildApp(
  config: Config,
  tenants: readonly OpenTenant[],
  log: Log,
  metrics: Metrics,
): Promise<App> {
  const spoolDirectory = join(config.dataDirectory, 'spool')
  await mkdir(spoolDirectory, { recursive: true, mode: 0o700 })
  const app = await createApp({
    tenants,
    mode: config.mode,
    demoSignIn: config.mode === 'demo' && config.demo.signIn,
    publicUrl: config.publicUrl,
    version,
    log,
    metrics,
    uploadLimitBytes: config.uploadLimitBytes,
    trustedProxies: config.trustedProxies,
    metricsToken: config.metricsToken,
    scopes: { known: knownScopes, check: checkScope },
    errorPage: drawErrorPage,
  })
  await addOpenIdRoutes(app, log)
  addOutsideKeys(app)
  addExchangeRoutes(app)
  addProgramRoutes(app, { spoolDirectory })
  addIntakeRoutes(app, { spoolDirectory, uploadLimitBytes: config.uploadLimitBytes, log })
  const { uploadLimitBytes } = config
  addMeRoutes(app, { spoolDirectory, uploadLimitBytes, pathOfShare, log })
  addSandboxRoutes(app)
  addLogRoutes(app, config.witnesses.map(witnessOf))
  addPortalRoutes(app, {
    spoolDirectory,
    uploadLimitBytes: config.uploadLimitBytes,
    keyBackupDays: config.keyBackupDays,
    demo: demoOf(config, tenants),
    log,
  })
  return app
}

/** @throws StartProblem for a key whose id is not its own: a letter of it was mistyped */
function witnessOf(written: string): WitnessKey {
  const witness = WitnessKey.parse(written)
  if (witness) return witness
  throw new StartProblem({
    ja: `AZUKARI_WITNESSES: ${written} は、写しまちがえた鍵です。立会人から、もう一度受け取ってください。`,
    en: `AZUKARI_WITNESSES: ${written} was copied wrongly. Take the key anew from the witness.`,
  })
}

/** The demo has one city; its clock is the one people can set. */
function demoOf(config: Config, [tenant]: readonly OpenTenant[]) {
  return config.mode === 'demo' && tenant?.demoClock ? { clock: tenant.demoClock } : null
}

function told(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
