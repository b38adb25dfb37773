import { paths } from '../paths.ts'

/** Where who was invited comes in. What stands behind `#` is sent to no server, and so is in no log and no referer. */
export function invitationAddress(origin: string, token: string, page: string = paths.cityInvited): string {
  return `${origin}${page}#${token}`
}

/** The token, whether it or the whole address was pasted. */
export function invitationIn(pasted: string): string {
  return pasted.replace(/^[^]*#/u, '').trim()
}
