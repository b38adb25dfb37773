import { Command, InvalidArgumentError } from 'commander'
import { createLog } from '../platform/log.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { receiver } from '../standby/index.ts'
import { withConfig } from './configured.ts'

interface Listen {
  host: string
  port: number
}

function listenOf(text: string): Listen {
  const [, host = '', digits = ''] = /^(.+):(\d{1,5})$/u.exec(text) ?? []
  const port = Number(digits)
  if (host === '' || port < 1 || port > 65_535) throw new InvalidArgumentError('HOST:PORT')
  return { host: host.replace(/^\[(.*)\]$/u, '$1'), port }
}

/** `azukari standby`: the door of the second machine, until it is told to end. */
export function standbyCommand(): Command {
  return new Command('standby')
    .description(
      '2台目の機械で、1台目の停止の控えの写しを受け取る · on the second machine: take the copy of the journal',
    )
    .option(
      '--listen <host:port>',
      '待ち受ける場所（前に TLS のプロキシを置く） · where to listen, behind a proxy with TLS',
      listenOf,
      { host: '127.0.0.1', port: 7443 },
    )
    .action(({ listen }: { listen: Listen }) =>
      withConfig(async ({ journal, tenants, standbyToken: token, logLevel }) => {
        if (token === undefined) throw new StartProblem(noToken)
        const log = createLog(logLevel)
        const app = receiver({ journal, cities: tenants.map(({ id }) => id), token, log })
        await app.listen(listen)
        log.info('keeping the copy of the journal', { port: listen.port, pid: process.pid })
        await new Promise<void>((told) => {
          for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told())
        })
        await app.close()
        return 0
      }),
    )
}

const noToken = {
  ja: 'AZUKARI_STANDBY_TOKEN を、1台目と同じに設定してください。',
  en: 'Set AZUKARI_STANDBY_TOKEN, the same as on the first machine.',
}
