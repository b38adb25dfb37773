import { readFile, rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { z } from 'zod'

const reportSchema = z.object({
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
})
type TestFile = z.infer<typeof reportSchema>['testResults'][number]

export interface VitestSum {
  passed: number
  failed: number
  skipped: number
  /** What failed, each with the beginning of why. */
  red: readonly string[]
}

/** Reads vitest's JSON report and removes it. Whatever failed without a failed test of its own counts as one. */
export async function readVitestSum(file: string, good: boolean): Promise<VitestSum> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  await rm(file, { force: true })
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0, red: [] }
  return sumOf(JSON.parse(text), good)
}

export function sumOf(json: unknown, good: boolean): VitestSum {
  const report = reportSchema.parse(json)
  const red = report.testResults.flatMap(redOf)
  // Errors outside of tests (a leaked rejection, a global teardown) only show in vitest's exit code.
  return {
    passed: report.numPassedTests,
    failed: red.length === 0 && !good ? 1 : red.length,
    skipped: report.numPendingTests + report.numTodoTests,
    red,
  }
}

function redOf({ name, status, message, assertionResults }: TestFile): string[] {
  const file = relative(process.cwd(), name)
  const tests = assertionResults.filter((test) => test.status === 'failed')
  // A file that could not even be loaded has failed without any test.
  if (tests.length === 0) return status === 'failed' ? [`${file}: ${beginningOf(message)}`] : []
  return tests.map((test) => `${file} › ${test.fullName}: ${beginningOf(test.failureMessages[0] ?? '')}`)
}

/** Enough to see what is wrong, where only the end of a long output has been kept. */
function beginningOf(message: string): string {
  return message.slice(0, 600)
}
