/** What an async generator yields, all of it. */
export async function allOf<Yielded>(generator: AsyncIterable<Yielded>): Promise<Yielded[]> {
  const all: Yielded[] = []
  for await (const yielded of generator) all.push(yielded)
  return all
}
