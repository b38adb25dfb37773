import type { Personal } from '../../../kernel/index.ts'
import { CodeForm } from '../../sent-code/code-form.tsx'
import { codeWords } from '../../sent-code/words.ts'
import { errorsOf, type Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import { ErrorSummary, LinkLine, Page, type City, type View } from '../../ui/index.ts'
import { writeTyped, type Typed } from './typed.ts'
import { words } from './words.ts'

interface ProveCodePageProps {
  view: View
  city: City
  typed: Typed
  /** Undefined where they have taken it away meanwhile. */
  address: Personal<string> | undefined
  wrong: Wrong
}

/** Where the code is entered that was sent to who is signed in. */
export function ProveCodePage({ view, city, typed, address, wrong }: ProveCodePageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: typed.back }}
      city={city}
      title={say('codeTitle')}
      status={<ErrorSummary errors={errorsOf(view, 'code', codeWords.in(view)('codeWrong'), wrong)} />}
    >
      {address && <p>{say('sent', { address: address.reveal() })}</p>}
      <CodeForm action={paths.proveMailCode} button={say('prove')} wrong={wrong} fields={writeTyped(typed)} />
      <p>{say('slow')}</p>
      <p>{say('notThis')}</p>
      <LinkLine href={typed.back}>{say('toBegin')}</LinkLine>
    </Page>
  )
}
