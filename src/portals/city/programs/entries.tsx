import { programScopes, type ProgramScope } from '../../../identity/index.ts'
import { CheckboxList, useView, useWords } from '../../ui/index.ts'
import { scopeWords } from './scope-words.ts'
import { messageOf, type Wrong } from './typed.ts'
import { words } from './words.ts'

/** Nothing is ticked beforehand, nor what it may do already: whoever decides, decides on all of it. */
export function MayEntry({ wrong, kept = [] }: { wrong: Wrong; kept?: readonly string[] }) {
  const say = useWords(words)
  const sayScope = useWords(scopeWords)
  return (
    <CheckboxList
      name="may"
      label={say('may')}
      hint={say('mayHint')}
      error={messageOf(useView(), wrong.may)}
      kept={kept}
      options={programScopes.map((scope) => ({
        value: scope,
        label: sayScope(scope),
        hint: sayScope(`${scope}Opens`),
      }))}
    />
  )
}

/** What a program may, in words. */
export function May({ scopes }: { scopes: readonly ProgramScope[] }) {
  const say = useWords(words)
  const sayScope = useWords(scopeWords)
  if (scopes.length === 0) return <>{say('mayNothing')}</>
  return (
    <ul>
      {scopes.map((scope) => (
        <li>{sayScope(scope)}</li>
      ))}
    </ul>
  )
}
