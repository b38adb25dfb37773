const thisMachine = ['localhost', '127.0.0.1', '[::1]']

/** An address that takes text messages: over TLS, or on this machine. Nothing of an account stands in it: requests are signed. */
export function isTextServer(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && thisMachine.includes(url.hostname))
}

/** A mobile number of Japan as E.164 writes it: 070, 080 or 090 and eight figures (電気通信番号規則 別表第4号). */
export function isTextNumber(text: string): boolean {
  return /^\+81[789]0\d{8}$/.test(text)
}
