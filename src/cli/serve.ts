import { Command } from 'commander'
import { serve } from '../main.ts'
import { requirePort } from '../supervisor/index.ts'
import { withDatabases } from './configured.ts'

/** `azukari serve`: the service alone, on databases that are there. `azukari start` runs it for you. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('サービスだけを動かす · run the service alone, on databases that are there')
    .action(() =>
      withDatabases(async (config, databases) => {
        await requirePort(config.port)
        return serve(config, databases)
      }),
    )
}
