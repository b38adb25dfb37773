/** Keeps a service that is as the files are saved: at each save it ends, as by Ctrl-C, and begins anew. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'chokidar'
import { watched } from './watched.ts'

/** Editors write a file in several steps. */
const settleMs = 50

const service = ['--import', 'tsx', 'scripts/dev/prepare-and-serve.ts']

let running: ChildProcess | undefined
let isOver = false

function start(): void {
  const child = spawn(process.execPath, service, { stdio: 'inherit' })
  running = child
  child.once('exit', () => {
    if (running !== child || isOver) return
    running = undefined
    console.log('… 動きませんでした。次の保存を待っています。 It does not run. Waiting for the next save.')
  })
}

async function end(): Promise<void> {
  const child = running
  running = undefined
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

let saves = Promise.resolve()
let soon: NodeJS.Timeout | undefined

function startAnew(): void {
  clearTimeout(soon)
  soon = setTimeout(() => {
    saves = saves.then(async () => {
      await end()
      if (!isOver) start()
    })
  }, settleMs)
}

// Not node --watch: it loses a file that an editor replaces by another of its name.
watch([...watched], { ignoreInitial: true }).on('all', startAnew)
process.once('SIGTERM', () => {
  isOver = true
  void saves.then(end).then(() => process.exit())
})
start()
