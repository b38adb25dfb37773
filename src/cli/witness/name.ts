import { InvalidArgumentError } from 'commander'

/** The name of a key, as C2SP signed-note allows it and a file can hold it. */
export function ifNotBad(name: string): string {
  if (/^[^\s+\u0000-\u001f]{1,100}$/u.test(name)) return name
  throw new InvalidArgumentError('no spaces, no plus, at most 100 letters')
}
