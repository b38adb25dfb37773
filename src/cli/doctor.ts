import { Command } from 'commander'
import { examine, type Finding } from './doctor/examine.ts'

/** `azukari doctor`: looks at everything a start or a check needs. Exit code 1 when something is wrong. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('動かすのに必要なものがそろっているか調べます · check that everything needed is there')
    .option('--json', '結果を JSON で出します · print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(process.env)
      console.log(json ? JSON.stringify({ findings }, undefined, 2) : findings.map(describe).join('\n'))
      process.exitCode = findings.some(({ state }) => state === 'wrong') ? 1 : 0
    })
}

function describe({ state, ja, en, found, remedy }: Finding): string {
  const mark = { good: '✓', advice: '!', wrong: '✗' }[state]
  const first = `${mark} ${ja} · ${en}: ${found}`
  return state === 'good' || !remedy ? first : `${first}\n    → ${remedy.ja}\n    → ${remedy.en}`
}
