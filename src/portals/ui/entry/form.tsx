import type { ComponentChildren } from 'preact'
import { formTokenField } from '../../../platform/http/index.ts'
import { useView } from '../view.ts'

/** The token against forged requests, under the name by which the door looks for it. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name={formTokenField} value={token} />
}

interface FormProps {
  action: string
  children: ComponentChildren
  /** With a `<FileField>` inside. The token comes before the file, so that the server can refuse early. */
  withFile?: boolean
  /** Where the page's script asks for what a passkey has to answer, before the form goes off. */
  challenge?: string
  /** Hidden fields, for example the version of the terms that the page showed. */
  fields?: Record<string, string>
}

/** Changes something: always POST, always with the token. The browser's own checks are off, the server answers. */
export function Form({ action, children, withFile = false, challenge, fields = {} }: FormProps) {
  const { csrfToken, inEveryForm } = useView()
  const encoding = withFile ? 'multipart/form-data' : undefined
  return (
    <form class="form" method="post" action={action} encType={encoding} data-challenge={challenge} noValidate>
      <CsrfField token={csrfToken} />
      {Object.entries({ ...inEveryForm, ...fields }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
