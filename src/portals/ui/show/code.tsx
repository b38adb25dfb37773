/** A command, a line of an answer: as it is typed, in no language of people. Wrapped, never cut. */
export function Code({ text }: { text: string }) {
  return (
    <pre class="code" lang="en" translate={false}>
      <code>{text}</code>
    </pre>
  )
}
