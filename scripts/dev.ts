/** `npm run dev`: what ./start runs, with a service that begins anew whenever a file it is made of is saved. */
import { demoOnly } from '../src/cli/demo-config.ts'
import { startSteps } from '../src/cli/start-steps.ts'
import { startCommand } from '../src/cli/start.ts'
import { inBothLanguages } from '../src/cli/usage.ts'
import { watched } from './dev/watched.ts'

const service = [process.execPath, '--import', 'tsx', 'scripts/dev/serve-anew.ts']

const description = `デモを動かし、保存のたびに（${watched.join('・')}）サービスを新しくします。データとサインインは残ります。
書き間違いは場所を知らせて、次の保存を待ちます。src/supervisor の変更は、次の npm run dev からです。
Runs the demo and begins the service anew at every save (${watched.join(', ')}). Data and sign-in stay.
A save that does not run is reported, and the next awaited. Changes to src/supervisor wait for the next npm run dev.`

await inBothLanguages(
  startCommand({
    ...startSteps,
    service,
    // With the login that may migrate, which the service's own environment does not have.
    prepare: async (databases) => {
      process.env['DEV_DATABASES'] = JSON.stringify(databases)
    },
  })
    .name('npm run dev')
    .description(description)
    .hook('preAction', (command) => {
      // The service would hold the administrator's login.
      if (process.env['AZUKARI_MODE'] === 'production') command.error(demoOnly, { exitCode: 2 })
    }),
).parseAsync()
