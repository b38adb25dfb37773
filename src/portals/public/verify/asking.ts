/** What this city's log answers, as it came; null when it did not, or said no. Asked only for what is named here. */
export type AskLog = (question: string) => Promise<string | null>

export const askLog: AskLog = async (question) => {
  const answer = await fetch(`/log/v1/${question}`).catch(() => null)
  return answer?.ok === true ? answer.text() : null
}
