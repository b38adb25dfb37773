import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

export interface VitestSum {
  passed: number
  failed: number
  skipped: number
}

/** Reads vitest's JSON report and removes it. Whatever failed without a failed test of its own counts as one. */
export async function readVitestSum(file: string, good: boolean): Promise<VitestSum> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  await rm(file, { force: true })
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 }
  return sumOf(JSON.parse(text), good)
}

export function sumOf(json: unknown, good: boolean): VitestSum {
  const report = reportSchema.parse(json)
  // A file that could not even be loaded has failed without any test.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  // Errors outside of tests (a leaked rejection, a global teardown) only show in vitest's exit code.
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !good ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
