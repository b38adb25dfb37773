/** What was asked of the services, how long each answer took, and which answers nobody would have expected. */
export class Tally {
  requests = 0
  readonly tookMs: number[] = []
  readonly unexpected: string[] = []

  /** Waits for the answer and holds its status against those that are right. */
  async expect<Answer extends { status: number }>(
    what: string,
    statuses: readonly number[],
    asking: Promise<Answer>,
  ): Promise<Answer> {
    this.requests += 1
    const since = performance.now()
    const answer = await asking
    this.tookMs.push(performance.now() - since)
    if (!statuses.includes(answer.status)) this.unexpected.push(`${what}: ${answer.status}`)
    return answer
  }
}
