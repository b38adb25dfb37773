import { Command } from 'commander'
import { requirePort } from '../supervisor/index.ts'
import { withDatabases } from './configured.ts'

/** `azukari serve`: the service alone, on databases that are there. `azukari start` runs it for you. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('サービスだけを動かす · run the service alone, on databases that are there')
    .action(() =>
      withDatabases(async (config, databases) => {
        await requirePort(config.port)
        // Only now: the pages are half of the program, and every other command would read them, too.
        const { serve } = await import('../main.ts')
        return serve(config, databases)
      }),
    )
}
