import { staffRoles, type StaffId } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import type { Filling } from '../../typed/keep-fields.ts'
import { Card, Field, Form, RadioList, SubmitButton, useWords } from '../../ui/index.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

interface AppointFormProps {
  because: 'no-name' | 'no-role' | undefined
  filling: Filling | undefined
}

export function AppointForm({ because, filling }: AppointFormProps) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  return (
    <Card heading={say('appoint')}>
      <Form action={paths.staff} fields={{ attempt: newId<StaffId>() }}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          value={filling?.one('name') ?? ''}
          maxLength={60}
          error={because === 'no-name' && say(because)}
          required
        />
        <RadioList
          name="role"
          label={say('role')}
          value={filling?.one('role') ?? ''}
          error={because === 'no-role' && say(because)}
          options={staffRoles.map((role) => ({
            value: role,
            label: sayCity(role),
            hint: sayCity(`${role}May`),
          }))}
        />
        <SubmitButton>{say('appointNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
