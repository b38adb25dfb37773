/** The service of `npm run dev`, each time it begins: what the save brought to the databases first, then it serves. */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { serveCommand } from '../../src/cli/serve.ts'
import { startSteps } from '../../src/cli/start-steps.ts'

const databases = z
  .object({ data: z.string(), keystore: z.string() })
  .parse(JSON.parse(process.env['DEV_DATABASES'] ?? ''))

async function tellWhenServing(): Promise<void> {
  const url = `http://127.0.0.1:${process.env['PORT'] || '3000'}/healthz`
  while (!(await fetch(url).catch(() => undefined))?.ok) await sleep(100)
  console.log(
    '↻ 保存したとおりに動いています。ページを読み直してください。 Serving what is saved: reload the page.',
  )
}

await startSteps.prepare(databases)
void tellWhenServing()
await serveCommand().parseAsync([])
