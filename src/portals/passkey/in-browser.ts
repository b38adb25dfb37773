/** The script of the pages that ask for a passkey. The server decides; this carries its question to the authenticator. */
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

const title = document.title
// Each form brings this script: with two on a page it runs twice.
for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]:not([data-begun])')) begin(place)

function begin(place: HTMLElement): void {
  place.dataset['begun'] = ''
  place.append(copyOf(place, 'template[data-form]'))
  const form = place.querySelector('form')
  if (!form) throw new Error('the page lacks its form')
  takeInvitation(form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(place, form)
  })
}

/** From behind `#` into its field, and out of the address, which others may look at later. */
function takeInvitation(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=invitation]')
  if (!field || location.hash.length < 2) return
  field.value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
}

async function ask(place: HTMLElement, form: HTMLFormElement): Promise<void> {
  tell(place, '')
  const answer = await fetch(place.dataset['passkey'] ?? '', {
    method: 'POST',
    body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
  }).catch(() => null)
  // What the server says no to it says on a page of its own, in the reader's language.
  if (answer && !answer.ok) return form.submit()
  const asked: Promise<Asked> | undefined = answer?.json()
  let words = failed
  const given = await asked?.then(authenticatorsAnswer).catch((fault: unknown) => {
    words = wordsFor(place, fault)
    return null
  })
  const field = form.querySelector<HTMLInputElement>('input[name=answer]')
  if (!given || !field) return tell(place, words)
  field.value = JSON.stringify(given)
  form.submit()
}

type Asked = PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON

/** Throws when there is no authenticator, no passkey for this city, or the person has turned it down. */
function authenticatorsAnswer(asked: Asked): Promise<object> {
  return 'pubKeyCredParams' in asked
    ? startRegistration({ optionsJSON: asked })
    : startAuthentication({ optionsJSON: asked })
}

const failed = 'template[data-failed]'
const thereAlready = 'template[data-there-already]'

/** An authenticator tells apart only that it has one already, once its owner has agreed to that (WebAuthn Level 3 §5.1.3). */
function wordsFor(place: HTMLElement, fault: unknown): string {
  const isThere = fault instanceof Error && fault.name === 'InvalidStateError'
  return isThere && place.querySelector(thereAlready) ? thereAlready : failed
}

/** What happened stands above the form, and first in the title, as everywhere. Nothing, for no words. */
function tell(place: HTMLElement, words: string): void {
  const said = place.querySelector('.said')
  const template = words === '' ? null : place.querySelector<HTMLElement>(words)
  said?.replaceChildren(...(template ? [copyOf(place, words)] : []))
  document.title = template ? `${template.dataset['failed'] ?? ''}｜${title}` : title
}

function copyOf(place: HTMLElement, selector: string): Node {
  const template = place.querySelector<HTMLTemplateElement>(selector)
  if (!template) throw new Error(`the page lacks ${selector}`)
  return template.content.cloneNode(true)
}
