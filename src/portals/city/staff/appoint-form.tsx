import { staffRoles } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Card, Field, Form, RadioList, SubmitButton, useWords } from '../../ui/index.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

export function AppointForm({ because }: { because: 'no-name' | 'no-role' | undefined }) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  return (
    <Card heading={say('appoint')}>
      <Form action={paths.staff}>
        <Field
          name="name"
          label={say('name')}
          hint={say('nameHint')}
          maxLength={60}
          error={because === 'no-name' && say(because)}
          required
        />
        <RadioList
          name="role"
          label={say('role')}
          value=""
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
